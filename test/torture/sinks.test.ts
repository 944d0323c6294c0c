import { describe, expect, it } from 'vitest';
import { sinkNames, throughSink } from './sinks.js';

/** Another seed each day, as in the other short runs; a failure names its seed. */
const seed = Number(process.env['TORTURE_SEED'] ?? Math.floor(Date.now() / 86_400_000));

describe(`each way out of the tool by itself (TORTURE_SEED=${seed})`, () => {
  it.each(sinkNames)('lets hostile texts through as text alone: %s', async (name) => {
    expect((await throughSink(name, seed, 1_000)).wrong).toEqual([]);
  });
});
