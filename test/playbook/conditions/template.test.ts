import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseTemplate, renderTemplate } from '../../../src/playbook/conditions/template.js';
import type { Scope } from '../../../src/playbook/scope.js';

const render = (source: string, scope: Scope = {}) => renderTemplate(source, scope);

test('text and values are kept apart', () => {
  expect(render('port {{row.port}} of {{ row.host }}', { row: { port: 22, host: '{{x}}' } })).toEqual({
    segments: [{ text: 'port ' }, { value: '22' }, { text: ' of ' }, { value: '{{x}}' }],
    errors: [],
  });
});

test('null is not known, and no error', () => {
  expect(render('{{a}}', { a: null })).toEqual({ segments: [{ text: 'not known' }], errors: [] });
});

test('an error is not known, and reported with its expression', () => {
  const { segments, errors } = render('{{ a.b }}', { a: {} });
  expect(segments).toEqual([{ text: 'not known' }]);
  expect(errors).toEqual([expect.stringMatching(/^a\.b: .+/)]);
});

test('an empty value is shown as one', () => {
  expect(render('{{a}}{{b}}', { a: '', b: [] }).segments).toEqual([{ text: '(empty)' }, { text: '(empty)' }]);
});

test('a list is joined', () => {
  expect(render('{{a}}', { a: ['x', 2, null] }).segments).toEqual([{ value: 'x, 2, not known' }]);
});

test('braces in texts and maps do not end an expression', () => {
  expect(render(`{{ '}}' + {'a': {'b': "x"}}['a']['b'] }}!`).segments).toEqual([{ value: '}}x' }, { text: '!' }]);
});

test('a {{ that is not closed is found', () => {
  expect(parseTemplate('a {{b}} {{c').unclosed).toBe(8);
  expect(parseTemplate("a {{'b}}").unclosed).toBe(2);
});

test('taking a template apart loses nothing', () => {
  const piece = fc.oneof(fc.string(), fc.constantFrom('{{', '}}', '{', '}', "'", '"', '\\', '{{x}}'));
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const source = pieces.join('');
      const { parts, unclosed } = parseTemplate(source);
      for (const part of parts)
        if ('expression' in part) expect(source.startsWith(part.expression, part.offset)).toBe(true);
      const texts = parts.flatMap((part) => ('text' in part ? [part.text] : []));
      expect(texts.every((text) => source.includes(text) && !text.includes('{{'))).toBe(true);
      expect(unclosed === null || source.startsWith('{{', unclosed)).toBe(true);
    }),
  );
});
