/** One way in which secrets are written, and how to find them. */
export interface Kind {
  id: string;
  /**
   * Words in lower case, one of which every text that holds such a secret has in it. A run of blanks counts as one
   * blank. `'run'` stands for 24 characters of base64 in a row.
   */
  hints: string[];
  /**
   * Every capturing group is a secret, and only the secret: text after it may be an attacker's command. Global; no
   * repetition that can be slow, see `test/secrets/speed.test.ts`.
   */
  pattern: RegExp;
  /** What else must be in the text, when one pattern can't match it in linear time. */
  scope?: RegExp;
  /** Made by machines, so that its fingerprint tells nothing; see `fingerprint.ts`. Absent = typed by people. */
  random?: true;
  /** The beginning of the secret that is no secret and stays, such as `ghp_`: it says what has to be revoked. */
  stays?: RegExp;
}

/*
 * A quoted value ends at its quotation mark. When there isn't one on the line, the value is one word. An unquoted value
 * ends at a blank, a semicolon, an ampersand, a quotation mark or an angle bracket. TOML writes three marks.
 */
export const quoted = String.raw`"(?:""(?:\r?\n)?)?((?:\\[^\r\n]|[^"\\\r\n])+)(?=")|'((?:''|[^'\r\n])+)(?=')|["']([^\s"']+)`;
export const unquoted = String.raw`((?:[^\s;"'<>&]|'(?=\w))+)`;

/** A here-string of PowerShell, and a block of YAML: the value is in the next lines. */
const block = String.raw`@["'][ \t]{0,9}\r?\n(?:((?:[^\r\n]|\r?\n(?!["']@)){1,500})(?=\r?\n["']@)|([^\s"']+))|[|>][-+\d]{0,2}[ \t]{0,9}\r?\n[ \t]{1,40}([^\s][^\r\n]{0,199}(?:\r?\n[ \t]{1,40}[^\s:=]{8,200}(?=[ \t]{0,9}(?:[\r\n]|$)))*)`;
export const value = `(?:${block}|${quoted}|${unquoted})`;

/** The value behind an option of a command line, where the next option or command is no value. */
export const argument = String.raw`(?:${block}|${quoted}|(?![-/]\w|["'|<>&;])((?:[^\s"'|<>]|'(?=\w))+))`;
