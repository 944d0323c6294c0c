import type { Kind } from './types.js';

/** Tokens that say what they are: the prefix, then at least as many characters as their maker writes. */
const prefixed = [
  String.raw`gh[pousr]_[A-Za-z0-9]{30,255}`,
  String.raw`github_pat_\w{40,255}`,
  String.raw`gl(?:pat|ptt|dt|rt|cbt|soat|ft|imt|agent|oas|ffct)-[\w-]{20,255}`,
  String.raw`xox[a-z]-[\w-]{10,255}|xapp-[\w-]{20,255}`,
  String.raw`AIza[\w-]{35}|ya29\.[\w-]{20,1024}|GOCSPX-[\w-]{20,64}`,
  String.raw`npm_[A-Za-z0-9]{36}|pypi-[\w-]{50,255}|oy2[a-z0-9]{43}|dckr_pat_[\w-]{20,64}`,
  String.raw`(?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{16,255}|whsec_[A-Za-z0-9+/=]{20,255}`,
  String.raw`SG\.[\w-]{16,64}\.[\w-]{16,128}|key-[0-9a-f]{32}(?!\.\w)`,
  String.raw`sk-(?:[a-z]{2,10}-){0,2}[\w-]{20,255}|hf_[A-Za-z0-9]{30,64}`,
  String.raw`do[opr]_v1_[0-9a-f]{64}|hv[sbr]\.[\w-]{20,255}|[A-Za-z0-9]{14}\.atlasv1\.[\w-]{40,255}`,
  String.raw`dapi[0-9a-f]{32}|shp(?:at|ca|pa|ss)_[0-9a-f]{32}|ATATT3x[\w=-]{20,255}|glsa_\w{30,64}|lin_api_\w{30,64}`,
  String.raw`[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}|AGE-SECRET-KEY-1[A-Z0-9]{58}`,
].join('|');

const prefixes =
  'ghp_ gho_ ghu_ ghs_ ghr_ github_pat_ glpat- glptt- gldt- glrt- glcbt- glsoat- glft- glimt- glagent- gloas- glffct- xox xapp- aiza ya29. gocspx- npm_ pypi- oy2 dckr_pat_ _live_ _test_ whsec_ sg. key- sk- hf_ _v1_ hvs. hvb. hvr. .atlasv1. dapi shpat_ shpca_ shppa_ shpss_ atatt3x glsa_ lin_api_ azdo age-secret';

export const tokens: Kind[] = [
  {
    id: 'token',
    hints: prefixes.split(' '),
    pattern: new RegExp(`(?<![A-Za-z0-9])(${prefixed})(?![A-Za-z0-9])`, 'g'),
    random: true,
    stays: /^(?:[A-Za-z]{2,6}_(?:live_|test_|v1_|pat_)?|[a-zA-Z]{2,6}-|AIza|ya29\.|SG\.|hv.\.|dapi|oy2)/,
  },
  {
    id: 'jwt',
    hints: ['eyj'],
    pattern: /(?<![\w-])(eyJ[\w-]{8,}\.[\w-]{0,}\.[\w.-]{8,})/g,
    random: true,
    stays: /^eyJ/,
  },
  {
    id: 'entra-client-secret',
    hints: ['q~'],
    pattern: /(?<![\w~.-])([\w~.-]{3}\dQ~[\w~.-]{31,34})(?![\w~.-])/g,
    random: true,
  },
  {
    id: 'private-key',
    hints: ['-----begin', 'private-lines'],
    pattern:
      /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----((?:\s{0,9}[\w-]{3,30}: [^\r\n]{1,200}[\r\n])*[A-Za-z0-9+/=\s]{16,})|Private-Lines: \d{1,4}([A-Za-z0-9+/=\s]+)/g,
  },
];
