import type { JsonObject } from '../../../src/domain/json.js';
import { type Maker, maker, seeded } from './random.js';

/*
 * Rows as hosts have them in which nothing is a secret: events of logons, processes, services, installations and of the
 * Hybrid Connection Manager, with what looks most like secrets: hashes, GUIDs, SIDs, tokens of assemblies, certificates,
 * settings of builds, base64 that is none, and words such as password and key where no value follows.
 */
const accounts = ['NT AUTHORITY\\SYSTEM', 'CONTOSO\\svc-backup', 'CONTOSO\\a.meyer', 'WORKGROUP\\SRV-01$'];
const folders = [
  'C:\\Windows\\System32',
  'C:\\Program Files\\Contoso\\Key Manager',
  'C:\\ProgramData\\Token Service',
  'D:\\password-reset\\bin',
];
const programs = [
  'svchost.exe',
  'msiexec.exe',
  'keytool.exe',
  'PasswordPolicyAudit.exe',
  'hcm.exe',
  'token-broker.exe',
];

const commandLines: ((m: Maker) => string)[] = [
  (m) => `C:\\Windows\\system32\\svchost.exe -k netsvcs -p -s ${m.word(8)}`,
  (m) => `"C:\\Program Files\\MSBuild\\msbuild.exe" app.sln /p:Configuration=Release /p:Version=1.${m.number(99)} /m`,
  (m) =>
    `powershell.exe -NoProfile -Command "Get-ADUser -Filter * -Properties PasswordLastSet | Select Name, PasswordLastSet -First ${m.number(99)}"`,
  (m) =>
    `powershell.exe -Command "$cred = Get-Credential; Invoke-Command -Credential $cred -ComputerName srv${m.number(99)}"`,
  (m) =>
    `powershell.exe -enc ${Buffer.from(`Get-Service -Name HybridConnectionManager | Out-File C:\\temp\\${m.word(8)}.txt`, 'utf16le').toString('base64')}`,
  (m) => `schtasks.exe /query /tn "\\Microsoft\\Windows\\${m.word(9)}" /fo LIST /v`,
  (m) => `net.exe use \\\\fs${m.number(99)}\\share /persistent:no`,
  () => 'net user /domain',
  () => 'net.exe user administrator /active:no',
  (m) => `sqlcmd.exe -E -S db${m.number(99)} -d master -Q "select @@version"`,
  (m) => `reg.exe query HKLM\\SOFTWARE\\Contoso\\Keys\\${m.guid()} /v Version`,
  (m) => `certutil.exe -hashfile C:\\temp\\${m.word(8)}.msi SHA256`,
  (m) => `curl.exe -s -o out.json https://updates.contoso.com/v${m.number(9)}/keys/index.json`,
  (m) =>
    `msiexec.exe /i "HybridConnectionManager.msi" /qn REBOOT=ReallySuppress PRODUCTKEYFILE=C:\\x\\${m.word(5)}.txt`,
  (m) => `docker run -p 8080:${m.number(9999)} contoso/app:${m.hex(12)}`,
  (m) => `wevtutil qe Security /c:${m.number(500)} /rd:true /f:text`,
  (m) => `tasklist /svc /fi "PID eq ${m.number(9999)}"`,
  (m) => `git.exe fetch https://git.contoso.com/key-rotation/pipeline.git ${m.hex(40)}`,
  (m) => `node.exe app.js --key-file C:\\certs\\site.key --token-ttl ${m.number(3600)} --no-password`,
];

const messages: ((m: Maker) => string)[] = [
  (m) =>
    `Product: Microsoft Azure Hybrid Connection Manager -- Installation completed successfully. {${m.guid().toUpperCase()}}`,
  (m) =>
    `Windows Installer installed the product. Product Name: Contoso Password Filter. Product Version: 2.${m.number(99)}. Product Language: 1033.`,
  (m) =>
    `Could not load file or assembly 'Newtonsoft.Json, Version=13.0.0.0, Culture=neutral, PublicKeyToken=${m.hex(16)}' or one of its dependencies.`,
  (m) =>
    `The password for account ${m.word(8)} expires in ${m.number(30)} days. Password last set: 2025-01-${10 + m.number(19)}.`,
  (m) =>
    `Special privileges assigned to new logon. Privileges: SeSecurityPrivilege SeTakeOwnershipPrivilege. Logon GUID: {${m.guid()}}`,
  (m) =>
    `The Hybrid Connection listener for sb://contoso-${m.word(5)}.servicebus.windows.net/hc-${m.number(99)} is online. TrackingId:${m.guid()}_G${m.number(99)}, SystemTracker:contoso`,
  (m) =>
    `An attempt was made to access a registry key. Key name: \\REGISTRY\\MACHINE\\SOFTWARE\\Contoso\\${m.word(6)}. Access mask: 0x${m.hex(5)}`,
  (m) => `Endpoint=sb://contoso.servicebus.windows.net/;SharedAccessKeyName=listen${m.number(99)};EntityPath=hc`,
  (m) => `Token elevation type: %%1938. Mandatory label: S-1-16-${m.number(20000)}. Key length: 128`,
  (m) =>
    `TLS certificate CN=*.contoso.com, thumbprint ${m.hex(40).toUpperCase()}, serial ${m.hex(32).toUpperCase()}, key usage: signature`,
  (m) =>
    `[09:1${m.number(9)}:22] INFO  Connected to 10.1.${m.number(255)}.${m.number(255)}:443, session ${m.guid()}, key exchange ECDHE, cipher AES256`,
  (m) =>
    `https://portal.azure.com/#@contoso.com/resource/subscriptions/${m.guid()}/resourceGroups/rg-${m.word(6)}/providers/Microsoft.Relay/namespaces/contoso`,
  (m) => `User state: PasswordNeverExpires True; SmartcardLogonRequired False; PwdLastSet 13383${m.digits(13)}`,
  (m) => `SHA256=${m.hex(64).toUpperCase()},MD5=${m.hex(32).toUpperCase()},IMPHASH=${m.hex(32).toUpperCase()}`,
  (m) =>
    `image ${Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47]), m.bytes(60 + m.number(60))]).toString('base64')}`,
  (m) => `-----BEGIN CERTIFICATE-----\n${m.bytes(90 + m.number(40)).toString('base64')}\n-----END CERTIFICATE-----`,
  (m) => `{"level":"info","event":"keyRotated","keyName":"listen","keyVersion":"${m.hex(12)}","took":${m.number(999)}}`,
  (m) => `integrity sha512-${m.base64(64)} of package contoso-${m.word(5)}`,
  (m) => `ETag: "0x8D${m.hex(13).toUpperCase()}", x-ms-request-id: ${m.guid()}, x-ms-version: 2021-08-06`,
];

/** As logged scripts (4104) and applications' logs have them. */
const scripts: ((m: Maker) => string)[] = [
  () => 'param([Parameter(Mandatory)][string]$UserName, [securestring]$Password, [switch]$Force)',
  () => '$password = Read-Host -Prompt "Password" -AsSecureString\n$secret = Get-Secret -Name deploy',
  () => '$secure = ConvertTo-SecureString $env:DEPLOY_PASSWORD -AsPlainText -Force',
  () => 'Set-ADAccountPassword -Identity $user -NewPassword $newPassword -Reset',
  () => 'if (-not $Token) { throw "token is missing" }; $headers = @{ Authorization = "Bearer $token" }',
  (m) => `Connect-AzAccount -Identity -AccountId ${m.guid()}; Get-AzRelayHybridConnection -ResourceGroupName rg`,
  (m) => `password policy: minimum length ${m.number(20)}, history ${m.number(24)}, complexity enabled`,
  (m) => `{"password":null,"token":null,"apiKey":"","attempt":${m.number(9)}}`,
  () => 'Server=db01;Database=app;Integrated Security=true;Persist Security Info=false;Application Name=key-service',
  (m) => `Unexpected token } in JSON at position ${m.number(5000)}`,
  () => 'type %USERPROFILE%\\secrets.txt | find "password"',
  (m) => `Property(S): ADMINPASSWORD = **********; Property(S): TOKENPATH = C:\\x\\${m.word(6)}`,
  (m) =>
    `ssh://git@git.contoso.com:22/repo.git http://proxy.contoso.com:8080/path@${m.number(9)} http://[::1]:${m.number(9999)}/`,
  (m) => `<add key="TokenCacheSize" value="${m.number(999)}" /><add key="PasswordMinLength" value="12" />`,
  (m) => `GET /api/keys?api-version=2021-11-01&sign=up&design=${m.number(9)} 200 ${m.number(900)} ms`,
];

const makers: ((m: Maker, n: number) => JsonObject)[] = [
  (m) => ({
    log: 'Security',
    id: 4688,
    commandLine: m.pick(commandLines.map((make) => make(m))),
    parent: `${m.pick(folders)}\\${m.pick(programs)}`,
    tokenElevationType: '%%1936',
  }),
  (m) => ({
    log: 'Security',
    id: 4624,
    logonType: m.number(11),
    authenticationPackage: m.pick(['NTLM', 'Kerberos', 'Negotiate']),
    lmPackage: 'NTLM V2',
    keyLength: 128,
    logonGuid: `{${m.guid().toUpperCase()}}`,
    address: `10.0.${m.number(255)}.${m.number(255)}`,
  }),
  (m) => ({
    log: 'System',
    id: 7045,
    serviceName: m.pick(['HybridConnectionManager', 'KeyIso', 'TokenBroker']),
    imagePath: `"${m.pick(folders)}\\${m.pick(programs)}" --service`,
    startType: 'auto start',
  }),
  (m) => ({ log: 'Application', id: 1033, provider: 'MsiInstaller', message: m.pick(messages.map((make) => make(m))) }),
  (m) => ({
    log: 'Microsoft-ServiceBus-Client/Admin',
    id: 40300,
    keyName: 'RootManageSharedAccessKey',
    message: m.pick(messages.map((make) => make(m))),
  }),
  (m) => ({ log: 'Microsoft-Windows-PowerShell/Operational', id: 4104, text: m.pick(scripts.map((make) => make(m))) }),
];

/** So many bytes of rows, at least; the same ones for the same seed. */
export function* benignRows(seed: number, bytes: number): Iterable<JsonObject> {
  const m = maker(seeded(seed));
  for (let made = 0, n = 0; made < bytes; n++) {
    const row: JsonObject = {
      recordId: `${100_000 + n}`,
      time: new Date(1_739_239_000_000 + n * 1_000).toISOString(),
      account: m.pick(accounts),
      sid: `S-1-5-21-${m.digits(10)}-${m.digits(10)}-${m.digits(9)}-${1000 + m.number(9000)}`,
      ...makers[n % makers.length]!(m, n),
    };
    made += JSON.stringify(row).length;
    yield row;
  }
}
