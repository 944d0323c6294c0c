type WriteStream = typeof process.stderr;

/** Narrower than this nothing can be laid out, and `0` is what a pseudo-terminal without a window reports. */
const narrowest = 20;
/** What a terminal counts as when its width is not known. */
const usual = 80;

/** Columns of a terminal to lay text out for: its own, or 80 when it reports none or fewer than 20. */
export const usableColumns = (columns: number | undefined): number =>
  columns !== undefined && columns >= narrowest ? columns : usual;

/** Can a spinner be redrawn in place? It needs a terminal whose width is known. */
export const canRedraw = ({ isTTY, columns }: Pick<WriteStream, 'isTTY' | 'columns'>): boolean =>
  isTTY === true && columns >= narrowest;

/**
 * Standard error for libraries that draw (ora, inquirer). They divide by the width: ora never finishes at a width of 0.
 * The width is read again for each frame, because a window can change while something is drawn.
 */
export const screen: WriteStream = Object.create(process.stderr, {
  columns: { get: () => usableColumns(process.stderr.columns) },
}) as WriteStream;
