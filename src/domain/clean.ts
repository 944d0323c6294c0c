/** What a terminal obeys, what turns text round, and what is not seen. */
export const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu;

/**
 * Marks that are drawn over another character: those at the beginning of a line, which would change a character that
 * stands before the text, and those that are more on one character than a script needs, which would cover lines above.
 */
const strayMarks = /(?<=^|\n)[\p{Mn}\p{Me}]+|(?<=[\p{Mn}\p{Me}]{6})[\p{Mn}\p{Me}]+/gu;

/** All that {@link clean} writes otherwise, `hidden` and `strayMarks` in one: a text without any of it is shown as it is. */
export const unseen =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]+[\p{Mn}\p{Me}]*|(?<=^|\n)[\p{Mn}\p{Me}]+|(?<=[\p{Mn}\p{Me}]{6})[\p{Mn}\p{Me}]+/gu;

/**
 * Makes text harmless for a terminal or a document and keeps what was there visible: the one sanitiser for text that
 * comes from a host, an alert or an answer. C0 and DEL become their control pictures (`␛`), C1, bidi controls,
 * zero-width, tag and other ignorable characters, noncharacters and stray marks become `<U+202E>`, lone surrogates
 * become U+FFFD.
 *
 * A line break is a control character too, because it can forge lines. `newlines` keeps `\n` and writes `\r\n` as `\n`.
 */
export function clean(text: string, options: { newlines?: boolean } = {}): string {
  const lines = options.newlines ? text.replace(/\r\n/g, '\n') : text;
  return lines
    .replace(hidden, (char) => (char === '\n' && options.newlines ? char : visible(char)))
    .replace(strayMarks, (marks) => Array.from(marks, codePointOf).join(''));
}

/** The first characters of a text, the last one an ellipsis if something was left out. */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const characters = Array.from(text);
  return characters.length > length ? `${characters.slice(0, length - 1).join('')}…` : text;
}

function visible(char: string): string {
  const code = char.codePointAt(0)!;
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  if (code === 0x7f) return '␡';
  if (code >= 0xd800 && code <= 0xdfff) return '\ufffd';
  return codePointOf(char);
}

const codePointOf = (char: string): string => `<U+${char.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}>`;
