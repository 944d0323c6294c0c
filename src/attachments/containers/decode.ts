/** The text of a file, by its byte order mark; without one it is UTF-8. */
export function decode(bytes: Uint8Array): { text: string; encoding: string } {
  const [a, b] = bytes;
  if (a === 0xff && b === 0xfe) return { text: new TextDecoder('utf-16le').decode(bytes), encoding: 'UTF-16LE' };
  if (a === 0xfe && b === 0xff) return { text: new TextDecoder('utf-16be').decode(bytes), encoding: 'UTF-16BE' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'UTF-8' };
  } catch {
    // exports of older tools come in the host's code page: names may suffer, times and addresses do not
    return { text: new TextDecoder('utf-8').decode(bytes), encoding: 'not UTF-8, unreadable characters replaced' };
  }
}
