import type { Transport } from '../../../collectors/powershell/protocol.js';
import type { Json } from '../../../domain/json.js';

/** A parameter of a collector: its CEL, and its value if that is known before anything is collected. */
export type PlannedParameter = { expression: string } & (
  | { value: Json }
  /** Names of the scope that are only known during the case, e.g. `evidence.service`. */
  | { waitsFor: string[] }
  /** It cannot be computed: the collector would not run. */
  | { problem: string }
);

export interface PlannedCollector {
  id: string;
  /** Step that runs it; the collectors of a step share one process. */
  step: string;
  answers: string;
  /** Absolute path of the script, and SHA-256 of its bytes. */
  script: string;
  sha256: string;
  reads: string[];
  /** Seconds. */
  deadline: number;
  /** No benign verdict without it. */
  required: boolean;
  parameters: { [name: string]: PlannedParameter };
}

/** One step of the playbook; `key` is where an answers file answers it. */
export interface PlannedStep {
  id: string;
  kind: string;
  title: string;
  key: string | null;
  next: { when: string | null; to: string }[];
}

/** What would be started to collect. */
export type PlannedEngine =
  | { kind: 'replay'; from: string }
  | {
      kind: 'powershell';
      /** Null = none was found; `lookedFor` says where. */
      path: string | null;
      lookedFor: string | null;
      /** Arguments, each as the engine gets it; the same for every run of an installation. */
      arguments: string[];
      /** How runner and collectors reach it: their texts on standard input, or as files. */
      transport: Transport;
      /** What runs the collectors, and SHA-256 of its bytes. */
      runner: { script: string; sha256: string }[];
    };

/** The document of `casefile run --plan --json`. */
export interface Plan {
  schema: 'casefile/plan@1';
  tool: { name: string; version: string };
  playbook: { id: string; version: string; title: string; dir: string; sha256: string; shipped: boolean };
  matchedBy: string;
  alert: { format: string; title: string | null; host: string | null; time: string | null; event: string | null };
  /** Parent folder of the case folder that would be made, absolute. */
  caseDir: string;
  /** Folder of the open case that the alert joins (--join). That case resumes with its own copy of the playbook. */
  joins: string | null;
  /** Folders of the open cases of this host and playbook. */
  openCases: string[];
  engine: PlannedEngine;
  /** Functions that PowerShell defines before each collector: absolute path, and SHA-256 of the bytes. Null = none. */
  prelude: { script: string; sha256: string } | null;
  steps: PlannedStep[];
  /** In the order that they would run in, if every step with collectors is reached. */
  collectors: PlannedCollector[];
}
