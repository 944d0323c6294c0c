import type { FileRef } from '../domain/file.js';
import { byPath, folderHash, preludeFile } from './files.js';
import { normalise } from './normalise.js';
import { type Problem, sortProblems } from './problems.js';
import { rules } from './rules/index.js';
import { type RawPlaybook, rawPlaybook } from './schema/index.js';
import { schemaProblems } from './schema/problems.js';
import type { AttachmentKinds, FactFunctions, Playbook } from './types.js';
import { type PartFile, readParts } from './yaml/parts.js';
import { readYaml } from './yaml/read.js';

export interface CheckInput {
  /** Path of the file, as problems name it. */
  file: string;
  bytes: Uint8Array;
  /** Files next to it, each with the value of one of its keys. */
  parts?: PartFile[];
  /** The playbook's folder, and the files in it. */
  dir: string;
  files: FileRef[];
  /** Files of the shared folder, as collectors name them. The scripts that they name, and the prelude, belong to the playbook. */
  shared?: FileRef[];
  factFunctions: FactFunctions;
  attachmentKinds: AttachmentKinds;
}

/** read -> parts -> schema -> normalise -> rules. Each stage gives all its problems together; the next runs on none. */
export function checkPlaybook(input: CheckInput): { playbook: Playbook | null; problems: Problem[] } {
  const { dir, factFunctions, attachmentKinds } = input;
  const read = readYaml(input.file, input.bytes);
  if ('problems' in read) return { playbook: null, problems: sortProblems(read.problems) };
  const whole = readParts(read.source, input.parts ?? []);
  if ('problems' in whole) return { playbook: null, problems: sortProblems(whole.problems) };
  const { source } = whole;
  const parsed = rawPlaybook.safeParse(source.data);
  if (!parsed.success) return { playbook: null, problems: sortProblems(schemaProblems(parsed.error.issues, source)) };
  const raw = parsed.data;
  const files = [...input.files, ...sharedScripts(raw, input)].sort(byPath);
  const playbook = normalise(raw, { dir, files, sha256: folderHash(files) });
  const problems = rules.flatMap((rule) => rule({ playbook, raw, source, factFunctions, attachmentKinds }));
  return { playbook: problems.length === 0 ? playbook : null, problems: sortProblems(problems) };
}

const sharedScripts = ({ collectors }: RawPlaybook, { files, shared = [] }: CheckInput): FileRef[] => {
  const scripts = Object.values(collectors).map(({ script }) => script);
  const named = new Set(scripts.length > 0 ? [...scripts, preludeFile] : []);
  return shared.filter(({ file }) => named.has(file) && !files.some((own) => own.file === file));
};
