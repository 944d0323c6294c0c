import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyFingerprint, redact, redactJson } from '../../src/secrets/redact.js';

const key = 'RkFLRS1LRVktRk9SLURPQ1MtMDAwMDAwMDAwMDAwMS4=';
const mark = '[redacted:key:869d96f35171b4c7]';

const html = (text: string) =>
  text
    .replace(/&/g, '&amp;')
    .replace(/"/g, '&quot;')
    .replace(/</g, '&lt;')
    .replace(/=/g, '&#61;')
    .replace(/\+/g, '&#x2B;');
const json = (text: string) => JSON.stringify(text).slice(1, -1);
const unicode = (text: string) =>
  text.replace(/["&'+/<=>]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()}`);
const escapes: { [name: string]: (text: string) => string } = {
  plain: (text) => text,
  html,
  url: encodeURIComponent,
  urlTwice: (text) => encodeURIComponent(encodeURIComponent(text)),
  json,
  jsonTwice: (text) => json(json(text)),
  unicode,
  unicodeInJson: (text) => json(unicode(text)),
  slashes: (text) => text.replace(/\//g, '\\/'),
};

describe('redact', () => {
  it('replaces the key of a connection string by its fingerprint and keeps the rest', () => {
    const text = `Endpoint=sb://contoso.servicebus.windows.net/;SharedAccessKeyName=defaultListener;SharedAccessKey=${key};EntityPath=x`;
    expect(redact(text)).toBe(text.replace(key, mark));
  });

  it.each(Object.entries(escapes))('leaves no key in a connection string: %s', (_, escaped) => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
        const secret = Buffer.from(bytes).toString('base64');
        const told = redact(
          `a ${escaped(`"Endpoint=sb://c/;SharedAccessKeyName=own;SharedAccessKey=${secret};EntityPath=e"`)} b`,
        );
        for (const form of Object.values(escapes)) expect(told).not.toContain(form(secret).slice(0, 40));
        expect(told).toContain(`[redacted:key:${keyFingerprint(secret)}]`);
        expect(told).toMatch(/SharedAccessKeyName(=|&#61;|%3D|%253D|\\+u003D)own/);
        expect(told).toContain('EntityPath');
      }),
    );
  });

  it.each(Object.entries(escapes))('leaves no key in JSON fields: %s', (_, escaped) => {
    for (const name of ['KeyValue', 'sendKeyValue', 'primaryKey', 'secondaryKey']) {
      expect(redact(escaped(`{"a":1,"${name}":"${key}"}`))).toContain(mark);
      expect(redact(escaped(`{"${name}":"short-secret"}`))).not.toContain('short-secret');
    }
  });

  it('keeps the fingerprint inside a connection string in JSON', () => {
    const told = redact(`{"primaryConnectionString":"Endpoint=sb://x/;SharedAccessKey=${key}"}`);
    expect(told).toBe(`{"primaryConnectionString":"Endpoint=sb://x/;SharedAccessKey=${mark}"}`);
  });

  it.each([
    ['https://x/y?sr=a&sig=abc%2Bdef%3D&se=1', 'https://x/y?sr=a&sig=[redacted]&se=1'],
    ['x?sr=a&amp;sig=abcdef&amp;se=1', 'x?sr=a&amp;sig=[redacted]&amp;se=1'],
    ['x%3Fsr%3Da%26sig%3Dabcdef%26se%3D1', 'x%3Fsr%3Da%26sig%3D[redacted]%26se%3D1'],
    ['SharedAccessSignature=SharedAccessSignature sr=a&sig=b;x', 'SharedAccessSignature=[redacted];x'],
    [
      'Authorization: SharedAccessSignature sr=sb%3a&sig=abc&skn=own',
      'Authorization: SharedAccessSignature sr=sb%3a&sig=[redacted]&skn=own',
    ],
  ])('takes the signature out of %s', (text, expected) => {
    expect(redact(text)).toBe(expected);
  });

  it.each([
    `<add value="SharedAccessKey=${key}" />`,
    `SharedAccessKey=${key}`,
    'password: Example-123x',
    `{"primaryKey":"${key}"}`,
  ])('leaves JSON whole that holds JSON with %j', (text) => {
    const inner = JSON.stringify({ text });
    const told = redact(JSON.stringify({ inner }));
    expect(told).not.toMatch(/RkFL|Example-123/);
    const back = JSON.parse((JSON.parse(told) as { inner: string }).inner) as { text: string };
    expect(back.text.split(/\[redacted[^\]]*\]/)[0]).toBe(text.split(/RkFL|Example/)[0]);
    expect(redact(told)).toBe(told);
  });

  it('finds a bare 32-byte key anywhere', () => {
    expect(redact(`key: ${key}.`)).toBe(`key: ${mark}.`);
  });

  it('finds a bare key that other base64 characters touch', () => {
    expect(redact(`https://x/${key}`)).not.toContain(key.slice(0, 43));
  });

  it('gives no fingerprint for a key that could be guessed', () => {
    expect(redact('SharedAccessKey=aHVudGVyMg==;')).toBe('SharedAccessKey=[redacted];');
  });

  it('changes nothing when done twice', () => {
    const parts = fc.constantFrom(
      `SharedAccessKey=${key}`,
      `"KeyValue":"${key}"`,
      '&sig=abc',
      key,
      ';',
      '"',
      ' ',
      'x',
      '&amp;',
      '%26',
      '\\"',
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 12 }), (list) => {
        const once = redact(list.join(''));
        expect(redact(once)).toBe(once);
      }),
    );
  });

  it('takes no name that ends in a header’s for the header', () => {
    const query = '--query "{listeners:listenerCount, clientAuthorization:requiresClientAuthorization}" -o json';
    expect(redact(query)).toBe(query);
  });

  it('leaves text without secrets as it is', () => {
    const text =
      'sha256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08, O=Microsoft Corporation, sb://ns/e';
    expect(redact(text)).toBe(text);
  });

  it('stays quick on a megabyte that is made to be slow', () => {
    for (const unit of [
      'A',
      '\\u002B',
      '%2B',
      '"KeyValue":"',
      'SharedAccessKey=',
      '\\',
      '&sig=',
      'SharedAccessKey \t',
    ]) {
      const started = performance.now();
      redact(unit.repeat(Math.ceil(1_000_000 / unit.length)));
      expect(performance.now() - started, unit).toBeLessThan(3_000);
    }
  });
});

describe('redactJson', () => {
  it('reaches every string, names of fields included', () => {
    const secret = randomBytes(32).toString('base64');
    const told = JSON.stringify(redactJson({ a: [{ b: secret }], [secret]: 1 }));
    expect(told).not.toContain(secret);
  });

  it('takes what is in a field that is named for a secret, and behind an option in a list of arguments', () => {
    expect(
      redactJson({ password: 'hunter2', nested: { clientSecret: 'x-y-z' }, keyName: 'listen', tokenCount: 'many' }),
    ).toEqual({
      ...{ password: '[redacted]', nested: { clientSecret: '[redacted]' }, keyName: 'listen', tokenCount: 'many' },
    });
    expect(redactJson(['tool.exe', '--password', 'hunter2', '-User', 'adm'])).toEqual([
      ...['tool.exe', '--password', '[redacted]', '-User', 'adm'],
    ]);
  });

  it('gives a value without secrets back itself', () => {
    const value = { a: ['b', { c: 'sb://ns/hc' }], password: null };
    expect(redactJson(value)).toBe(value);
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'keeps a field called %s, and changes no prototype',
    (name) => {
      const told = redactJson(
        JSON.parse(`{"${name}": {"polluted": "x"}, "password": "hunter2"}`) as { [name: string]: string },
      );
      expect(Object.hasOwn(told, name)).toBe(true);
      expect(JSON.stringify(told)).not.toContain('hunter2');
      expect(({} as { polluted?: string }).polluted).toBeUndefined();
    },
  );

  it('takes JSON as deep as any reader of this tool lets in', () => {
    const deep = JSON.parse(`${'['.repeat(1_000)}"SharedAccessKey=${key}"${']'.repeat(1_000)}`);
    expect(JSON.stringify(redactJson(deep))).toContain(mark);
  });
});

describe('a line of eight million characters', () => {
  it('loses its secret in any place', () => {
    const filler = 'C:\\Windows\\System32 --quiet '.repeat(150_000);
    const told = redact(`${filler}SharedAccessKey=${key} ${filler}`);
    expect(told).toBe(`${filler}SharedAccessKey=${mark} ${filler}`);
  });
});
