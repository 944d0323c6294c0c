import type { Version } from './run.js';

export const versionText = ({ name, version: number, build, node, ...rest }: Version): string[] => [
  `${name} ${number}`,
  `build     ${build.sha256}  (SHA-256 over ${build.files} files)`,
  `node      ${node} on ${rest.platform} ${rest.arch}`,
  `libraries ${rest.sbom ?? 'no list in this build'}`,
  ...rest.playbooks.map((playbook) => `playbook  ${playbook.sha256}  ${playbook.id} ${playbook.version}`),
];
