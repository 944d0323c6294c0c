/** One way in which secrets are written, and how to find them. */
export interface Kind {
  id: string;
  /**
   * Words in lower case, one of which every text that holds such a secret has in it. A run of blanks counts as one
   * blank. `'run'` stands for 24 characters of base64 in a row.
   */
  hints: string[];
  /** Every capturing group is a secret. Global; no repetition that can be slow, see `test/secrets/speed.test.ts`. */
  pattern: RegExp;
  /** What else must be in the text, when one pattern can't match it in linear time. */
  scope?: RegExp;
  /** Made by machines, so that its fingerprint tells nothing; see `fingerprint.ts`. Absent = typed by people. */
  random?: true;
  /** The beginning of the secret that is no secret and stays, such as `ghp_`: it says what has to be revoked. */
  stays?: RegExp;
}

/*
 * A value ends where its quotation mark does, or at the end of the line: a mark that must follow would be looked for
 * over and over. Unquoted, it ends at a blank, a semicolon, an ampersand, a quotation mark or an angle bracket.
 */
export const quoted = String.raw`"((?:\\[^\r\n]|[^"\\\r\n])+)|'((?:''|[^'\r\n])+)`;
export const unquoted = String.raw`((?:[^\s;"'<>&]|'(?=\w))+)`;
export const value = `(?:${quoted}|${unquoted})`;

/** The same behind an option of a command line, where the next option is no value. */
export const argument = String.raw`(?:${quoted}|(?![-/]\w|["'|<>])((?:[^\s"'|<>]|'(?=\w))+))`;
