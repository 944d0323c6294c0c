import { type Handling, type Tlp, tlpLabels } from '../../domain/handling.js';
import { usageError } from '../../errors.js';

/** Reads the options `--case-ref`, `--tlp` and `--legal-hold`. @throws KnownError exit 2 for a label that TLP 2.0 has not. */
export function parseHandling(options: { caseRef?: string; tlp?: string; legalHold?: boolean }): Handling {
  const { caseRef = null, legalHold = false } = options;
  const tlp = options.tlp?.toUpperCase().replace(/^TLP:/, '') ?? null;
  if (tlp === null || tlpLabels.includes(tlp as Tlp)) return { caseRef, tlp: tlp as Tlp | null, legalHold };
  throw usageError('tlp-unknown', {
    what: `--tlp ${options.tlp} is no label of the Traffic Light Protocol 2.0`,
    expected: `one of: ${tlpLabels.join(', ')}`,
    next: 'casefile run alert.json --tlp AMBER',
  });
}
