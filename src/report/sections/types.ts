import type { RootContent } from 'mdast';
import type { Case } from '../model/case.js';

/** One section of the report, in `sections/<room>/<id>.ts`, listed in `sections/index.ts`. */
export interface Section {
  /** Kebab-case of the title. It never changes, because tests and people refer to it. */
  id: string;
  /** Null for content without a heading of its own. */
  title: string | null;
  /** Correlations whose facts the section shows. The section Facts leaves them out. */
  shows?: string[];
  /**
   * Renders in every state of a case. An empty list leaves out the section and its heading.
   * @param sections every section of the report
   */
  render(record: Case, sections?: Section[]): RootContent[];
}
