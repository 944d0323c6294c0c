import { describe, expect, it } from 'vitest';
import { checkField, completeAnswer, missingFields } from '../../src/playbook/answer-values.js';
import type { Question } from '../../src/playbook/types.js';

const form: Question = {
  ask: { source: 'Who?', at: { file: 'f', line: 1, column: 1 } },
  show: [],
  because: 'none',
  help: null,
  type: 'form',
  fields: {
    owner: { ask: 'Owner', required: true, type: 'text' },
    window: { ask: 'Window', required: false, type: 'interval' },
  },
};

describe('form answers', () => {
  it('names the required fields that are not filled in', () => {
    expect(missingFields(form, { owner: '', window: '' })).toEqual(['owner']);
  });

  it('takes blanks for nothing said', () => {
    expect(missingFields(form, { owner: '  ' })).toEqual(['owner']);
    expect(completeAnswer(form, { owner: ' A ', window: ' ' })).toEqual({ owner: 'A', window: null });
  });

  it('gives every declared field, null where nothing was said', () => {
    expect(completeAnswer(form, { owner: 'A' })).toEqual({ owner: 'A', window: null });
  });

  it('refuses an interval without a zone, in words for whoever typed it', () => {
    expect(checkField(form.fields['window']!, '2023-06-14T18:00/2023-06-14T22:00')).toContain('with a zone');
    expect(checkField(form.fields['window']!, '2023-06-14T18:00Z/2023-06-14T22:00Z')).toBeNull();
  });

  it('refuses an interval that ends before it starts', () => {
    expect(checkField(form.fields['window']!, '2023-06-14T22:00Z/2023-06-14T18:00Z')).not.toBeNull();
  });
});
