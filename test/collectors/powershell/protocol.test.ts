import { describe, expect, it } from 'vitest';
import { engineArguments, requestLine, unfitParameter } from '../../../src/collectors/powershell/protocol.js';
import { job } from '../record.js';

describe('the command line', () => {
  it('is short, ASCII and without double quotes', () => {
    expect(engineArguments.join(' ')).toMatch(/^[\x20-\x21\x23-\x7e]{1,300}$/);
  });

  it('has none of the switches that detection rules look for', () => {
    expect(engineArguments.join(' ')).not.toMatch(/encoded|bypass|hidden|\s-e\w*\s/i);
  });
});

describe('requestLine', () => {
  it('is one line of ASCII, whatever the parameters hold', () => {
    const hostile = '\u2018"\'\n\r\u2028\u{1f600}\ud800\0`$(x)';
    const line = requestLine('n', 'runner', [job('a', 'script', {}, { parameters: { Name: [hostile] } })]);
    expect(line).toMatch(/^[\x20-\x7e]+\n$/);
    expect(JSON.parse(line).collectors[0].parameters).toEqual({ Name: [`=${hostile}`] });
  });

  it('does not pass a parameter that is null', () => {
    const line = requestLine('n', '', [job('a', '', {}, { parameters: { A: null, B: 0 } })]);
    expect(JSON.parse(line).collectors[0].parameters).toEqual({ B: 0 });
  });
});

describe('unfitParameter', () => {
  it('names the parameter that holds an object', () => {
    expect(unfitParameter({ A: [1, ['x']], B: [{ c: 1 }] })).toBe('B');
    expect(unfitParameter({ A: [1, ['x']], B: null })).toBeNull();
  });
});
