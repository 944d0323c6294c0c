import fc from 'fast-check';

/** Property tests that name no count try this many inputs in the long run; 100 in `npm test`. */
fc.configureGlobal({ numRuns: 2_000 });
