import { subsection } from '../../../nodes/blocks.js';
import type { Section } from '../../types.js';
import { anchors } from './anchors.js';
import { changeWindows } from './change-windows.js';
import { configured } from './configured.js';
import { installed } from './installed.js';
import { intervals } from './intervals.js';
import { removed } from './removed.js';

/** Who installed it and who configured it are two statements, each with its own basis. */
export const whoAndWhen: Section = {
  id: 'who-and-when',
  title: 'Who and when',
  shows: ['serviceInstaller', 'serviceConfigurer', 'packageRemovals', 'timeAnchors', 'changeWindows', 'eventIntervals'],
  render: (record) => [
    ...subsection('Who installed it', installed(record)),
    ...subsection('Who configured it', configured(record)),
    ...subsection('Who removed it', removed(record)),
    ...subsection('Moments side by side', anchors(record)),
    ...subsection('Change windows', changeWindows(record)),
    ...subsection('When it was up', intervals(record)),
  ],
};
