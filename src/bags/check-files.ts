import { limits, unsafe } from './layout.js';
import { collision, pathProblem } from './paths.js';

/**
 * What is refused in every form of a bag, by paths and sizes alone.
 * @throws KnownError exit 5.
 */
export function checkFiles(at: string, sizes: ReadonlyMap<string, number>): void {
  if (sizes.size > limits.files) throw unsafe(at, `${sizes.size} files, more than ${limits.files}`);
  let total = 0;
  for (const [path, bytes] of sizes) {
    const problem = pathProblem(path);
    if (problem) throw unsafe(at, `${problem}: ${JSON.stringify(path)}`);
    if (bytes > limits.fileBytes) throw unsafe(at, `${path} has ${bytes} bytes, more than ${limits.fileBytes}`);
    total += bytes;
  }
  if (total > limits.totalBytes) throw unsafe(at, `${total} bytes in all, more than ${limits.totalBytes}`);
  const clash = collision(sizes.keys());
  if (clash) throw unsafe(at, clash);
}

/** Bytes as they come, held to the size that was declared for them. */
export async function* exactly(
  at: string,
  path: string,
  bytes: number,
  chunks: AsyncIterable<Buffer>,
): AsyncGenerator<Buffer> {
  let seen = 0;
  for await (const chunk of chunks) {
    seen += chunk.length;
    if (seen > bytes) throw unsafe(at, `${path} holds more than the ${bytes} bytes that are declared for it`);
    yield chunk;
  }
  if (seen < bytes) throw unsafe(at, `${path} holds ${seen} bytes, ${bytes} are declared for it`);
}
