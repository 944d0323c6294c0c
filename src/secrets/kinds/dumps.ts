import type { Kind } from './types.js';

/** What tools print that read secrets out, and secrets that are bytes. */
export const dumps: Kind[] = [
  {
    id: 'password-hash',
    hints: [
      ':::',
      'ntlm',
      'nthash',
      'nt hash',
      '_hmac',
      '$krb5',
      '$dcc2$',
      '$1$',
      '$5$',
      '$6$',
      '$y$',
      '$2a$',
      '$2b$',
      '$2y$',
    ],
    pattern:
      /:\d{3,10}:([0-9a-f]{32}):([0-9a-f]{32}):::|\b(?:NTLM|nthash|nt hash|(?:rc4|aes128|aes256|des)_(?:hmac|cbc)(?:_\w{1,10})?)["']?\s{0,40}[:=]\s{0,9}["']?([0-9a-f]{32,64})\b|\$krb5(?:tgs|asrep|pa)\$([^\s"']+)|\$DCC2\$([^\s"']+)|\$(?:[156y]|2[abxy])\$([./\w$=,]{20,})/gi,
  },
  {
    id: 'challenge-response',
    hints: ['::'],
    pattern: /::[^\s:]{1,64}:[0-9a-f]{16}:([0-9a-f]{32}:[0-9a-f]{16,})/gi,
  },
  {
    id: 'blob',
    hints: ['run'],
    pattern:
      /(?<![A-Za-z0-9+/])(do[I-Z][A-Za-z0-9+/]{200,}={0,2}|MI[A-Za-z0-9+/]{4}IBA(?:zC|DAN|AKC)[A-Za-z0-9+/]{40,}={0,2}|AQAAANCMnd8BFdERjHoAwE\/Cl\+s[A-Za-z0-9+/]{20,}={0,2})|(?<![0-9A-Fa-f])(01000000[dD]08[cC]9[dD][dD][fF]0115[dD]1118[cC]7[aA]00[cC]04[fF][cC]297[eE][bB][0-9A-Fa-f]{20,})/g,
  },
  {
    id: 'managed-password',
    hints: ['managedpassword', 'admpwd', '"p":"', 'laps-'],
    pattern:
      /ManagedPassword["']?\s{0,40}[:=]{1,2}\s{0,9}["']?(\{?\d{1,3}(?:,\s?\d{1,3})+|[A-Za-z0-9+/=]{16,}(?:\s{1,4}[A-Za-z0-9+/=]{16,})*)|AdmPwd["']?\s{0,40}[:=]{1,2}\s{0,9}["']?([^\s"']+)|"n":"[^"\r\n]{1,64}","t":"[0-9a-f]{8,20}","p":"((?:\\[^\r\n]|[^"\\\r\n])+)/gi,
  },
  {
    id: 'recovery-password',
    hints: ['recovery', 'password', 'bitlocker'],
    pattern: /(?<![\d-])((?:\d{6}-){7}\d{6})(?![\d-])/g,
  },
];
