import { describe, expect, it } from 'vitest';
import { judge, type Run, reasonOf } from '../../src/collectors/outcome.js';
import type { Source } from '../../src/domain/evidence.js';

const run = (more: Partial<Run>): Run => ({
  status: 'ok',
  announced: 1,
  received: 1,
  errors: [],
  sources: [],
  ...more,
});
const source = (more: Partial<Source>): Source => ({
  ...{ name: 'Security', outcome: 'collected', reason: null, from: null, to: null, oldest: null, truncated: false },
  ...more,
});
const error = { id: null, category: null, message: 'boo', source: null };

describe('judge', () => {
  it('says collected for rows and a good end', () => {
    expect(judge(run({}))).toEqual({ outcome: 'collected', reason: null, detail: null });
  });

  it('says empty only for a good end without rows', () => {
    expect(judge(run({ announced: 0, received: 0 })).outcome).toBe('empty');
  });

  it.each([
    ['threw', { status: 'threw' }, 'threw'],
    ['an exit', { status: 'exited' }, 'incomplete'],
    ['a limit', { status: 'limit' }, 'incomplete'],
    ['a status that is not known', { status: 'fine' }, 'threw'],
    ['missing rows', { announced: 2 }, 'incomplete'],
    ['an error beside rows', { errors: [error] }, 'threw'],
    ['a source that failed', { sources: [source({ outcome: 'failed', reason: 'denied' })] }, 'denied'],
    ['a source that was not run', { sources: [source({ outcome: 'notRun', reason: 'budget' })] }, 'budget'],
  ] as [string, Partial<Run>, string][])('says failed for %s', (_, more, reason) => {
    expect(judge(run(more))).toMatchObject({ outcome: 'failed', reason });
  });

  it.each(['absent', 'disabled'] as const)('takes a source that is %s for coverage, not for failure', (reason) => {
    const sources = [source({ outcome: 'notRun', reason })];
    expect(judge(run({ announced: 0, received: 0, sources })).outcome).toBe('empty');
  });
});

describe('reasonOf', () => {
  it.each([
    ['UnauthorizedAccessException,Microsoft.PowerShell.Commands.GetItemCommand', 'NotSpecified', 'denied'],
    [null, 'PermissionDenied', 'denied'],
    [null, 'SecurityError', 'denied'],
    ['CommandNotFoundException', 'ObjectNotFound', 'unsupported'],
    [null, 'NotImplemented', 'unsupported'],
    ['MethodInvocationNotSupportedInConstrainedLanguage', 'InvalidOperation', 'blocked'],
    ['ConversionSupportedOnlyToCoreTypes', 'InvalidArgument', 'blocked'],
    [null, 'OperationTimeout', 'timedOut'],
    ['my.id', 'InvalidData', 'threw'],
  ])('reads id %s and category %s as %s', (id, category, reason) => {
    expect(reasonOf({ id, category, message: 'Zugriff verweigert', source: null })).toBe(reason);
  });
});
