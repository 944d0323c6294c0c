import { closeSync, constants, createReadStream, fstatSync, openSync, type ReadStream, readSync } from 'node:fs';

/** Why a file is not read; `message` is the reason in a few words, `code` the system's code if it refused. */
export class Unreadable extends Error {
  constructor(
    message: string,
    readonly code: string | null = null,
  ) {
    super(message);
    this.name = 'Unreadable';
  }
}

/** Pipes, terminals and devices may never end, and `/dev/zero` never does. They are opened and then refused. */
function openOrdinary(path: string): { fd: number; size: number } {
  let fd: number;
  try {
    // Without O_NONBLOCK, opening a pipe waits for its writer. Windows has neither.
    fd = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new Unreadable(code ?? message, code ?? null);
  }
  const stat = fstatSync(fd);
  if (stat.isFile()) return { fd, size: stat.size };
  closeSync(fd);
  throw new Unreadable(stat.isDirectory() ? 'it is a folder' : 'it is a pipe or a device, not an ordinary file');
}

/**
 * The bytes of a file of at most `limit`.
 * @throws Unreadable when it is missing, larger, or not an ordinary file.
 */
export function readAtMost(path: string, limit: number): Buffer {
  const { fd, size } = openOrdinary(path);
  try {
    if (size > limit) throw tooLarge(size, limit);
    // A size is what it was a moment ago, and files of /proc say 0.
    const chunks: Buffer[] = [];
    let length = 0;
    for (;;) {
      const chunk = Buffer.allocUnsafe(length < size ? size - length + 1 : 1 << 16);
      const read = readSync(fd, chunk);
      if (read === 0) return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
      chunks.push(chunk.subarray(0, read));
      length += read;
      if (length > limit) throw tooLarge(length, limit);
    }
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    throw new Unreadable(code ?? message, code ?? null);
  } finally {
    closeSync(fd);
  }
}

/** The same for what comes in pieces, such as standard input. @throws Unreadable beyond `limit`. */
export async function gatherAtMost(chunks: AsyncIterable<Buffer>, limit: number): Promise<Buffer> {
  const gathered: Buffer[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > limit) throw tooLarge(length, limit);
    gathered.push(chunk);
  }
  return Buffer.concat(gathered);
}

/**
 * Pieces of a file of any size. All share one buffer: a piece is valid only until the next one is read, so copy what
 * you keep. @throws Unreadable as {@link readAtMost}.
 */
export function* pieces(path: string): Iterable<Buffer> {
  const { fd } = openOrdinary(path);
  try {
    const buffer = Buffer.allocUnsafe(1024 * 1024);
    for (let read = readSync(fd, buffer); read > 0; read = readSync(fd, buffer)) yield buffer.subarray(0, read);
  } finally {
    closeSync(fd);
  }
}

/** A file of any size as a stream. @throws Unreadable as {@link readAtMost}. */
export const streamOf = (path: string): ReadStream => createReadStream(path, { fd: openOrdinary(path).fd });

const tooLarge = (length: number, limit: number): Unreadable =>
  new Unreadable(`it has ${length} bytes or more, at most ${limit} are read`);
