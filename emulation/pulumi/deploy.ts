import { fork } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Moto } from '../moto/start';
import {
  RUN_VARIABLE,
  type DeployedStack,
  type ProgramResult,
  type ProgramRun,
} from './mocks/protocol';
import type { ReferencedStacks } from './mocks/stack-references';
import { readProject } from './project';
import { workspace } from '../workspace';

export type { DeployedResource } from './mocks/deployed-resource';
export type { DeployedStack } from './mocks/protocol';

/** What every program's process needs of this one; nothing else of its environment reaches a program. */
const surroundings = {
  PATH: process.env['PATH'],
  HOME: process.env['HOME'],
  ESBUILD_WORKER_THREADS: '1',
  NODE_COMPILE_CACHE: workspace.compileCache,
};

/** A stack, and the account of the emulated AWS that it goes to. */
export interface Deployment {
  /** Its name: Pulumi.<stack>.yaml has its config, over the defaults of Pulumi.yaml. */
  readonly stack: string;
  readonly moto: Pick<Moto, 'url' | 'credentialsFor'>;
  /** The account whose credentials the program has, as the user has who runs `pulumi up`. */
  readonly accountId: string;
  /** The folder of Pulumi.yaml. */
  readonly projectFolder: string;
  /** Config over the stack file's, by key with namespace. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** The same for secrets. */
  readonly secrets?: Readonly<Record<string, string>>;
  /** What earlier deployments answer to StackReferences, by stack. */
  readonly references?: ReferencedStacks;
  /** The same stack as it was deployed last, where it is to be changed. */
  readonly before?: DeployedStack;
  /** After which the program is given up, by default two minutes. */
  readonly timeoutMs?: number;
}

/** A program that failed, or asked for what the emulated AWS does not know. */
export class DeploymentError extends Error {
  constructor(
    readonly stackName: string,
    readonly errors: readonly string[],
    /** What the program wrote. */
    readonly output: string,
  ) {
    super(`stack ${stackName} was not deployed: ${errors.join('\n')}`);
    this.name = 'DeploymentError';
  }
}

/**
 * Runs the stack's program, with nothing changed, in a process of its own under Pulumi's mocks, and makes
 * what it registers in the emulated AWS; of a stack that is there already, what has changed.
 * @throws DeploymentError naming type, URN and input where the program or the emulated AWS refuses
 */
export async function deployStack(deployment: Deployment): Promise<DeployedStack> {
  const { stack, moto, accountId, projectFolder } = deployment;
  const project = readProject(projectFolder);
  const credentials = await moto.credentialsFor(accountId);
  const before = deployment.before && new FileOf(deployment.before.resources);
  const run: ProgramRun = {
    program: project.program,
    project: project.name,
    stack,
    ...configOf(deployment, project.configOf(stack)),
    references: deployment.references ?? {},
    ...(before && { beforeFile: before.file }),
  };
  const environment = {
    AWS_ENDPOINT_URL: moto.url,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    ...(credentials.sessionToken && { AWS_SESSION_TOKEN: credentials.sessionToken }),
    PULUMI_NODEJS_ROOT_DIRECTORY: projectFolder,
    [RUN_VARIABLE]: JSON.stringify(run),
  };
  const { result, output } = await runProgram(
    run,
    environment,
    deployment.timeoutMs ?? 120_000,
  ).finally(() => before?.remove());
  if (result.ok) return result.stack;
  throw new DeploymentError(stack, result.errors, output);
}

function configOf(
  { stack, config = {}, secrets = {} }: Deployment,
  ofFile: Readonly<Record<string, unknown>>,
): Pick<ProgramRun, 'config' | 'secretKeys'> {
  const values = { ...ofFile, ...config, ...secrets };
  const encrypted = Object.keys(values).filter((key) => isEncrypted(values[key]));
  if (encrypted.length > 0)
    throw new DeploymentError(
      stack,
      [`${encrypted.join(', ')}: encrypted in the stack's file; give it as one of the secrets`],
      '',
    );
  const text = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
  return {
    config: Object.fromEntries(Object.entries(values).map(([key, value]) => [key, text(value)])),
    secretKeys: Object.keys(secrets),
  };
}

/** As the engine has it: `secure` alone, and a text. */
function isEncrypted(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('secure' in value)) return false;
  return typeof value.secure === 'string' && Object.keys(value).length === 1;
}

/** JSON in a file of its own. */
class FileOf {
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'keyturn-before-'));
  readonly file = path.join(this.#folder, 'resources.json');

  constructor(value: unknown) {
    writeFileSync(this.file, JSON.stringify(value), { mode: 0o600 });
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true });
  }
}

async function runProgram(
  { program }: ProgramRun,
  environment: Readonly<Record<string, string>>,
  timeout: number,
): Promise<{ result: ProgramResult; output: string }> {
  const child = fork(path.join(__dirname, 'mocks', 'run-program.ts'), {
    // As the engine's language host: relative paths are from the program's folder.
    cwd: path.dirname(program),
    env: {
      ...surroundings,
      // Where the AWS in question has a certificate of its own making.
      NODE_EXTRA_CA_CERTS: process.env['NODE_EXTRA_CA_CERTS'],
      ...environment,
    },
    execArgv: ['-r', workspace.typeScriptLoader, '-r', workspace.unreadStacks],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    timeout,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  let result: ProgramResult | undefined;
  child.on('message', (message) => (result = message as ProgramResult));
  const why = await new Promise<string>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(String(signal ?? code)));
  });
  const died = { ok: false, errors: [`its program ended with ${why}\n${output}`] } as const;
  return { result: result ?? died, output };
}
