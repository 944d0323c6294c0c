import { describe, expect, it } from 'vitest';
import type { CaseView } from '../../src/casework/case-view.js';
import { resultOf } from '../../src/casework/result.js';
import {
  lockedError,
  preflightError,
  Stopped,
  storageError,
  verificationError,
  waitingError,
} from '../../src/errors.js';

type Context = { coverage?: object; attached?: object };
const view = (due: string, { coverage = {}, attached = {} }: Context = {}) =>
  ({
    dir: '/c',
    journal: [],
    due: { kind: due },
    state: { context: { coverage, attached, verdict: null } },
  }) as unknown as CaseView;
const gap = { coverage: { tcp: { outcome: 'failed', reason: 'denied', items: 0, evidence: 'E1', sources: [] } } };
const cut = { coverage: { events: { outcome: 'collected', truncated: false, sources: [{ truncated: true }] } } };
const what = { what: 'x' };

describe('exit code', () => {
  it.each<[string, number, CaseView | null, unknown]>([
    ['a finished case', 0, view('end'), null],
    ['a finished case with a failed collector', 3, view('end', gap), null],
    ['a finished case with a log cut at a limit', 3, view('end', cut), null],
    ['a finished case without an attachment', 3, view('end', { attached: { log: { unavailable: 'x' } } }), null],
    ['a missing answer, whatever failed before', 4, view('decide', gap), waitingError('w', what)],
    ['verification before storage', 5, view('end'), verificationError('v', what)],
    ['a full disk', 7, view('decide'), storageError('s', what)],
    ['a locked case', 6, null, lockedError('l', what)],
    ['preflight', 8, null, preflightError('p', what)],
    ['Ctrl-C', 130, view('decide'), new Stopped('SIGINT', 130)],
    ['a used-up budget', 4, view('decide'), new Stopped('budget', 4)],
    ['a bug', 1, view('end'), new TypeError('x')],
  ])('of %s is %i', (_, exit, seen, error) => {
    expect(resultOf(seen, null, error).exit).toBe(exit);
  });

  it.each([
    ['malicious-likely', 0],
    ['suspicious', 10],
    ['inconclusive', 10],
  ])('with --fail-on %s, of a suspicious case, is %i', (level, exit) => {
    const suspicious = view('end');
    suspicious.state.context.verdict = { level: 'suspicious', proposed: 'suspicious', score: 40, overridden: false };
    suspicious.playbook = {
      verdict: { levels: ['malicious-likely', 'suspicious', 'inconclusive'] },
    } as CaseView['playbook'];
    expect(resultOf(suspicious, null, null, level).exit).toBe(exit);
  });

  it('is never that of success while something is due', () => {
    expect(resultOf(view('decide'), null, null)).toMatchObject({ exit: 4, status: 'waiting' });
  });
});
