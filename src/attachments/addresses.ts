import { isIP } from 'node:net';

/** An address without the brackets and the port that some logs put around it; anything else stays as it is. */
export function readAddress(text: string | null): string | null {
  if (text === null) return null;
  const match = /^\[([0-9a-f:.]+)\](?::\d+)?$/i.exec(text) ?? /^(\d{1,3}(?:\.\d{1,3}){3}):\d+$/.exec(text);
  return match && isIP(match[1]!) !== 0 ? match[1]! : text;
}
