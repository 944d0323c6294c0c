const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/**
 * Makes text harmless for a terminal or a document and keeps what was there visible: the one sanitiser for text that
 * comes from a host, an alert or an answer. C0 and DEL become their control pictures (`␛`), C1, bidi controls,
 * zero-width, tag and other ignorable characters become `<U+202E>`, lone surrogates become U+FFFD.
 *
 * A line break is a control character too, since it forges lines; `newlines` keeps `\n` and writes `\r\n` as `\n`.
 */
export function clean(text: string, options: { newlines?: boolean } = {}): string {
  const lines = options.newlines ? text.replace(/\r\n/g, '\n') : text;
  return lines.replace(hidden, (char) => (char === '\n' && options.newlines ? char : visible(char)));
}

function visible(char: string): string {
  const code = char.codePointAt(0)!;
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  if (code === 0x7f) return '␡';
  if (code >= 0xd800 && code <= 0xdfff) return '\ufffd';
  return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
}
