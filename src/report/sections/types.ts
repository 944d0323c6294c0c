import type { RootContent } from 'mdast';
import type { Case } from '../model/case.js';

/**
 * One section of the report, in `sections/<id>.ts`, listed in `sections/index.ts`.
 *
 * Renders in every state of a case; an empty list leaves the section out, heading included.
 */
export interface Section {
  /** Stable across cases and versions, since tests and people refer to it: kebab-case of the title. */
  id: string;
  /** Null for content without a heading of its own. */
  title: string | null;
  render(record: Case): RootContent[];
}
