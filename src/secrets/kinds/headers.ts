import type { Kind } from './types.js';

const schemes = '(?:bearer|basic|negotiate|ntlm|token|apikey)';
/** Of a header without a known scheme; a command after it is no part of it. */
const word = String.raw`[^\s"'&|<>;,]`;

/** What requests carry: headers, cookies, addresses with credentials, signatures. */
export const headers: Kind[] = [
  {
    id: 'authorization',
    hints: ['authorization', 'bearer '],
    pattern: new RegExp(
      String.raw`(?<![a-z])authorization["']?\s{0,20}[:=]\s{0,20}["']?(?:${schemes}\s{1,20}(${word}+)|(?!SharedAccessSignature|${schemes}(?:\s|$))(?:[a-z][\w-]{1,30}[ \t]{1,9}(?=${word}{0,99}\d)(${word}{16,})|(?!aws4)(?=${word}{0,99}[\d=+/])(${word}{6,})))|\bbearer\s{1,20}([\w.~+/=-]{16,})`,
      'gi',
    ),
    random: true,
  },
  {
    id: 'cookie',
    hints: ['cookie:', 'cookie"'],
    pattern: /cookie["']?:\s{0,20}["']?([^\s=;"'&|]{1,99}=[^\s;"']+(?:;\s{0,3}[^\s=;"'&|]{1,99}=[^\s;"']+)*)/gi,
  },
  {
    id: 'url-credentials',
    hints: ['://'],
    pattern: /:\/\/[^\s/?#@:"'<>\\[]{0,128}:((?!\d{1,5}[?#])[^\s/"'<>]{1,256})@/g,
  },
  {
    // A token in the place of the user. A name has no such length.
    id: 'url-token',
    hints: ['://'],
    pattern: /:\/\/(?=[A-Za-z_.~%-]{0,99}\d)([\w.~%-]{20,256})@/g,
    random: true,
  },
  {
    id: 'signature',
    hints: ['sig=', 'signature=', 'security-token=', 'response='],
    pattern:
      /(?:(?:^|[?&;\s])sig|[?&;,\s](?:x-(?:amz|goog)-)?signature|x-amz-security-token)=([^&;"'<>\s]+)|\bresponse=["']?([0-9a-f]{32,64})/gim,
  },
  {
    id: 'shared-access-signature',
    hints: ['sharedaccesssignature'],
    pattern: /SharedAccessSignature\s{0,99}=\s{0,99}((?:SharedAccessSignature\s{1,9})?[^\s;"'<>]+)/gi,
  },
  {
    id: 'webhook',
    hints: ['hooks.slack.com', 'incomingwebhook/', '/webhooks/', 'telegram.org/bot'],
    pattern:
      /hooks\.slack\.com\/\w{1,20}\/([\w/+-]{16,})|IncomingWebhook\/([\w/-]{16,})|\/api\/webhooks\/\d{1,30}\/([\w-]{16,})|telegram\.org\/bot(\d{1,15}:[\w-]{30,})/gi,
    random: true,
  },
];
