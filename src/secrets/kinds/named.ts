import { keys, passwords } from './names.js';
import { type Kind, quoted, unquoted, value } from './types.js';

/** Between a name and its value: `=`, `:`, `=>`, `:=`, as `reg query` prints it, or as PowerShell writes a member. */
const gap = String.raw`["'\]]{0,2}(?:[ \t]{1,99}REG_\w{2,15}[ \t]{1,99}|[ \t]{0,99}(?:=>?|::?=?)[ \t]{0,99})`;

const passwordHints = ['passw', 'passphrase', 'pwd', 'key content'];
const keyHints = ['secret', 'token', 'key"', "key'", 'key=', 'key:', 'key ', 'keyvalue', 'key]', 'cpassword'];
const anyHints = [...passwordHints, 'secret', 'token', 'key', 'material'];

/** A name and its value: connection strings, INI files, JSON, YAML, XML attributes, headers, code. */
export const named: Kind[] = [
  {
    id: 'password',
    hints: passwordHints,
    pattern: new RegExp(String.raw`(?:${passwords}|key content)${gap}(?:\{((?:\}\}|[^}\r\n])+)|${value})`, 'gi'),
  },
  {
    id: 'key',
    hints: keyHints,
    pattern: new RegExp(
      String.raw`(?:(?:${keys})${gap}|(?<![a-z])token${gap}(?=["']?[^\s"']{16}))(?:${quoted}|${unquoted})`,
      'gi',
    ),
    random: true,
  },
  {
    id: 'xml-element',
    hints: [...passwordHints, 'secret', 'keymaterial', '<pass', 'token>', 'key>'],
    pattern: new RegExp(
      String.raw`<(?:\w{1,20}:)?(?:\w{0,40}(?:${passwords}|secret|keymaterial|accesskey|apikey|accesstoken)\w{0,20}|pass)(?:\s[^<>]{0,400})?>\s{0,200}(?:<(?:\w{1,20}:)?value(?:\s[^<>]{0,200})?>\s{0,200})?(?:<!\[CDATA\[)?([^<\s][^<]*)`,
      'gi',
    ),
  },
  {
    // An event's data, and other elements that are named by an attribute.
    id: 'named-element',
    hints: anyHints,
    pattern: new RegExp(
      String.raw`\b(?:name|key)=["'][^"'<>\r\n]{0,80}(?:${passwords}|${keys})["']\s{0,20}>(?:<!\[CDATA\[)?([^<\s][^<]*)`,
      'gi',
    ),
  },
  {
    id: 'setting',
    hints: anyHints,
    pattern: new RegExp(
      String.raw`\b(?:key|name)["']?\s{0,20}[:=]\s{0,20}["'][^"'<>\r\n]{0,80}(?:${passwords}|${keys}|token)["']\s{0,20},?\s{0,20}["']?value["']?\s{0,20}[:=]\s{0,20}(?:${quoted})`,
      'gi',
    ),
    random: true,
  },
];

/** The name of a JSON field whose value is a secret, in any form. */
export const secretField = new RegExp(
  String.raw`^(?:\w{0,40}[-_.])?(?:${passwords}|${keys})$|(?:user|admin|sql|db|account|service|smtp|proxy)(?:${passwords})$`,
  'i',
);
