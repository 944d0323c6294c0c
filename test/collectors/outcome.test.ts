import { describe, expect, it } from 'vitest';
import { classifyOutcome, type Run, reasonOf } from '../../src/collectors/outcome.js';
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

describe('classifyOutcome', () => {
  it('says collected for rows of a source that was cut short', () => {
    expect(classifyOutcome(run({ sources: [source({ truncated: true })] })).outcome).toBe('collected');
  });

  it('says collected for rows and a good end', () => {
    expect(classifyOutcome(run({}))).toEqual({ outcome: 'collected', reason: null, detail: null });
  });

  it('says empty only for a good end without rows', () => {
    expect(classifyOutcome(run({ announced: 0, received: 0 })).outcome).toBe('empty');
  });

  it.each([
    ['threw', { status: 'threw' }, 'threw'],
    ['an exit', { status: 'exited' }, 'incomplete'],
    ['a limit', { status: 'limit' }, 'incomplete'],
    ['a status that is not known', { status: 'fine' }, 'threw'],
    ['missing rows', { announced: 2 }, 'incomplete'],
    ['an error beside rows', { errors: [error] }, 'threw'],
    ['a source that failed', { sources: [source({ outcome: 'failed', reason: 'denied' })] }, 'denied'],
    [
      'no rows of a source that was cut short',
      { announced: 0, received: 0, sources: [source({ truncated: true })] },
      'incomplete',
    ],
    ['a source that was not run', { sources: [source({ outcome: 'notRun', reason: 'budget' })] }, 'budget'],
  ] as [string, Partial<Run>, string][])('says failed for %s', (_, more, reason) => {
    expect(classifyOutcome(run(more))).toMatchObject({ outcome: 'failed', reason });
  });

  const none = { announced: 0, received: 0 };

  it('takes a source that is absent for coverage, not for failure', () => {
    const sources = [source({ outcome: 'notRun', reason: 'absent' })];
    expect(classifyOutcome(run({ ...none, sources })).outcome).toBe('empty');
  });

  it('takes a source that no script can read for coverage, and says so of the source alone', () => {
    const beyond = source({ outcome: 'notRun', reason: 'unsupported' });
    expect(classifyOutcome(run({ sources: [source({}), beyond] })).outcome).toBe('collected');
    expect(classifyOutcome(run({ sources: [source({ outcome: 'failed', reason: 'unsupported' })] })).outcome).toBe(
      'failed',
    );
  });

  it('says nothing of absence where there was nothing to look for in one of the sources', () => {
    const sources = [source({ outcome: 'empty' }), source({ outcome: 'notRun', reason: 'skipped' })];
    expect(classifyOutcome(run({ received: 0, announced: 0, sources }))).toMatchObject({
      outcome: 'notRun',
      reason: 'skipped',
    });
    expect(classifyOutcome(run({ sources })).outcome).toBe('collected');
  });

  it('takes a log that is switched off for not run: it says nothing', () => {
    const sources = [source({ outcome: 'notRun', reason: 'disabled' })];
    expect(classifyOutcome(run({ ...none, sources }))).toMatchObject({ outcome: 'notRun', reason: 'disabled' });
  });

  it('takes a log that is switched off beside one that was read for coverage', () => {
    const sources = [source({ outcome: 'notRun', reason: 'disabled' }), source({ outcome: 'empty', reason: null })];
    expect(classifyOutcome(run({ ...none, sources })).outcome).toBe('empty');
  });

  it('takes a script that had nothing to look for as not run, not as failed', () => {
    const sources = [source({ outcome: 'notRun', reason: 'skipped' })];
    expect(classifyOutcome(run({ ...none, sources }))).toMatchObject({ outcome: 'notRun', reason: 'skipped' });
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
    ['DotSourceNotSupported', 'InvalidOperation', 'blocked'],
    ['UnauthorizedAccess', 'PermissionDenied', 'denied'],
    ['UnauthorizedAccess,Write-SourceError', 'PermissionDenied', 'denied'],
    [null, 'OperationTimeout', 'timedOut'],
    ['my.id', 'InvalidData', 'threw'],
  ])('reads id %s and category %s as %s', (id, category, reason) => {
    expect(reasonOf({ id, category, message: 'Zugriff verweigert', source: null })).toBe(reason);
  });
});
