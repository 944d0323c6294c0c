import { answer, answerJson } from '../../terminal/print.js';
import { explain } from './explain.js';
import { untilStopped } from './stopping.js';

/** Runs what only looks: its answer is a text for people, or one document; a mistake is one as well. */
export async function inform(
  { json }: { json?: boolean },
  look: (signal: AbortSignal) => Promise<{ exit: number; document: object; text: string[] }>,
): Promise<void> {
  const { signal } = untilStopped();
  try {
    const { exit, document, text } = await look(signal);
    if (json) answerJson(document);
    else if (text.length > 0) answer(...text);
    process.exitCode = exit;
  } catch (error) {
    const { resultOf } = await import('../../casework/result.js');
    const failure = signal.aborted ? signal.reason : error;
    const result = resultOf(null, null, failure);
    explain(failure);
    if (json) answerJson(result);
    process.exitCode = result.exit;
  }
}
