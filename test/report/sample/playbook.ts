import type { Json } from '../../../src/domain/json.js';
import type { CollectorSpec, FactSpec, FieldType, FindingRule, Playbook } from '../../../src/playbook/types.js';

const rows = (spec: string): CollectorSpec['rows'] =>
  Object.fromEntries(
    spec.split(' ').map((field) => {
      const [name, type = 'string'] = field.split(':');
      return [name!, { type: type as FieldType['type'], nullable: true }];
    }),
  );

const collector = (id: string, answers: string, fields: string, required = true): CollectorSpec => ({
  script: `collectors/Get-${id}.ps1`,
  answers,
  timeout: 30_000,
  required,
  parameters: {},
  leavesOut: [],
  rows: rows(fields),
  reads: [`the ${id} of the host`],
});

const use = (
  name: string,
  about: string,
  withArguments: { [name: string]: string } = {},
  params: { [name: string]: Json } = {},
): FactSpec => ({
  use: name,
  with: withArguments,
  params,
  about,
});

const rule = (id: string, group: string, weight: number, innocent: string): FindingRule => ({
  id,
  forEach: null,
  when: 'true',
  subject: null,
  from: null,
  says: '',
  innocent,
  weight,
  group,
  credit: false,
  lead: false,
  attack: null,
});

/** A playbook for a relay service, small enough to be read whole, with every shape that the report knows. */
export const playbook: Playbook = {
  id: 'relay-agent',
  version: '1.0.0',
  title: 'A relay agent is running',
  status: 'test',
  description: 'A relay agent connects the host to a relay outside.',
  references: [],
  attack: [{ tactic: 'TA0011', technique: 'T1572', by: 'this playbook' }],
  triggers: [{ event: { id: [40300] } }],
  blindSpots: ['The rule reads events of version 1 only. Version 2 writes none of them.'],
  inputs: { lookback: { type: 'duration', default: 7_776_000, about: 'how far back logs are read' } },
  data: {},
  collectors: {
    clock: collector('clock', 'what the clock of the host is', 'now:time timeZone', false),
    host: collector('host', 'which host this is', 'computer fqdn osCaption addresses:strings roleServices:strings'),
    service: collector(
      'service',
      'how the service is set up',
      'name path account state processId:integer signer fileCreated:time',
    ),
    tcp: collector(
      'tcp',
      'which TCP connections exist',
      'localAddress localPort:integer remoteAddress remotePort:integer state processId:integer created:time',
    ),
    config: collector(
      'config',
      'which relays the service connects to',
      'kind file connection namespace keyName keyFingerprint owner ownerSid created:time value',
    ),
    events: collector(
      'events',
      'when the service started and listened',
      'id:integer recordId time:time channel connection uri',
    ),
    install: collector(
      'install',
      'when the service was installed',
      'kind log id:integer recordId time:time userSid serviceName packagePath',
    ),
    identity: collector(
      'identity',
      'which process and logon stand behind it',
      'kind log id:integer recordId time:time account commandLine address',
      false,
    ),
  },
  facts: {
    triggeringRecord: use('triggeringRecord', 'is the event of the alert in the host’s own log'),
    roles: use('hostRoles', 'roles of the host', { host: 'evidence.host', roles: 'data.roles' }),
    connections: use('connectionOwner', 'sockets of the service', {
      sockets: 'evidence.tcp',
      processes: 'evidence.tcp',
    }),
    sessions: use('pairedConnections', 'connections created within a second of each other', {
      connections: 'facts.connections',
    }),
    tunnels: use('eventIntervals', 'when a listener was up', { events: 'evidence.events' }),
    installer: use('serviceInstaller', 'who installed the service', { installs: 'evidence.install' }),
    anchors: use('timeAnchors', 'moments side by side', {}, { configurationFile: { about: 'configuration' } }),
    changeWindows: use('changeWindows', 'moments against the approved windows'),
    relays: { value: "evidence.config.filter(c, c.kind == 'connection')", about: 'configured connections' },
    running: { value: 'evidence.service', about: null },
  },
  findings: [
    rule('identityServer', 'role', 35, 'a lab'),
    rule('administrationPort', 'target', 45, 'vendor remote support that someone can account for'),
    rule('sessionActive', 'use', 15, 'a batch job'),
    rule('defaultKey', 'key', -5, 'what the portal makes'),
  ],
  questions: {
    authorised: {
      ask: 'Is the relay agent authorised on {{detection.host.name}}?',
      type: 'choice',
      options: { yes: 'someone with the authority says so', no: 'nobody authorised it', unknown: 'nobody could say' },
      forEach: null,
      show: ['facts.roles', 'evidence.service', 'facts.relays'],
      because: 'required',
      help: null,
    },
    change: {
      ask: 'Which approved change covers it?',
      type: 'form',
      fields: { ticket: { ask: 'Ticket', required: false, type: 'text' } },
      show: ['facts.anchors'],
      because: 'optional',
      help: null,
    },
  },
  attachments: { activityLog: { ask: 'Activity log of the relay', reads: null, handOff: [] } },
  steps: [
    {
      id: 'look',
      kind: 'collect',
      title: 'The host',
      collectors: ['clock', 'host', 'service', 'tcp', 'config', 'events', 'install', 'identity'],
      next: [{ when: null, to: 'authorised' }],
    },
    {
      id: 'authorised',
      kind: 'ask',
      title: 'Authorised on this host?',
      question: 'authorised',
      next: [{ when: null, to: 'change' }],
    },
    {
      id: 'change',
      kind: 'ask',
      title: 'Which change?',
      question: 'change',
      next: [{ when: null, to: 'activityLog' }],
    },
    {
      id: 'activityLog',
      kind: 'attach',
      title: 'Activity log',
      attachment: 'activityLog',
      next: [{ when: null, to: 'verdict' }],
    },
    { id: 'verdict', kind: 'decide', title: 'Verdict', next: [{ when: null, to: 'contain' }] },
    { id: 'contain', kind: 'act', title: 'Containment', actions: ['block'], next: [{ when: null, to: 'end' }] },
  ],
  verdict: {
    levels: ['malicious-likely', 'suspicious', 'inconclusive', 'authorised'],
    benign: ['authorised'],
    thresholds: [
      { atLeast: 70, level: 'malicious-likely' },
      { atLeast: 35, level: 'suspicious' },
    ],
    otherwise: [{ when: null, level: 'inconclusive', because: null }],
    atLeast: [],
    benignBelow: 35,
    requires: [],
    wouldChange: [],
  },
  actions: {
    block: {
      title: 'Block the program’s way out',
      when: null,
      command:
        "New-NetFirewallRule -DisplayName 'IR-block' -Direction Outbound -Action Block -Program {{facts.running[0].path}}",
      language: 'powershell',
      effect: 'The tunnel drops. The service and the evidence stay.',
      check: 'Get-NetTCPConnection -OwningProcess {{facts.running[0].processId}}',
      undo: "Remove-NetFirewallRule -DisplayName 'IR-block'",
      risk: 'The application behind the relay loses its connection.',
      destroys: false,
      after: [],
    },
  },
  dir: '/nowhere',
  sha256: 'a1'.repeat(32),
  files: [],
};
