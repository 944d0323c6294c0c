/**
 * The files of a bag, in a folder or an archive. The code that makes one has already refused what must not
 * be touched at all (links, devices, paths that lead elsewhere, bombs): {@link checkFiles} plus what its form needs.
 */
export interface BagFiles {
  /** Absolute path of the folder or archive. */
  at: string;
  form: 'folder' | 'zip';
  /** Path in the bag -> size in bytes, as the file system or the archive declares it. */
  sizes: ReadonlyMap<string, number>;
  /** @throws KnownError exit 5 when there are more or fewer bytes than were declared. */
  read(path: string): AsyncIterable<Buffer>;
  close(): void;
}

/** Bytes as they come, until somebody stops the work. @throws the signal's reason. */
export async function* until<T>(signal: AbortSignal, chunks: AsyncIterable<T>): AsyncGenerator<T> {
  for await (const chunk of chunks) {
    signal.throwIfAborted();
    yield chunk;
  }
}
