/**
 * The process in which a stack's program runs under Pulumi's mocks, as the engine's language host would run
 * it. Started by `deployStack`; it answers with one message when nothing is left to do.
 */
import './load-late';
import { readFileSync } from 'node:fs';
import * as pulumi from '@pulumi/pulumi';
import type { Inputs } from '../check';
import { connectionOf } from '../provider-config';
import type { DeployedResource } from './deployed-resource';
import { EmulatingMocks } from './emulating-mocks';
import { makeMonitorStrict } from './monitor';
import { RUN_VARIABLE, type DeployedStack, type ProgramResult, type ProgramRun } from './protocol';

const run = JSON.parse(process.env[RUN_VARIABLE] ?? '') as ProgramRun;
const errors: string[] = [];
let deployed: DeployedStack | undefined;
let answered = false;

/** The causes come first; what fails because of them repeats their words. */
function note(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  // What failed before it failed in the SDK, which has no words for it.
  if (message === '' && errors.length > 0) return;
  if (!errors.some((known) => message.includes(known))) errors.push(message);
}

function answer(): void {
  if (answered) return;
  answered = true;
  const unfinished = 'the program ended while it still waited for something';
  const result: ProgramResult =
    errors.length === 0 && deployed
      ? { ok: true, stack: deployed }
      : { ok: false, errors: errors.length > 0 ? errors : [unfinished] };
  process.send?.(result, () => process.exit(0));
}

process.on('uncaughtException', note);
process.on('unhandledRejection', note);
// The engine, too, takes a program for done when it has nothing more to do.
process.on('beforeExit', answer);
process.channel?.unref();

async function main(): Promise<void> {
  const mocks = new EmulatingMocks({
    connection: connectionOf(process.env),
    providerSettings: providerSettings(),
    references: run.references,
    before: before(),
    current: () => current(),
  });
  pulumi.runtime.setAllConfig({ ...run.config }, [...run.secretKeys]);
  await pulumi.runtime.setMocks(mocks, run.project, run.stack, false, 'organization');
  const current = makeMonitorStrict(note);
  let exported: Inputs = {};
  await pulumi.runtime.runInPulumiStack(async () => (exported = await runProgram()));
  const { outputs, secretOutputs } = await settle(exported);
  await pulumi.runtime.disconnect();
  // What failed is not known to be wanted no more.
  if (errors.length === 0) await mocks.removeGone();
  deployed = { outputs, secretOutputs, resources: mocks.deployed };
}

function before(): readonly DeployedResource[] {
  if (run.beforeFile === undefined) return [];
  return JSON.parse(readFileSync(run.beforeFile, 'utf8')) as readonly DeployedResource[];
}

/** A program may export a function that makes the stack and answers its outputs. */
async function runProgram(): Promise<Inputs> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the program is known at run time only
  const program = require(run.program) as Inputs | (() => Inputs | Promise<Inputs>);
  return typeof program === 'function' ? program() : program;
}

/** The default provider's: `aws:region` and the like. */
function providerSettings(): Inputs {
  const own = Object.entries(run.config).filter(([key]) => key.startsWith('aws:'));
  return Object.fromEntries(own.map(([key, value]) => [key.slice('aws:'.length), value]));
}

async function settle(exported: Inputs): Promise<{ outputs: Inputs; secretOutputs: string[] }> {
  const outputs: Record<string, unknown> = {};
  const secretOutputs: string[] = [];
  for (const [key, value] of Object.entries(exported)) {
    const output = pulumi.output(value);
    if (await pulumi.isSecret(output)) secretOutputs.push(key);
    outputs[key] = await new Promise((resolve) => pulumi.unsecret(output).apply(resolve));
  }
  return { outputs, secretOutputs };
}

main().catch(note);
