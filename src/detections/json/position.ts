/** `file:line:column` of the place right behind `before`; both count from 1, the column in UTF-16 units. */
export function position(before: string, file: string): string {
  const lines = before.split(/\r\n|\r|\n/);
  return `${file}:${lines.length}:${lines.at(-1)!.length + 1}`;
}
