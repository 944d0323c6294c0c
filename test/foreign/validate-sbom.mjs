import { readFileSync } from 'node:fs';
import { Validation } from '@cyclonedx/cyclonedx-library';

// `node validate-sbom.mjs FILE`: exit 0 when the file meets CycloneDX's own schema of the version that it names.
const text = readFileSync(process.argv[2], 'utf8');
const problem = await new Validation.JsonStrictValidator(JSON.parse(text).specVersion).validate(text);
if (problem) console.log(JSON.stringify(problem, null, 1));
process.exitCode = problem ? 1 : 0;
