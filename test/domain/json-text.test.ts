import { describe, expect, it } from 'vitest';
import { jsonText } from '../../src/domain/json-text.js';

describe('the text of JSON in a file', () => {
  it('obeys no terminal and hides nothing, and gives the same value', () => {
    const value = { a: '\u009b2J\u202e\u{e0041}\x7f\u2028', '\u200b': ['\x1b[2J', '\ud800'] };
    const text = jsonText(value);
    expect(text).toBe('{"a":"\\u009b2J\\u202e\\udb40\\udc41\\u007f\\u2028","\\u200b":["\\u001b[2J","\\ud800"]}');
    expect(JSON.parse(text)).toEqual(value);
  });

  it('keeps letters of all scripts, and the lines of its layout', () => {
    expect(jsonText({ a: 'Größe 管理者 🔑\n' }, 1)).toBe('{\n "a": "Größe 管理者 🔑\\n"\n}');
  });
});
