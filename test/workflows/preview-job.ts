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
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Workflow {
  readonly on: unknown;
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly if?: string;
        readonly env: Readonly<Record<string, string>>;
        readonly steps: readonly Step[];
      }
    >
  >;
}

export function readWorkflow(): Workflow {
  return parse(readFileSync(workflow, 'utf8')) as Workflow;
}

/** What the tools answer that a forge, AWS and Pulumi would: bash, with the arguments in $@. */
export type Tools = Readonly<Partial<Record<'curl' | 'aws' | 'pulumi' | 'npx' | 'gh', string>>>;

/**
 * The workflow's own shell steps, run by bash as GitHub runs them, with stand-ins for the tools that need a forge.
 * Each call of a tool is noted with the AWS credentials that it saw.
 */
export class PreviewJob {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'keyturn-workflow-'));
  private readonly bin = path.join(this.folder, 'bin');
  private readonly calls = path.join(this.folder, 'calls');

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
    const { steps, env } = readWorkflow().jobs['preview'] ?? { steps: [], env: {} };
    const script = steps.find((step) => step.name === name)?.run;
    if (script === undefined) throw new Error(`the workflow has no step ${name} with a script`);
    const { status, stdout, stderr } = spawnSync('bash', ['-e', '-o', 'pipefail', '-c', script], {
      cwd: this.folder,
      encoding: 'utf8',
      env: {
        PATH: `${this.bin}:${process.env['PATH']}`,
        HOME: this.folder,
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
    const file = path.join(this.folder, 'comment.md');
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}

/** What GitHub gives a job. */
const github = {
  GITHUB_RUN_ID: '1',
  GITHUB_REPOSITORY: 'acme/iam',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'request-token',
  ACTIONS_ID_TOKEN_REQUEST_URL: 'https://token.example/?a=b',
};
