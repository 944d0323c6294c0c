import { expect, it } from 'vitest';
import { redact, redactJson } from '../../src/secrets/redact.js';

const password = 'Example-123x';

it.each([
  { name: 'Password', value: password },
  { Name: 'ServicePassword', '#text': password },
  { properties: [{ name: 'CLIENT_SECRET', value: password }] },
  { key: 'SharedAccessKey', value: password },
  { password: [password] },
  { password: { value: password } },
  { password: 12345678 },
  { name: 'plink.exe', path: 'C:\\x\\plink.exe', arguments: `-R 3389:127.0.0.1:3389 a@192.0.2.1 -pw ${password}` },
  { name: 'HybridTask', path: 'C:\\x\\chisel.exe', arguments: `client --auth user:${password} https://192.0.2.1` },
])('finds a secret whose name stands in another field: %j', (row) => {
  expect(JSON.stringify(redactJson(row))).not.toMatch(/Example-123x|12345678/);
});

it.each([
  `<Data Name="Password">${password}</Data>`,
  `<password><![CDATA[${password}]]></password>`,
  `net user /add bob ${password}`,
  `setx /M HCM_PASSWORD "${password}"`,
  `aws configure set aws_secret_access_key ${password}`,
  `ConvertTo-SecureString -AsPlainText -Force -String:'${password}'`,
  `chisel.exe client --auth user:${password} https://192.0.2.1`,
  `ngrok.exe config add-authtoken ${password}`,
  `cloudflared.exe service install ${password}`,
  `frpc.exe -s 192.0.2.1 -t ${password}`,
  `tailscale up --authkey ${password}`,
  `zrok enable ${password}`,
])('finds the secret of %s', (text) => {
  expect(redact(text)).not.toContain(password);
  expect(redact(redact(text))).toBe(redact(text));
});

it.each([
  { name: 'Password Filter', value: 'installed' },
  { name: 'HybridConnectionManager', value: 'x', data: 'y' },
  { name: 'svchost.exe', path: 'C:\\Windows\\System32\\svchost.exe', arguments: '-k netsvcs -p -s Schedule' },
  { password: null, token: false, attempt: 3 },
])('leaves as it is what is no secret: %j', (row) => {
  expect(redactJson(row)).toEqual(row);
});
