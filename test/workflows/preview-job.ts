import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';

const workflow = path.join(__dirname, '..', '..', 'docs', 'workflows', 'pull-request.yml');

interface Step {
  readonly name?: string;
  readonly if?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Workflow {
  readonly on: unknown;
  readonly permissions: Readonly<Record<string, string>>;
  readonly defaults?: { readonly run?: { readonly shell?: string } };
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly if?: string;
        readonly permissions: Readonly<Record<string, string>>;
        readonly env: Readonly<Record<string, string>>;
        readonly steps: readonly Step[];
      }
    >
  >;
}

export function readWorkflow(): Workflow {
  return parse(readFileSync(workflow, 'utf8')) as Workflow;
}

/** How GitHub runs a script with bash, by whether a workflow names it as its shell. */
const bash = {
  named: ['--noprofile', '--norc', '-eo', 'pipefail', '-c'],
  unnamed: ['-e', '-c'],
} as const;

/** What the tools answer that a forge, AWS and Pulumi would: bash, with the arguments in $@. */
export type Tools = Readonly<Partial<Record<'curl' | 'aws' | 'pulumi' | 'npm' | 'gh', string>>>;

/**
 * The workflow's own shell steps, run by bash as GitHub runs them, with stand-ins for the tools that need a forge.
 * Each call of a tool is noted with the AWS credentials that it saw.
 */
export class PreviewJob {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'keyturn-workflow-'));
  private readonly bin = path.join(this.folder, 'bin');
  private readonly calls = path.join(this.folder, 'calls');
  /** As RUNNER_TEMP, beside the checked out repository. */
  private readonly temporary = mkdtempSync(path.join(tmpdir(), 'keyturn-runner-'));

  constructor(tools: Tools) {
    mkdirSync(this.bin);
    writeFileSync(this.calls, '');
    for (const [tool, answer] of Object.entries(tools)) {
      const file = path.join(this.bin, tool);
      writeFileSync(
        file,
        `#!/usr/bin/env bash\necho "${tool} \${AWS_ACCESS_KEY_ID:-none} $*" >> "${this.calls}"\n${answer}\n`,
      );
      chmodSync(file, 0o755);
    }
  }

  /** Runs one step; its exit code and what it prints. */
  step(name: string, environment: Readonly<Record<string, string>> = {}) {
    const { defaults, jobs } = readWorkflow();
    const { steps, env } = jobs['preview'] ?? { steps: [], env: {} };
    const script = steps.find((step) => step.name === name)?.run;
    if (script === undefined) throw new Error(`the workflow has no step ${name} with a script`);
    const options = defaults?.run?.shell === 'bash' ? bash.named : bash.unnamed;
    const { status, stdout, stderr } = spawnSync('bash', [...options, script], {
      cwd: this.folder,
      encoding: 'utf8',
      env: {
        PATH: `${this.bin}:${process.env['PATH']}`,
        HOME: this.folder,
        RUNNER_TEMP: this.temporary,
        ...env,
        ...github,
        ...environment,
      },
    });
    return { code: status, output: stdout + stderr };
  }

  /** `tool credentials arguments`, in their order. */
  get noted(): readonly string[] {
    return readFileSync(this.calls, 'utf8').split('\n').filter(Boolean);
  }

  get comment(): string {
    const file = path.join(this.temporary, 'comment.md');
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  }

  remove(): void {
    for (const folder of [this.folder, this.temporary])
      rmSync(folder, { recursive: true, force: true });
  }
}

/** What GitHub gives a job. */
const github = {
  GITHUB_RUN_ID: '1',
  GITHUB_SERVER_URL: 'https://forge.example',
  GITHUB_REPOSITORY: 'acme/iam',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'request-token',
  ACTIONS_ID_TOKEN_REQUEST_URL: 'https://token.example/?a=b',
};
