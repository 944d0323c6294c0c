import { createCase, type NewCase } from '../../src/case/create.js';
import type { OpenCase } from '../../src/case/open-case.js';
import { load } from '../../src/casework/playbooks.js';
import { unsaid } from '../../src/domain/handling.js';
import type { Playbook } from '../../src/playbook/types.js';
import { detection } from '../machine/walk.js';
import { newFolder } from './casefile.js';

/** Opens a case in a fresh folder. What a test doesn't name is as plain as it can be. */
export const openNewCase = (
  playbook: Playbook,
  { opened, ...plan }: Partial<Omit<NewCase, 'opened'>> & { opened?: Partial<NewCase['opened']> } = {},
): OpenCase =>
  createCase({
    parent: newFolder(),
    alert: { bytes: Buffer.from('{}'), extension: '.json' },
    playbook,
    loadPinned: load,
    clock: () => new Date('2025-02-11T04:00:00.000Z'),
    random: '00000000',
    ...plan,
    opened: {
      ...{ detection, tool: { name: 'casefile', version: '0' }, responder: 'A', account: 'a', hostIs: null },
      ...{ inputs: {}, inputFiles: [], method: { kind: 'replay', from: '/x' }, matchedBy: 'test', handling: unsaid },
      ...opened,
    },
  });
