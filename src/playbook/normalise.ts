import type { Json } from '../domain/json.js';
import { mapValues } from './field-type.js';
import { readInput } from './inputs.js';
import type { RawPlaybook } from './schema/index.js';
import type { FactSpec, Playbook } from './types.js';

/** Completes what the schema gives: values of input defaults, a missing `next`, and the folder that it was read from. */
export function normalise(raw: RawPlaybook, folder: Pick<Playbook, 'dir' | 'files' | 'sha256'>): Playbook {
  const { schema: _, ...rest } = raw;
  return {
    ...rest,
    ...folder,
    data: raw.data as { [name: string]: Json },
    facts: raw.facts as { [name: string]: FactSpec },
    inputs: mapValues(raw.inputs, (input) => {
      const value = readInput(input.type, input.default as Json);
      return { ...input, default: value.ok ? value.value : null };
    }),
    steps: raw.steps.map((step, n) => ({
      ...step,
      next: step.next ?? [{ when: null, to: raw.steps[n + 1]?.id ?? 'end' }],
    })),
  };
}
