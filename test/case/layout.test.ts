import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeName } from '../../src/case/layout.js';

describe('safeName', () => {
  it('gives a name that no file system reads as a path, a device or a hidden file', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const name = safeName(text, 'file');
        expect(name).toMatch(/^[A-Za-z0-9_](?:[A-Za-z0-9._-]{0,58}[A-Za-z0-9_-])?$|^file$/);
      }),
    );
  });

  it.each(['con', 'NUL', 'lpt1.txt', '..', '.', '', '///', 'aux.json'])('replaces %j', (name) => {
    expect(safeName(name, 'file')).toBe('file');
  });

  it('keeps an ordinary name', () => {
    expect(safeName('activity-log.json', 'file')).toBe('activity-log.json');
  });
});
