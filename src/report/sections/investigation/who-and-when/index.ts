import type { RootContent } from 'mdast';
import { heading } from '../../../nodes/blocks.js';
import { words } from '../../../nodes/text.js';
import type { Section } from '../../types.js';
import { anchors } from './anchors.js';
import { changeWindows } from './change-windows.js';
import { configured } from './configured.js';
import { installed } from './installed.js';
import { intervals } from './intervals.js';
import { removed } from './removed.js';

/** Who installed and who configured are two statements, each with its own basis. */
export const whoAndWhen: Section = {
  id: 'who-and-when',
  title: 'Who and when',
  render: (record) => [
    ...part('Who installed it', installed(record)),
    ...part('Who configured it', configured(record)),
    ...part('Who removed it', removed(record)),
    ...part('Moments side by side', anchors(record)),
    ...part('Change windows', changeWindows(record)),
    ...part('When it was up', intervals(record)),
  ],
};

const part = (title: string, content: RootContent[]): RootContent[] =>
  content.length === 0 ? [] : [heading(3, words(title)), ...content];
