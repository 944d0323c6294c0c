/** A line without its line break; null = a line over the limit, which was dropped. */
export type Line = Buffer | null;

/** Cuts a byte stream into lines, however the chunks fall; memory stays within the limit. */
export interface LineCutter {
  /** The caller may reuse the chunk's buffer afterwards: no line shares its bytes. */
  push(chunk: Buffer): Line[];
  /** What is left at the end of the stream: a last line without line break, or nothing. */
  end(): Line[];
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** @param limit longest line in bytes. */
export function cutLines(limit: number): LineCutter {
  let parts: Buffer[] = [];
  let size = 0;

  const add = (part: Buffer) => {
    size += part.length;
    // A copy, because the reader fills the same buffer again before the line is complete.
    if (size <= limit) parts.push(Buffer.from(part));
    else parts = [];
  };
  const take = (): Line => {
    const line = size > limit ? null : parts.length === 1 ? parts[0]! : Buffer.concat(parts);
    parts = [];
    size = 0;
    return line?.at(-1) === carriageReturn ? line.subarray(0, -1) : line;
  };

  return {
    push(chunk) {
      const lines: Line[] = [];
      let from = 0;
      for (let to = chunk.indexOf(lineFeed); to >= 0; to = chunk.indexOf(lineFeed, from)) {
        add(chunk.subarray(from, to));
        lines.push(take());
        from = to + 1;
      }
      add(chunk.subarray(from));
      return lines;
    },
    end: () => (size > 0 ? [take()] : []),
  };
}
