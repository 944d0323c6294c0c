import type { Problem, ProblemCode } from '../problems.js';
import type { RawPlaybook } from '../schema/index.js';
import type { AttachmentKinds, FactFunctions, Playbook } from '../types.js';
import type { Path } from '../yaml/places.js';
import type { Source } from '../yaml/read.js';

/** What a rule may look at. */
export interface RuleContext {
  playbook: Playbook;
  raw: RawPlaybook;
  source: Source;
  factFunctions: FactFunctions;
  attachmentKinds: AttachmentKinds;
}

/** One cross check of a playbook that has the right shape. Gives everything that is wrong, or nothing. */
export type Rule = (context: RuleContext) => Problem[];

export const problem = (
  { source }: RuleContext,
  code: ProblemCode,
  path: Path,
  found: string,
  expected: string,
  example?: string,
): Problem => ({ code, position: source.at(path), found, expected, example });
