/** Names of fields with secrets that people type. */
export const passwords = String.raw`(?:pass(?:word|wd|phrase|wort)|kennwort|mot_?de_?passe|(?<![a-z])pwd|(?<=user|admin|sql|db|root|adm|sa|old|new)pwd)(?:hash)?\d{0,3}`;

/** Short names, which are words too: a mark of assignment must follow them. */
export const shortPasswords = String.raw`(?:(?<![a-z0-9+/])|(?<=user|admin|sql|db|root|smtp|ftp|vpn|svc|ssh|old|new|require))(?:pass|pw)\d?`;

/** Names of fields with secrets that machines make. `SharedAccessKeyName` and `PublicKeyToken` aren't among them. */
export const keys = [
  String.raw`(?:client|app|application|consumer|shared|api|oauth2?|webhook)[-_.]?secret`,
  String.raw`(?<![a-z])secret(?:[-_.]?(?:key|value|text))?`,
  String.raw`(?:access|refresh|id|identity|auth|api|bearer|session|security|sas|deploy|personal[-_.]?access)[-_.]?token`,
  String.raw`(?<![a-z0-9])_auth|(?<![a-z])(?:wpa_?)?psk`,
  String.raw`secret[-_.]?access[-_.]?key`,
  String.raw`shared[-_.]?access[-_.]?key`,
  String.raw`(?:api|access|account|private|encryption|signing|master|storage|subscription|function|functions)[-_.]?key`,
  String.raw`(?:primary|secondary|sendkey|listenkey|key)(?:key|value)|(?:primary|secondary)masterkey`,
  String.raw`(?:validation|decryption)key`,
  String.raw`cpassword|keymaterial|managedpassword`,
].join('|');

/** Texts in the place of a secret that aren't one. */
const placeholder =
  /^(?:[*•xX.]+|%%\d+|\$?\(?null\)?|\$(?:true|false|_)|none|true|false|undefined|n\/a|-|\[redacted[^\]]*\][,;)}\]]*|\|[-+\d]*|[[({$@]+|[)\]}]+)$/i;

/** A command or a call that returns the secret, or another variable's member. */
const command =
  /^(?:\$?\(?(?:Get|Read|New|Import|ConvertTo|ConvertFrom)-[A-Z]\w+|await|new|[a-z_][\w.]*\(\)?|\$\w+(?:\.\w+)+)$/i;

/** Keys to press: `AccessKey: Alt+F`. */
const shortcut = /^(?:(?:ctrl|alt|shift|win|cmd)\+)+\w{1,9}$/i;

/** A variable whose name says what it contains: `$password`, `%DB_PASSWORD%`, `$(Secret)`, `{{token}}`, `<password>`. */
const variable =
  /^(?:\$\(?\{?(?:[\w:]*:)?\w*(?:pass|pwd|cred|secret|secure|token|key)\w*\}?\)?|\$env:\w+|%\w+%|\{\{.*\}\}|<[\w -]+>)$/i;

const noSecrets = [placeholder, variable, command, shortcut];
const longest = 200;
const closers = ',;)}]';

/** Is a text only a placeholder for a secret? A closing bracket after it doesn't count. */
export function isPlaceholder(text: string): boolean {
  if (text.length > longest) return false;
  let end = text.length;
  while (end > 1 && closers.includes(text[end - 1]!)) end--;
  return [text, text.slice(0, end)].some((each) => noSecrets.some((pattern) => pattern.test(each)));
}
