import { basename } from 'node:path';
import { largestFile } from '../case/sealed.js';
import type { AttachmentReading } from '../domain/attachment.js';
import { clean } from '../domain/clean.js';
import { usageError } from '../errors.js';
import { hashOfFile } from '../files/hash.js';
import { readAtMost } from '../files/ordinary.js';
import { renderCommand, renderTemplate } from '../playbook/conditions/index.js';
import type { Step } from '../playbook/types.js';
import type { Progress } from '../terminal/types.js';
import { type Asking, given } from './asking.js';
import type { LiveCase } from './live-case.js';
import { scopeWithEvidence } from './scope.js';

/**
 * Asks for a file that was exported elsewhere, keeps a copy with its hash and reports how much of it was understood, or records
 * why it is not available.
 */
export async function attach(
  live: LiveCase,
  step: Step,
  id: string,
  asking: Asking & { progress: Progress },
): Promise<void> {
  const spec = live.folder.playbook.attachments[id]!;
  const scope = scopeWithEvidence(live, []);
  const answer = await asking.respondent.attach({
    id,
    title: step.title,
    ask: renderTemplate(spec.ask, scope).segments,
    // A query with a missing value would search for something else. It is left out, and the report says why.
    handOff: spec.handOff.flatMap(({ title, language, text }) => {
      const query = renderCommand(text, scope, language);
      return query.missing.length > 0 ? [] : [{ title, language, text: query.text }];
    }),
  });
  if ('unavailable' in answer) {
    live.record({ type: 'UNAVAILABLE', data: { ...given(asking), attachment: id, reason: answer.unavailable } });
    return;
  }
  if ('hashOnly' in answer) {
    const held = readable(answer.hashOnly, id, hashOfFile);
    const number = live.nextId('H');
    live.record({ type: 'HASHED', data: { ...given(asking), attachment: id, id: number, held, note: null } });
    const reason = `kept by the responder as ${number}; its rows were not read`;
    live.record({ type: 'UNAVAILABLE', data: { ...given(asking), attachment: id, reason } });
    return;
  }
  const number = live.nextId('A');
  const file = live.folder.writeAttachment(
    number,
    basename(answer.file),
    readable(answer.file, id, (path) => readAtMost(path, largestFile)),
  );
  live.record({
    type: 'ATTACHED',
    data: { ...given(asking), attachment: id, id: number, file, originalName: basename(answer.file) },
  });
  const reading = live.reading(number);
  if (reading) asking.progress.note(`${number}: ${understood(reading)}`);
}

function understood({ rows, records, format, notUnderstood, problem }: AttachmentReading): string {
  if (problem !== null) return clean(`not understood: ${problem}`);
  const left = notUnderstood.count > 0 ? `, ${notUnderstood.count} records not understood` : '';
  return `${rows.length} rows of ${records} records (${format})${left}`;
}

function readable<T>(path: string, id: string, read: (path: string) => T): T {
  try {
    return read(path);
  } catch (error) {
    throw usageError('attachment-unreadable', {
      what: `The file for the attachment ${id} cannot be read (${(error as Error).message})`,
      where: path,
      expected: 'a file that this account can read',
      next: `Name another file as attach.${id}.file, a large one as attach.${id}.hashOnly, or give the reason why it is not available as attach.${id}.unavailable.`,
    });
  }
}
