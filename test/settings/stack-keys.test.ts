import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as pulumi from '@pulumi/pulumi';
import { parse } from 'yaml';
import type { Portal } from '../../cli/aws-config/identity-center';
import { portalOf } from '../../cli/aws-config/portal-of';
import { readProjectFolder } from '../../stacks/config/project-folder';
import type { Registered } from '../../stacks/testing/run-stack';
import { assertArrives } from './arrivals';
import { leavesOf, valueAt, type JsonSchema } from './leaves';
import { engineersCases, stackCases, type Deployed, type StackCase } from './stacks/cases';
import { companies, projectOf, registeredBy } from './stacks/companies';

const root = path.join(__dirname, '..', '..');
const schemaOf = (name: string) =>
  JSON.parse(readFileSync(path.join(root, 'stacks', name), 'utf8')) as JsonSchema;

const config = schemaOf('stack-config.schema.json').properties?.['config']?.properties ?? {};
const ours = Object.entries(config).filter(([key]) => key.startsWith('keyturn:'));
const stackLeaves = leavesOf({
  properties: Object.fromEntries(
    ours.map(([key, schema]) => [key.replace('keyturn:', ''), schema]),
  ),
});

/** Each program once. */
const runs = new Map<string, Promise<Deployed>>();

function deployed(company: keyof typeof companies, stack: string): Promise<Deployed> {
  const name = `${company}/${stack}`;
  const run = runs.get(name) ?? deploy(company, stack);
  runs.set(name, run);
  return run;
}

async function deploy(company: keyof typeof companies, stack: string): Promise<Deployed> {
  const project = projectOf(companies[company]);
  try {
    const resources = await registeredBy(project, companies[company], stack);
    return { child: (name) => onlyOne(resources, name), portal: portalIn(project.folder) };
  } catch (error) {
    if (!pulumi.RunError.isInstance(error)) throw error;
    const refusal = error.message;
    return { refusal, child: () => assert.fail(refusal) };
  } finally {
    project.remove();
  }
}

function portalIn(folder: string): Portal | undefined {
  const somebody = { userName: 'ada', access: ['identity-center'] } as const;
  try {
    return portalOf(somebody, {}, readProjectFolder(folder), 'eu-central-1');
  } catch {
    return undefined;
  }
}

/** By its name, or by the end of its type and its name. */
function onlyOne(resources: readonly Registered[], wanted: string): Registered {
  const [found, ...more] = resources.filter(
    ({ type, name }) => name === wanted || `${type.split(':').at(-1)} ${name}` === wanted,
  );
  assert.ok(found && more.length === 0, `there is not one resource ${wanted}`);
  return found;
}

/** What the company's file says. */
function givenKey({ in: company, stack }: StackCase, leaf: string): unknown {
  const { stacks, secrets } = companies[company];
  const [key = ''] = /^\w+/.exec(leaf) ?? [];
  const values = {
    ...(parse(stacks[stack] ?? '') as Readonly<Record<string, unknown>>),
    ...secrets?.[stack],
  };
  return valueAt({ [key]: values[`keyturn:${key}`] }, leaf);
}

function givenToPeople({ in: company }: StackCase, leaf: string): unknown {
  return valueAt(parse(companies[company].engineers), leaf);
}

describe('every setting arrives that can be made', () => {
  const files: readonly [
    file: string,
    leaves: readonly string[],
    cases: Readonly<Record<string, StackCase | readonly StackCase[]>>,
    given: (of: StackCase, leaf: string) => unknown,
  ][] = [
    ['a stack file', stackLeaves, stackCases, givenKey],
    ['engineers.yaml', leavesOf(schemaOf('engineers.schema.json')), engineersCases, givenToPeople],
  ];
  for (const [file, leaves, cases, given] of files)
    describe(`in ${file}`, () => {
      it('of all that its schema has', () =>
        assert.deepEqual(
          Object.keys(cases).sort(),
          [...leaves].sort(),
          `a key of ${file} is without a case: give it a value that is not the default in test/settings/stacks/companies.ts, and say in cases.ts where it arrives`,
        ));

      for (const [leaf, ways] of Object.entries(cases))
        for (const of of [ways].flat())
          it(`${leaf}, of the stack ${of.stack}`, async () => {
            const value = given(of, leaf);
            assert.notEqual(value, undefined, `the company ${of.in} does not give ${leaf}`);
            const told = await deployed(of.in, of.stack);
            const plain = await deployed('plain', of.stack);
            for (const arrival of of.arrives)
              await assertArrives(leaf, value, arrival, { told, plain });
          });
    });
});
