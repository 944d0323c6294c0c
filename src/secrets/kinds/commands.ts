import { keys, passwords } from './names.js';
import { argument, type Kind, quoted } from './types.js';

const exe = String.raw`(?:64)?(?:\.exe)?["']?`;
const net = String.raw`\bnet1?${exe}\s{1,20}`;

/** `-p`, `/p` and their like mean a password for these programs alone. */
const programs =
  'sqlcmd osql isql psexec paexec schtasks winrs certutil signtool tasklist taskkill systeminfo wevtutil eventcreate gpresult getmac driverquery openfiles netdom evil-winrm nxc netexec crackmapexec cme xfreerdp xfreerdp3 wfreerdp rdesktop hydra medusa'.split(
    ' ',
  );
const twoWords = ['bcp ', 'bcp.exe', 'docker login', 'az login', 'plink', 'pscp', 'psftp', 'kitty'];

/** Arguments of programs. Where `-p` would mean something else, it is looked for with its program only. */
export const commands: Kind[] = [
  {
    id: 'option',
    hints: [
      'pass',
      'pwd',
      'secret',
      'token',
      'api-key',
      'apikey',
      'access-key',
      'account-key',
      'accesskey',
      'destkey',
      'sourcekey',
    ],
    pattern: new RegExp(
      String.raw`(?<=^|[\s"'(,])[-/]{1,2}(?:[A-Za-z]{1,20}-?){0,2}(?:password|passwd|passphrase|pass|pwd|secret|token|api-?key|access-?key|account-?key|sourcekey|destkey)d?(?:[:=]|["']?(?:\s{1,20}|\s{0,9},\s{0,9}))${argument}`,
      'gi',
    ),
  },
  {
    id: 'net-use',
    hints: ['net use', 'net1 use', 'net.exe use', 'net1.exe use', 'exe" use', "exe' use"],
    pattern: new RegExp(
      String.raw`${net}use\s{1,20}(?:(?:[a-z]:|\*)\s{1,20})?(?:"(?:\\|https?:)[^"\r\n]{1,260}"|(?:\\|https?:)[^\s"]{1,260})\s{1,20}(?:/u(?:ser)?:(?:"[^"\r\n]{1,99}"|\S{1,99})\s{1,20})?(?:/\S{1,30}\s{1,20}){0,3}(?:${quoted}|(?![/*"'|&<>])(\S+))`,
      'gi',
    ),
  },
  {
    id: 'net-user',
    hints: ['net user', 'net1 user', 'net.exe user', 'net1.exe user', 'exe" user', "exe' user"],
    pattern: new RegExp(
      String.raw`${net}user\s{1,20}(?:/\w{1,30}\s{1,20}){0,3}(?:"[^"\r\n]{1,99}"|[^\s"/]\S{0,99})\s{1,20}(?:${quoted}|(?![/*"'|&<>])(\S+))`,
      'gi',
    ),
  },
  {
    id: 'program-option',
    hints: [...programs, ...twoWords],
    scope: new RegExp(String.raw`\b(?:${programs.join('|')}|bcp|docker\s{1,9}login|az\s{1,9}login)${exe}\s`, 'i'),
    pattern: new RegExp(String.raw`(?<=\s)[-/](?:p|rp|pd|po)(?:[:=]|\s{1,20})${argument}`, 'gi'),
  },
  {
    id: 'program-option-touching',
    hints: ['mysql', '7z', 'rar ', 'rar.exe', 'rar"', 'sshpass', 'plink', 'pscp', 'psftp', 'kitty'],
    scope: new RegExp(
      // The password that unpacks an attacker's archive is evidence and stays.
      String.raw`\b(?:mysql\w{0,10}|(?:7z[ar]?|(?:win)?rar)(?=(?:\.exe)?["']?\s{1,9}(?![xetl]\s))|sshpass|plink|pscp|psftp|kitty)${exe}\s`,
      'i',
    ),
    pattern: new RegExp(
      String.raw`(?<=\s)-(?:pw[ \t]{1,20}${argument}|h?p(?!w?(?:\s|$)|\d{1,5}(?:\s|$))(?:${quoted}|([^\s"']+)))`,
      'gi',
    ),
  },
  {
    // Case-sensitive: `-K` is the name of the key.
    id: 'azbridge-key',
    hints: ['azbridge'],
    scope: /\bazbridge/i,
    pattern: new RegExp(String.raw`(?<=\s)-k(?:=|\s{1,20})${argument}`, 'g'),
  },
  {
    id: 'curl-user',
    hints: ['curl'],
    scope: /\bcurl/i,
    pattern:
      /(?<=\s)(?:-[a-zA-Z]{0,8}?[uU]\s{0,20}|--(?:proxy-)?[uU][sS][eE][rR](?:=|\s{1,20}))(?:"[^\s:"']{1,99}:([^"\r\n]{1,256})"|["']?[^\s:"']{1,99}:([^\s"']+))/g,
  },
  {
    id: 'secure-string',
    hints: ['convertto-securestring', 'networkcredential', 'pscredential', '-asplaintext'],
    pattern: new RegExp(
      String.raw`(?<!\|\s{0,20})ConvertTo-SecureString\s{1,20}(?:-(?:AsPlainText|Force|String|Key)(?:\s{1,20}|:)){0,4}(?:${quoted}|(?![-$("'|])(\S+))|["']([^"'\r\n]{1,200})["']\s{0,20}\|\s{0,20}ConvertTo-SecureString|(?:NetworkCredential|PSCredential)\W{0,10}(?:new|-ArgumentList|-Args)?\W{0,10}["'][^"'\r\n]{0,100}["']\s{0,20},\s{0,20}["']([^"'\r\n]+)|\s-AsPlainText(?:\s{1,20}-(?:Force|String)){0,2}\s{1,20}(?:${quoted})|(?:"([^"\r\n]{1,200})"|'([^'\r\n]{1,200})')\s{1,20}-AsPlainText`,
      'gi',
    ),
  },
  {
    id: 'piped-password',
    hints: ['| runas', '|runas', '| net', '|net', '| sqlcmd', '|sqlcmd', '| plink', '|plink', '| sudo', '|sudo'],
    pattern:
      /\becho[ \t.(]{1,20}([^\s|"'.(][^\s|"']{0,199})[ \t]{0,20}\|[ \t]{0,20}(?:runas|net|sqlcmd|plink|sudo)\b/gi,
  },
  {
    id: 'registry-value',
    hints: ['/v ', '-name '],
    pattern: new RegExp(
      String.raw`(?:/v|-Name)\s{1,20}["']?\w{0,40}(?:password|pwd|secret)\w{0,20}["']?\s(?:[^\r\n]{0,80}?\s)?(?:/d|-Value)\s{1,20}${argument}`,
      'gi',
    ),
  },
  {
    // Variables that are set for good.
    id: 'setx',
    hints: ['setx', 'aws configure set'],
    pattern: new RegExp(
      String.raw`\b(?:setx(?:\.exe)?["']?\s{1,20}(?:/m\s{1,20})?|aws configure set\s{1,20})["']?(?:\w{1,40}[-_.])?(?:${passwords}|${keys}|pass|pw|token)["']?\s{1,20}${argument}`,
      'gi',
    ),
  },
  {
    // Programs that tunnel take their key as an argument of its own.
    id: 'tunnel-key',
    hints: ['chisel', 'authtoken', 'service install', 'frpc', 'auth-key', 'authkey', 'zrok'],
    pattern: new RegExp(
      String.raw`\b(?:chisel${exe}\s[^\r\n]{0,400}?-auth(?:=|\s{1,20})|add-authtoken\s{1,20}|cloudflared${exe}\s{1,20}service\s{1,20}install\s{1,20}|frpc${exe}\s[^\r\n]{0,400}?\s-t(?:=|\s{1,20})|zrok${exe}\s{1,20}enable\s{1,20})${argument}|(?<=\s)--?auth-?key(?:=|\s{1,20})${argument}`,
      'gi',
    ),
  },
  {
    // Case-sensitive: `-p` is something else.
    id: 'sql-touching',
    hints: ['sqlcmd', 'osql', 'isql', 'bcp ', 'bcp.exe'],
    scope: new RegExp(String.raw`\b(?:sqlcmd|osql|isql|bcp)${exe}\s`, 'i'),
    pattern: /(?<=\s)-P(?:"([^"\r\n]{1,256})"|([^\s"']+))/g,
  },
  {
    // A blank follows the name, and the password may contain anything but a blank.
    id: 'sc-password',
    hints: ['password= '],
    scope: new RegExp(String.raw`\bsc${exe}\s`, 'i'),
    pattern: new RegExp(String.raw`\bpassword=\s{1,20}${argument}`, 'gi'),
  },
  {
    // Rubeus, mimikatz, Impacket, FreeRDP.
    id: 'hash-option',
    hints: ['/rc4', '/aes', '/des:', '/ntlm', '/pth', '/krbkey', '-hashes', '-aeskey'],
    pattern:
      /(?<=\s)(?:\/(?:rc4|aes(?:128|256)?|des|ntlm|pth|krbkey)|-hashes|-aeskey)(?:[:=]|\s{1,20})["']?((?:[0-9a-f]{32})?:?[0-9a-f]{16,64})(?![0-9a-f])/gi,
  },
  {
    id: 'pass-the-hash',
    hints: ['evil-winrm', 'nxc', 'netexec', 'crackmapexec', 'cme '],
    scope: /\b(?:evil-winrm|nxc|netexec|crackmapexec|cme)\s/i,
    pattern: /(?<=\s)(?:-H|--hash)(?:=|\s{1,20})["']?((?:[0-9a-f]{32})?:?[0-9a-f]{32})(?![0-9a-f])/gi,
  },
  {
    // `domain/user:password@host`
    id: 'impacket',
    hints: ['impacket', '.py'],
    scope: /\bimpacket-|\.py["']?\s/i,
    pattern:
      /(?<=[\s"'])(?:[\w.-]{1,64}\/)?[\w.$-]{1,64}:([^\s"']{1,256})["']?@(?=[\w.-]{1,255}(?:[\s"']|$))|(?<=[\s"'])[\w.-]{1,64}\/[\w.$-]{1,64}:([^\s"'@]{1,256})(?=[\s"']|$)/gi,
  },
  {
    // Case-sensitive. ldapsearch -w, zip -P, ssh-keygen -N.
    id: 'own-letter',
    hints: ['ldap', 'zip ', 'ssh-keygen', 'sshpass'],
    scope: /\b(?:ldap\w{3,9}|zip|ssh-keygen|sshpass)(?:\.exe)?\s/i,
    pattern: new RegExp(String.raw`(?<=\s)(?:-[wPN]|(?<=sshpass\s)-p)\s{1,20}${argument}`, 'g'),
  },
  {
    // `user%password`
    id: 'samba-user',
    hints: ['smbclient', 'rpcclient', 'net rpc', 'smbmap'],
    pattern: /(?<=\s)(?:-U|--user)[\s=]{0,9}["']?[^\s"'%]{1,99}%([^\s"']+)/gi,
  },
  {
    id: 'rasdial',
    hints: ['rasdial'],
    pattern: new RegExp(
      String.raw`\brasdial${exe}\s{1,20}(?:"[^"\r\n]{1,99}"|[^\s"]{1,99})\s{1,20}(?:"[^"\r\n]{1,99}"|[^\s"/]{1,99})\s{1,20}(?!\*)${argument}`,
      'gi',
    ),
  },
  {
    id: 'bitsadmin',
    hints: ['/setcredentials'],
    pattern: new RegExp(
      String.raw`/setcredentials\s{1,20}(?:"[^"\r\n]{1,99}"|[^\s"]{1,99})\s{1,20}(?:server|proxy)\s{1,20}\w{2,12}\s{1,20}(?:"[^"\r\n]{1,99}"|[^\s"]{1,99})\s{1,20}${argument}`,
      'gi',
    ),
  },
  {
    // `user/password@database`
    id: 'oracle',
    hints: ['sqlplus', 'expdp', 'impdp', 'sqlldr', 'rman'],
    pattern: new RegExp(
      String.raw`\b(?:sqlplus|expdp|impdp|sqlldr|rman)${exe}\s{1,20}(?:-\w{1,9}\s{1,20}|target\s{1,20}|userid=){0,4}["']?[\w$#.-]{1,64}/(?:"([^"\r\n]{1,128})"|([^\s"'@]{1,128}))`,
      'gi',
    ),
  },
  {
    id: 'rclone',
    hints: ['rclone'],
    pattern: new RegExp(
      String.raw`\brclone${exe}\s{1,20}(?:obscure\s{1,20}|config\s{1,20}(?:create|update|password)\s[^\r\n]{0,200}?\s(?:pass|password2?|client_secret|secret_access_key|key)(?:=|\s{1,20}))${argument}`,
      'gi',
    ),
  },
  { id: 'openssl-pass', hints: [' pass:', '=pass:'], pattern: /(?<=[\s="'])pass:([^\s"']+)/gi },
];
