import { keys, passwords, shortPasswords } from './names.js';
import { type Kind, quoted, value } from './types.js';

const compared = String.raw`[ \t]{1,9}-[ci]?(?:eq|ne|like)[ \t]{1,9}(?=["'])`;

/** Between a name and its value: `=`, `:`, `=>`, `:=`, `-eq`, as `reg query` prints it, or as PowerShell writes a member. */
const gap = String.raw`["'\]]{0,2}(?:[ \t]{1,99}REG_\w{2,15}[ \t]{1,99}|[ \t]{0,99}(?:={1,3}>?|::?=?)(?!=)[ \t]{0,99}|${compared})`;

/** The text of an element up to the next tag; one word when there isn't one near. */
const elementText = String.raw`(?:([^<\s][^<]{0,400})(?=<\/|<!|\]\]>)|([^<\s]{1,400}))`;

const passwordHints = ['pass', 'pwd', 'kennwort', 'key content'];
const keyHints = [
  'secret',
  'token',
  'key"',
  "key'",
  'key=',
  'key:',
  'key ',
  'keyvalue',
  'key]',
  'cpassword',
  '_auth',
  'psk',
];
const anyHints = [...passwordHints, 'secret', 'token', 'key', 'material'];

/** A name and its value: connection strings, INI files, JSON, YAML, XML attributes, headers, code. */
export const named: Kind[] = [
  {
    id: 'password',
    hints: passwordHints,
    pattern: new RegExp(
      String.raw`(?:${passwords}|key content)${gap}(?:\{(?!\s)((?:\}\}|[^{}\r\n]){1,200})(?=\})|${value})`,
      'gi',
    ),
  },
  {
    id: 'short-password',
    hints: ['pass', 'pw'],
    pattern: new RegExp(
      String.raw`(?:${shortPasswords})["'\]]{0,2}(?:[ \t]{0,99}(?:=>?(?!=)|:(?=[ \t]{0,9}["']))[ \t]{0,99}|${compared})${value}`,
      'gi',
    ),
  },
  {
    id: 'key',
    hints: keyHints,
    pattern: new RegExp(
      String.raw`(?:(?:${keys})${gap}|(?<![a-z])token(?:${gap}(?=["']?[^\s"']{16})|["'\]]{0,2}[ \t]{0,99}(?:=>?(?!=)|:(?=[ \t]{0,9}["']))[ \t]{0,99}))${value}`,
      'gi',
    ),
    random: true,
  },
  {
    id: 'xml-element',
    hints: [...passwordHints, 'secret', 'keymaterial', '<pass', 'token>', 'key>'],
    pattern: new RegExp(
      String.raw`<(?:\w{1,20}:)?(?:\w{0,40}(?:${passwords}|secret|keymaterial|accesskey|apikey|accesstoken)\w{0,20}|pass)(?:\s[^<>]{0,400})?>\s{0,200}(?:<(?:\w{1,20}:)?value(?:\s[^<>]{0,200})?>\s{0,200})?(?:<!\[CDATA\[)?${elementText}`,
      'gi',
    ),
  },
  {
    // An event's data, and other elements that are named by an attribute.
    id: 'named-element',
    hints: anyHints,
    pattern: new RegExp(
      String.raw`\b(?:name|key)=["'][^"'<>\r\n]{0,80}(?:${passwords}|${keys})["']\s{0,20}>(?:<!\[CDATA\[)?${elementText}|<\w{0,40}(?:${passwords})\w{0,20}\s{1,20}value=["']([^"'<>\r\n]{1,400})`,
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
  {
    id: 'setting-value-first',
    hints: anyHints,
    pattern: new RegExp(
      String.raw`\bvalue=(?:"([^"<>\r\n]{1,400})"|'([^'<>\r\n]{1,400})')\s{1,20}(?:key|name)=["'][^"'<>\r\n]{0,80}(?:${passwords}|${keys}|token)["']`,
      'gi',
    ),
    random: true,
  },
  {
    // `"Jwt": {"Key": "..."}`, and the same as one name: `Jwt:Key`, `Jwt__Key`.
    id: 'nested-key',
    hints: ['jwt', 'signing', 'encryption', 'token'],
    pattern: new RegExp(
      String.raw`["'](?:jwt|signing|encryption|token)\w{0,20}["']\s{0,20}:\s{0,20}\{[^{}]{0,400}?["'](?:\w{0,20}key|secret)["']\s{0,20}:\s{0,20}(?:${quoted})|\bjwt\w{0,20}(?::|__)key["']?[ \t]{0,20}[:=][ \t]{0,20}${value}`,
      'gi',
    ),
    random: true,
  },
  {
    id: 'docker-auth',
    hints: ['auths"'],
    scope: /"auths"/i,
    pattern: /"auth"\s{0,20}:\s{0,20}"([A-Za-z0-9+/=]{4,})/gi,
  },
  {
    // The log of Windows Installer.
    id: 'property-change',
    hints: ['value is'],
    pattern: new RegExp(
      String.raw`\b\w{0,60}?(?:${passwords}|${keys}|pass|pw)\w{0,20}\sproperty\.\sIts\s(?:current\s)?value\sis\s'([^'\r\n]{1,400})'(?:\.\sIts\snew\svalue:?\s(?:is\s)?'([^'\r\n]{1,400})')?`,
      'gi',
    ),
  },
];

/** Objects whose field `key` is a secret: `{"Jwt": {"Key": "..."}}`. */
export const keyOwner = /^(?:jwt|signing|encryption|token)\w{0,20}$/i;

/** The name of a JSON field whose value is a secret, in any form. */
export const secretField = new RegExp(
  String.raw`^(?:\w{0,40}[-_.])?(?:${passwords}|${keys})$|(?:user|admin|sql|db|account|service|smtp|proxy)(?:${passwords})$`,
  'i',
);
