import { exact, forms } from './forms.js';
import type { Maker } from './random.js';

/** One kind of secret as it is met: a text that holds it, and what must not be left of it. */
export interface Sample {
  text: string;
  secret: string;
}

export interface SecretKind {
  id: string;
  make(m: Maker): Sample;
  /** Made by machines: the same fingerprint in every encoding. */
  fingerprint?: true;
  /** Its letters are not to be changed, since case is what it is known by. */
  caseMatters?: true;
}

type Write = (secret: string, m: Maker) => string;

const typed = (id: string, write: Write): SecretKind => ({
  id,
  make: (m) => {
    const secret = m.password();
    return { secret, text: write(secret, m) };
  },
});
const made = (id: string, value: (m: Maker) => string, write: Write, more: Partial<SecretKind> = {}): SecretKind => ({
  id,
  make: (m) => {
    const secret = value(m);
    return { secret, text: write(secret, m) };
  },
  ...more,
});
/** A token that is known by its prefix, which is put together here so that no file holds one in a piece. */
const prefixed = (id: string, prefix: string[], rest: (m: Maker) => string): SecretKind => ({
  id,
  make: (m) => {
    const secret = rest(m);
    return { secret, text: `found ${prefix.join('')}${secret} in it` };
  },
  fingerprint: true,
  caseMatters: true,
});

const fill =
  (form: string): Write =>
  (secret) =>
    form.replaceAll('{}', () => secret);

const pem = (label: string) => (secret: string) =>
  [`-----BEGIN ${label}`, '-----', '\n', secret.match(/.{1,64}/g)!.join('\n'), '\n', `-----END ${label}`, '-----'].join(
    '',
  );
const key32 = (m: Maker) => m.base64(32);
const key64 = (m: Maker) => m.base64(64);
const hash = (m: Maker) => m.hex(32);

/** Azure, where the first playbook looks. */
const azure: SecretKind[] = [
  made(
    'Relay connection string',
    key32,
    (s) => `Endpoint=sb://ns.servicebus.windows.net/;SharedAccessKeyName=listen;SharedAccessKey=${s};EntityPath=hc`,
    { fingerprint: true },
  ),
  made('Relay key in JSON', key32, (s) => `{"KeyName":"listen","KeyValue":"${s}"}`, { fingerprint: true }),
  made('listKeys answer', key32, (s) => `{"keyName":"RootManage","primaryKey":"${s}"}`, { fingerprint: true }),
  made('bare 32-byte key', key32, (s) => `key ${s} was given`, { fingerprint: true, caseMatters: true }),
  made(
    'SAS token',
    (m) => m.base64(32),
    (s) => `SharedAccessSignature sr=sb%3a%2f%2fns&sig=${encodeURIComponent(s)}&se=1700000000&skn=listen`,
  ),
  made(
    'SAS URL',
    (m) => m.base64(32),
    (s) => `https://acct.blob.core.windows.net/c/f.zip?sv=2022-11-02&sr=b&sig=${encodeURIComponent(s)}&se=2025-03-01`,
  ),
  made(
    'storage account key',
    key64,
    (s) => `DefaultEndpointsProtocol=https;AccountName=acct;AccountKey=${s};EndpointSuffix=core.windows.net`,
    { fingerprint: true },
  ),
  made('bare 64-byte key', key64, (s) => `key ${s} was given`, { fingerprint: true, caseMatters: true }),
  made(
    'Entra client secret',
    (m) => `${m.word(3)}8Q~${m.word(33)}`,
    (s) => `the value is ${s} here`,
    { caseMatters: true, fingerprint: true },
  ),
  made(
    'client_secret of a token request',
    (m) => m.word(40),
    (s) => `grant_type=client_credentials&client_secret=${s}&scope=x`,
  ),
  made(
    'refresh token',
    (m) => `0.A${m.token(80)}`,
    (s) => `{"refresh_token":"${s}","expires_in":3599}`,
  ),
  made(
    'function key',
    (m) => m.word(52),
    (s) => `x-functions-key: ${s}`,
  ),
  made(
    'DevOps token',
    (m) => `${m.word(76)}AZDO${m.word(4)}`,
    (s) => `PAT ${s} used`,
    { caseMatters: true, fingerprint: true },
  ),
];

const tokens: SecretKind[] = [
  prefixed('GitHub token', ['gh', 'p_'], (m) => m.word(36)),
  prefixed('GitHub fine-grained token', ['github', '_pat_'], (m) => `${m.word(22)}_${m.word(59)}`),
  prefixed('GitLab token', ['gl', 'pat-'], (m) => m.word(20)),
  prefixed('Slack bot token', ['xo', 'xb-'], (m) => `${m.digits(12)}-${m.digits(12)}-${m.word(24)}`),
  prefixed('Google API key', ['AI', 'za'], (m) => m.word(35)),
  prefixed('Google OAuth token', ['ya', '29.'], (m) => m.token(100)),
  prefixed('npm token', ['np', 'm_'], (m) => m.word(36)),
  prefixed('PyPI token', ['py', 'pi-'], (m) => `AgEIcHlwaS5vcmc${m.word(80)}`),
  prefixed('Stripe key', ['sk', '_live_'], (m) => m.word(32)),
  prefixed('SendGrid key', ['S', 'G.'], (m) => `${m.word(22)}.${m.word(43)}`),
  prefixed('OpenAI-style key', ['s', 'k-', 'proj-'], (m) => m.word(48)),
  prefixed('Hugging Face token', ['h', 'f_'], (m) => m.word(34)),
  prefixed('DigitalOcean token', ['do', 'p_v1_'], (m) => m.hex(64)),
  prefixed('Vault token', ['hv', 's.'], (m) => m.word(32)),
  prefixed('Databricks token', ['da', 'pi'], (m) => m.hex(32)),
  prefixed('Shopify token', ['shp', 'at_'], (m) => m.hex(32)),
  made(
    'JWT',
    (m) => ['e', `yJ${m.word(30)}.e`, `yJ${m.word(60)}.${m.word(43)}`].join(''),
    (s) => `token was ${s} and`,
    { caseMatters: true, fingerprint: true },
  ),
  made(
    'bearer header',
    (m) => m.word(64),
    (s) => `Authorization: Bearer ${s}`,
    { fingerprint: true },
  ),
  made(
    'basic header',
    (m) => Buffer.from(`svc:${m.password()}`).toString('base64'),
    (s) => `Authorization: Basic ${s}`,
  ),
  made(
    'cookie',
    (m) => m.word(80),
    (s) => `Cookie: .ASPXAUTH=${s}`,
  ),
  made(
    'AWS secret access key',
    (m) => m.base64(30),
    (s) => `aws_secret_access_key = ${s}`,
  ),
  made(
    'AWS presigned URL',
    (m) => m.hex(64),
    (s) => `https://b.s3.amazonaws.com/k?X-Amz-Expires=900&X-Amz-Signature=${s}`,
  ),
  made(
    'API key header',
    (m) => m.hex(32),
    (s) => `x-api-key: ${s}`,
    { fingerprint: true },
  ),
  made(
    'Slack webhook',
    (m) => `T${m.word(9)}/B${m.word(9)}/${m.word(24)}`,
    (s) => `https://hooks.slack.com/services/${s}`,
  ),
  made(
    'Telegram bot',
    (m) => `${m.digits(9)}:AA${m.word(33)}`,
    (s) => `https://api.telegram.org/bot${s}/sendMessage`,
  ),
];

const files: SecretKind[] = [
  made('PEM private key', (m) => m.base64(300), pem('RSA PRIVATE KEY'), { caseMatters: true }),
  made('OpenSSH private key', (m) => m.base64(300), pem('OPENSSH PRIVATE KEY'), { caseMatters: true }),
  made(
    'PFX in base64',
    (m) => `MIIK${m.word(2)}IBAzCC${m.base64(600)}`,
    (s) => `blob ${s} end`,
    { caseMatters: true },
  ),
  made(
    'private key in base64',
    (m) => `MIIEv${m.word(1)}IBADAN${m.base64(600)}`,
    (s) => `blob ${s} end`,
    { caseMatters: true },
  ),
  typed('URL with password', (s) => `https://svc:${s}@proxy.contoso.com:8080/x`),
  typed('SQL connection string, Password', (s) => `Server=db;Database=x;User Id=sa;Password=${s};Encrypt=true`),
  typed('SQL connection string, Pwd', (s) => `Driver={SQL Server};Server=db;Uid=sa;Pwd=${s};`),
  made(
    'machineKey',
    (m) => m.hex(128).toUpperCase(),
    (s) => `<machineKey validationKey="${s}" validation="SHA1" />`,
    { fingerprint: true },
  ),
  typed('appSettings', (s) => `<add key="ServicePassword" value="${s}" />`),
  typed(
    'unattend.xml',
    (s) => `<AdministratorPassword><Value>${s}</Value><PlainText>true</PlainText></AdministratorPassword>`,
  ),
  made(
    'group policy cpassword',
    (m) => m.base64(32),
    (s) => `<Properties userName="adm" cpassword="${s}" />`,
    { fingerprint: true },
  ),
  typed(
    'Wi-Fi profile',
    (s) => `<keyType>passPhrase</keyType><protected>false</protected><keyMaterial>${s}</keyMaterial>`,
  ),
  typed('netsh wlan show profile', (s) => `    Key Content            : ${s}`),
  typed('Winlogon DefaultPassword', (s) => `    DefaultPassword    REG_SZ    ${s}`),
  made(
    'LAPS attribute',
    (m) => m.password(),
    (s) => `ms-Mcs-AdmPwd: ${s}`,
  ),
  made(
    'Windows LAPS JSON',
    (m) => m.password(),
    (s) => `{"n":"Administrator","t":"1d8161b41c41cde","p":"${s}"}`,
  ),
  made(
    'gMSA blob',
    (m) => m.base64(200),
    (s) => `msDS-ManagedPassword: ${s}`,
    { caseMatters: true },
  ),
  made(
    'DPAPI blob',
    (m) => m.base64(120),
    (s) => `AQAAANCMnd8BFdERjHoAwE/Cl+s${s}`,
    { caseMatters: true },
  ),
  made(
    'PowerShell SecureString',
    (m) => m.hex(200),
    (s) => `01000000d08c9ddf0115d1118c7a00c04fc297eb${s}`,
    { caseMatters: true },
  ),
  made(
    'BitLocker recovery password',
    (m) => Array.from({ length: 8 }, () => m.digits(6)).join('-'),
    (s) => `Recovery Password: ${s}`,
  ),
  typed('environment variable', (s) => `DB_PASSWORD=${s}`),
  typed('YAML', (s) => `adminPassword: ${s}`),
  typed('JSON', (s) => `{"user":"svc","password":"${s}"}`),
];

const commandLines: SecretKind[] = [
  typed('net use', (s) => `net use \\\\srv\\share ${s} /user:CONTOSO\\adm`),
  typed('net use, password last', (s) => `net.exe use Z: \\\\srv\\share /user:adm ${s}`),
  typed('net user', (s) => `net user backdoor ${s} /add`),
  typed('-Password', (s) => `deploy.ps1 -User adm -Password ${s} -Force`),
  typed('--password=', (s) => `tool --password=${s} --quiet`),
  typed('/password:', (s) => `wmic /node:srv /user:adm /password:${s} process list`),
  typed('sqlcmd -P', (s) => `sqlcmd -S db -U sa -P ${s} -Q "select 1"`),
  typed('psexec -p', (s) => `psexec.exe \\\\srv -u adm -p ${s} cmd.exe`),
  {
    ...typed('azbridge -k', (s) => `azbridge.exe -e sb://ns.servicebus.windows.net/ -K listener -k ${s} -R db:1433`),
    caseMatters: true,
  },
  typed('schtasks /rp', (s) => `schtasks /create /tn x /tr y.exe /ru CONTOSO\\svc /rp ${s} /sc daily`),
  typed('cmdkey', (s) => `cmdkey /add:srv /user:adm /pass:${s}`),
  typed('runas, piped', (s) => `echo ${s}| runas /user:adm cmd.exe`),
  typed('plink -pw', (s) => `plink.exe -ssh root@srv -pw ${s} -batch`),
  typed('curl -u', (s) => `curl -u svc:${s} https://srv/api`),
  typed('docker login', (s) => `docker login -u svc -p ${s} registry.contoso.com`),
  typed('7z -p', (s) => `7z.exe a out.7z C:\\data -p${s} -mhe`),
  typed('sc config', (s) => `sc config HybridConnectionManager obj= CONTOSO\\svc password= ${s}`),
  typed('msiexec property', (s) => `msiexec /i hcm.msi SERVICEPASSWORD=${s} /qn`),
  typed('ConvertTo-SecureString', (s) => `ConvertTo-SecureString '${s}' -AsPlainText -Force`),
  typed('ConvertTo-SecureString -String', (s) => `ConvertTo-SecureString -String "${s}" -AsPlainText -Force`),
  typed('NetworkCredential', (s) => `New-Object System.Net.NetworkCredential('adm', '${s}')`),
  typed('reg add', (s) => `reg add HKLM\\SOFTWARE\\x /v DefaultPassword /t REG_SZ /d ${s} /f`),
  typed('openssl', (s) => `openssl pkcs12 -in a.pfx -passin pass:${s} -out b.pem`),
];

const dumps: SecretKind[] = [
  made('pwdump line', hash, (s, m) => `Administrator:500:${m.hex(32)}:${s}:::`),
  made('mimikatz NTLM', hash, (s) => ` * NTLM     : ${s}`),
  typed('mimikatz password', (s) => ` * Password : ${s}`),
  made(
    'Net-NTLMv2',
    (m) => `${m.hex(32)}:${m.hex(120)}`,
    (s, m) => `adm::CONTOSO:${m.hex(16)}:${s}`,
  ),
  made(
    'Kerberos ticket in base64',
    (m) => `doI${m.word(500)}`,
    (s) => `ticket ${s} end`,
    { caseMatters: true },
  ),
  made(
    'Kerberos service ticket hash',
    (m) => m.hex(300),
    (s) => `$krb5tgs$23$*svc$CONTOSO$x*$${s}`,
  ),
  made(
    'Kerberos key',
    (m) => m.hex(64),
    (s) => `aes256_hmac       ${s.slice(0, 0)}: ${s}`,
  ),
  made(
    'crypt hash',
    (m) => `${m.word(8)}$${m.word(86)}`,
    (s) => `root:$6$${s}:19000`,
  ),
];

/** What the tools of an attacker take instead of a password. */
const passedHashes: SecretKind[] = Object.entries({
  'Rubeus /rc4': 'Rubeus.exe asktgt /user:adm /rc4:{} /ptt',
  'Rubeus /ntlm': 'Rubeus.exe hash /ntlm:{}',
  'mimikatz pth': 'sekurlsa::pth /user:adm /domain:x /ntlm:{}',
  'evil-winrm -H': 'evil-winrm -i srv -u adm -H {}',
  'nxc -H': 'nxc smb srv -u adm -H {}',
  'Impacket -hashes': 'wmiexec.py -hashes :{} adm@srv',
  'xfreerdp /pth': 'xfreerdp /v:srv /u:adm /pth:{}',
}).map(([id, form]) => ({ ...made(id, hash, fill(form)), ...(/-H/.test(id) ? { caseMatters: true as const } : {}) }));

const more: SecretKind[] = [
  ...Object.entries(forms).map(([id, form]) => typed(id, fill(form))),
  ...Object.entries(exact).map(([id, form]) => ({ ...typed(id, fill(form)), caseMatters: true as const })),
  made(
    'Docker auths',
    (m) => Buffer.from(`svc:${m.password()}`).toString('base64'),
    fill('{"auths":{"srv":{"auth":"{}"}}}'),
  ),
  made('Docker identitytoken', (m) => m.guid(), fill('{"identitytoken":"{}"}')),
  made(
    'token in the place of the user',
    (m) => `${m.word(11)}7${m.word(20)}`,
    fill('git clone https://{}@git.contoso.com/x.git'),
  ),
  made('Digest response', hash, fill('Authorization: Digest username="adm", nonce="x", response="{}"')),
  made(
    'AWS signature header',
    (m) => m.hex(64),
    fill('Authorization: AWS4-HMAC-SHA256 Credential=AKIAX/20250101/s3/aws4_request, Signature={}'),
  ),
];

export const secretKinds: SecretKind[] = [
  ...[...azure, ...tokens, ...files, ...commandLines, ...dumps],
  ...[...passedHashes, ...more],
];
