/** What a spreadsheet, or a part of one, leaves away before it looks at the beginning of a cell. */
const leftAway = /^[\s"\p{Cf}\u2409\u240a\u240d]+/u;

/** Does it begin as a formula, in whatever form the sign is written? Unicode's own table says which are one sign. */
const isFormula = (text: string): boolean =>
  /^[=+\-@\u2212]/.test(text.replace(leftAway, '').slice(0, 1).normalize('NFKC'));

/** What a spreadsheet would calculate in a cell: all of it, or what stands behind a semicolon. */
export const calculated = (cell: string): string[] => cell.split(';').filter(isFormula);

/** A cell as it was before the sink: each apostrophe taken away that keeps something from being calculated. */
export const unmarked = (cell: string): string =>
  cell
    .split(';')
    .map((part) =>
      part.startsWith("'") && isFormula(part.replace(/^['\s"\u2409\u240a\u240d]+/, '')) ? part.slice(1) : part,
    )
    .join(';');
