import { describe, expect, it } from 'vitest';
import { readMessage, readSource } from '../../src/collectors/messages.js';

describe('readMessage', () => {
  it('takes the secrets out and cuts what is long', () => {
    const { message } = readMessage({ message: `SharedAccessKey=secret; ${'x'.repeat(5_000)}` });
    expect(message).toMatch(/^SharedAccessKey=\[redacted\]; x+…$/);
    expect(message.length).toBeLessThan(2_100);
  });

  it('reads anything that is not a message as an empty one', () => {
    expect(readMessage([1])).toEqual({ id: null, category: null, message: '', source: null });
  });
});

describe('readSource', () => {
  it('reads the range in UTC, with what is absent as null', () => {
    expect(readSource({ name: 'Security', outcome: 'collected', from: '2025-02-11T03:00:00+01:00' })).toEqual({
      ...{ name: 'Security', outcome: 'collected', reason: null, to: null, oldest: null, truncated: false },
      from: '2025-02-11T02:00:00.000Z',
    });
  });

  it.each([
    [{ outcome: 'collected' }],
    [{ name: 'x', outcome: 'fine' }],
    [{ name: 'x', outcome: 'failed', reason: 'bored' }],
    [{ name: 'x', outcome: 'collected', to: '2025-02-11 02:00' }],
    [{ name: 'x', outcome: 'collected', truncated: 'no' }],
    ['x'],
  ])('says what is wrong with %j', (value) => {
    expect(readSource(value)).toHaveProperty('misfit');
  });
});
