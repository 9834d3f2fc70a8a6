import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as pulumi from '@pulumi/pulumi';
import type { deploy } from '../../stacks/deploy';
import type * as engine from '../../stacks/testing/engine-config';
import { mocksOf, type Registered } from '../../stacks/testing/stack-mocks';

/** What a run of the stacks' program was given, and what it registered. */
interface Recording {
  readonly config: Record<string, string>;
  /** Of AWS. */
  readonly resources: readonly Registered[];
  /** What they are the parts of, which a program of raw resources has none of. */
  readonly components: readonly Registered[];
}

type Program = () => unknown;
type Resource = new (name: string, inputs: object) => unknown;

/**
 * One program in a process of its own, under Pulumi's mocks. `record` runs the stacks' and notes what they register;
 * `ours` runs them again; `raw` registers what was noted of AWS and nothing else; `grouped` the components, too, empty.
 * @throws Error where a run registers other resources than were noted: then it did other work
 */
async function main(): Promise<void> {
  const [, , which = '', packageFolder = '', folder = '', stack = '', file = ''] = process.argv;
  const noted = which === 'record' ? undefined : readRecording(file);
  const config = noted?.config ?? engineConfigOf(folder, stack);
  const registered: Registered[] = [];
  const mocks = mocksOf(config['keyturn:accountId'] ?? '', registered);
  await pulumi.runtime.setMocks(mocks, 'keyturn', stack);
  pulumi.runtime.setAllConfig(config);
  const program = noted && which !== 'ours' ? raw(noted, which) : ours(packageFolder, folder);
  await pulumi.runtime.runInPulumiStack(() => Promise.resolve(program() as undefined));
  await pulumi.runtime.disconnect();
  const resources = registered.filter(({ type }) => type.startsWith('aws:'));
  const components = registered.filter(({ type }) => type.startsWith('keyturn:'));
  if (!noted) writeFileSync(file, JSON.stringify({ config, resources, components }));
  else if (namesOf(resources) !== namesOf(noted.resources))
    throw new Error(`${which} did not register what was noted of ${stack}`);
}

function readRecording(file: string): Recording {
  return JSON.parse(readFileSync(file, 'utf8')) as Recording;
}

function namesOf(resources: readonly Registered[]): string {
  return JSON.stringify(resources.map(({ type, name }) => `${type} ${name}`).sort());
}

/* eslint-disable @typescript-eslint/no-require-imports -- What is loaded, and when, is what is measured. */
function engineConfigOf(folder: string, stack: string): Record<string, string> {
  const { engineConfig } = require('../../stacks/testing/engine-config') as typeof engine;
  return engineConfig(folder, stack);
}

function ours(packageFolder: string, folder: string): Program {
  const stacks = require(path.join(packageFolder, 'stacks', 'deploy.js')) as {
    deploy: typeof deploy;
  };
  return () => stacks.deploy(folder, path.join(folder, 'functions'));
}

/** As somebody would write it who knows each resource's module. */
function raw({ resources, components }: Recording, which: string): Program {
  return () => {
    if (which === 'grouped')
      for (const { type, name, inputs } of components)
        new pulumi.ComponentResource(type, name, inputs);
    for (const { type, name, inputs } of resources) {
      const [, module = '', className = ''] = type.split(':');
      const loaded = require(`@pulumi/aws/${module}`) as Record<string, Resource>;
      const Class = loaded[className];
      if (!Class) throw new Error(`@pulumi/aws/${module} has no ${className}`);
      const code = inputs['code'] === undefined ? {} : { code: new pulumi.asset.AssetArchive({}) };
      new Class(name, { ...inputs, ...code });
    }
    return {};
  };
}
/* eslint-enable @typescript-eslint/no-require-imports */

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
