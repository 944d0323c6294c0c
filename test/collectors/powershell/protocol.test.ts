import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  changedParameters,
  engineArguments,
  requestLine,
  transports,
  unfitParameter,
} from '../../../src/collectors/powershell/protocol.js';
import { sha256 } from '../../../src/files/hash.js';
import { job } from '../record.js';

describe.each(transports)('the command line of the transport %s', (transport) => {
  const line = engineArguments(transport).join(' ');

  it('is short, ASCII and without double quotes', () => {
    expect(line).toMatch(/^[\x20-\x21\x23-\x7e]{1,300}$/);
  });

  it('has none of the switches that detection rules look for', () => {
    expect(line).not.toMatch(/encoded|bypass|hidden|\s-e\w*\s/i);
  });
});

it('the file transport names a script that the package ships', () => {
  expect(readFileSync(engineArguments('file').at(-1)!, 'utf8')).toContain('runner.ps1');
});

describe('requestLine', () => {
  it('is one line of ASCII, whatever the parameters hold', () => {
    const hostile = '\u2018"\'\n\r\u2028\u{1f600}\ud800\0`$(x)';
    const line = requestLine('n', 'runner', [job('a', 'script', {}, { parameters: { Name: [hostile] } })]);
    expect(line).toMatch(/^[\x20-\x7e]+\n$/);
    expect(JSON.parse(line).collectors[0].parameters).toEqual({ Name: [`=${hostile.toWellFormed()}`] });
  });

  it('does not pass a parameter that is null', () => {
    const line = requestLine('n', '', [job('a', '', {}, { parameters: { A: null, B: 0 } })]);
    expect(JSON.parse(line).collectors[0].parameters).toEqual({ B: 0 });
  });
});

it('a request for files holds no script text, and a path that nothing takes for a date', () => {
  const [collector] = JSON.parse(requestLine('n', null, [job('a', 'secret text')])).collectors;
  expect(collector).toEqual({ name: 'a', path: '=', sha256: sha256('secret text'), mayExit: false, parameters: {} });
});

describe('changedParameters', () => {
  it('names what does not arrive as it is: half a character, in a list as well', () => {
    const parameters = { A: 'x\ud800', B: ['ok', ['\udc00x']], C: '\u{1f600}', D: 1, E: null };
    expect(changedParameters(parameters)).toEqual(['A', 'B']);
  });
});

describe('unfitParameter', () => {
  it('names the parameter that holds an object', () => {
    expect(unfitParameter({ A: [1, ['x']], B: [{ c: 1 }] })).toBe('B');
    expect(unfitParameter({ A: [1, ['x']], B: null })).toBeNull();
  });
});
