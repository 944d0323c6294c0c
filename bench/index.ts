import { pathToFileURL } from 'node:url';
import { collection } from './collection.js';
import { redaction } from './redaction.js';
import { start } from './start.js';

/** Benches by name. Each prints its table and gives its last lines: figures against targets. */
const benches: { [name: string]: (child: URL) => Promise<string[]> } = { collection, redaction, start };

// A bench is no test: figures that miss their target are told, and the exit code stays 0.
const names = process.argv.slice(2);
for (const name of names.length > 0 ? names : Object.keys(benches)) {
  const bench = benches[name];
  if (!bench) throw new Error(`There is no bench ${name}; there are ${Object.keys(benches).join(', ')}.`);
  const verdicts = await bench(new URL('collection/batch.js', pathToFileURL(process.argv[1]!)));
  console.log(`\n${verdicts.join('\n')}`);
}
