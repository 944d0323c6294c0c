import type { Problem } from '../problems.js';
import type { Path } from './places.js';
import { readYaml, type Source } from './read.js';

/** Keys of playbook.yaml whose value can be in a file of its own: `findings.yaml` has the value of `findings`. */
export const partKeys = ['data', 'collectors', 'facts', 'findings', 'questions', 'attachments', 'actions'] as const;

/** A YAML file that holds the value of one key. */
export interface PartFile {
  key: (typeof partKeys)[number];
  /** Path of the file, as problems name it. */
  file: string;
  bytes: Uint8Array;
}

/** One source made of playbook.yaml and the files next to it. Each place names the file that it is in. */
export function readParts(main: Source, files: PartFile[]): { source: Source } | { problems: Problem[] } {
  const problems: Problem[] = [];
  const parts = new Map<string, Source>();
  const data = main.data as { [key: string]: unknown } | null;
  for (const { key, file, bytes } of files) {
    const read = readYaml(file, bytes);
    if ('problems' in read) for (const problem of read.problems) problems.push(problem);
    else if (data !== null && typeof data === 'object' && Object.hasOwn(data, key))
      problems.push({
        ...{ code: 'yaml-duplicate-key', position: main.keyAt([key]) },
        ...{ found: `${key}, which ${key}.yaml holds as well`, expected: `${key} in one of the two files` },
      });
    else parts.set(key, read.source);
  }
  if (problems.length > 0) return { problems };
  if (parts.size === 0) return { source: main };
  const inPart = <T>(path: Path, ask: (source: Source, path: Path) => T): T => {
    const part = parts.get(String(path[0]));
    return part ? ask(part, path.slice(1)) : ask(main, path);
  };
  return {
    source: {
      file: main.file,
      data: { ...data, ...Object.fromEntries([...parts].map(([key, part]) => [key, part.data])) },
      at: (path) => inPart(path, (source, rest) => source.at(rest)),
      keyAt: (path) => inPart(path, (source, rest) => source.keyAt(rest)),
      within: (path, offset) => inPart(path, (source, rest) => source.within(rest, offset)),
    },
  };
}
