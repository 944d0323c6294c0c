import { join } from 'node:path';
import { redact } from '../secrets/redact.js';
import { isDeviceName } from './reserved.js';

/** Where things are in a case folder; paths are relative to it, with forward slashes, as the journal names them. */
export const layout = {
  journal: 'journal.jsonl',
  /** Bytes of torn last lines, as they were cut off. */
  torn: 'journal.torn',
  lock: 'lock',
  /** Room for the entry that says that the disk is full; there while the case is worked on. */
  reserve: 'reserve',
  playbook: 'playbook',
  evidence: 'evidence',
  attachments: 'attachments',
  analysis: 'analysis',
  report: 'report',
  alert: (extension: string) => `alert${extension}`,
  /** The first alert that joins a case is number 2. */
  joinedAlert: (n: number, extension: string) => `alerts/${n}${extension}`,
  evidenceFile: (collector: string, attempt: number) => `evidence/${collector}.${attempt}.jsonl`,
  analysisFile: (n: number) => `analysis/${n}.json`,
  attachmentFile: (id: string, name: string) => `attachments/${id}/${name}`,
  reportFile: (extension: string) => `report/report.${extension}`,
} as const;

/** Sub-folders that a new case starts with. */
export const folders = [layout.playbook, layout.evidence, layout.attachments, layout.analysis, layout.report];

export const inCase = (dir: string, file: string): string => join(dir, ...file.split('/'));

/** A name that every file system takes, without a secret in it: letters, digits, dot, dash and underscore, no leading or trailing dot, no device name. */
export function safeName(text: string, fallback: string): string {
  const name = redact(text)
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[.-]+|(?<![.-])[.-]+$/g, '')
    .slice(0, 60);
  return name === '' || isDeviceName(name) ? fallback : name;
}
