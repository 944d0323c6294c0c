import type { Kind } from './types.js';

/** What requests carry: headers, cookies, addresses with credentials, signatures. */
export const headers: Kind[] = [
  {
    id: 'authorization',
    hints: ['authorization', 'bearer '],
    pattern:
      /(?<![a-z])authorization["']?\s{0,20}[:=]\s{0,20}["']?(?:(?:bearer|basic|negotiate|ntlm|token)\s{1,20}([\w.~+/=-]+)|(?!SharedAccessSignature|(?:bearer|basic|negotiate|ntlm|token)(?:\s|$))([^\s"'][^\r\n"']*))|\bbearer\s{1,20}([\w.~+/=-]{16,})/gi,
    random: true,
  },
  { id: 'cookie', hints: ['cookie:', 'cookie"'], pattern: /cookie["']?:\s{0,20}["']?([^\s"'][^\r\n"']*)/gi },
  {
    id: 'url-credentials',
    hints: ['://'],
    pattern: /:\/\/[^\s/?#@:"'<>\\]{0,128}:((?!\d{1,5}[?#])[^\s/"'<>]{1,256})@/g,
  },
  {
    id: 'signature',
    hints: ['sig=', 'signature=', 'security-token='],
    pattern: /(?:(?:^|[?&;\s])sig|[?&;](?:x-(?:amz|goog)-)?signature|x-amz-security-token)=([^&;"'<>\s]+)/gim,
  },
  {
    id: 'shared-access-signature',
    hints: ['sharedaccesssignature'],
    pattern: /SharedAccessSignature\s{0,99}=\s{0,99}([^;"'<>]+)/gi,
  },
  {
    id: 'webhook',
    hints: ['hooks.slack.com', 'incomingwebhook/', '/webhooks/', 'telegram.org/bot'],
    pattern:
      /hooks\.slack\.com\/\w{1,20}\/([\w/+-]{16,})|IncomingWebhook\/([\w/-]{16,})|\/api\/webhooks\/\d{1,30}\/([\w-]{16,})|telegram\.org\/bot(\d{1,15}:[\w-]{30,})/gi,
    random: true,
  },
];
