import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { AnyPolicy } from '../../../policy-pack/testing/run-policy';
import { runPolicy } from '../../../policy-pack/testing/run-policy';
import { makeValue, type Hint, type Schema } from '../make-value';
import type { Answer } from '../answer';
import type { Door } from './door';
import { root } from './project';

const folder = path.join(root, 'policy-pack');

function isPolicy(value: unknown): value is AnyPolicy {
  return typeof value === 'object' && value !== null && 'configSchema' in value;
}

/** Each policy of the pack. */
const policies = readdirSync(folder)
  .filter((name) => /^iam-.*(?<!\.test)\.ts$/.test(name))
  .flatMap((name) =>
    Object.values(createRequire(__filename)(path.join(folder, name)) as object).filter(isPolicy),
  );

const hint: Hint = (at, dice) => {
  if (at.at(-1) === 'until') return '2099-12-31';
  if (at.length === 0) return undefined;
  return typeof at.at(-1) === 'number' && at.length === 2 && at[0] !== 'exemptions'
    ? dice.oneOf(['ada', 'team-*'])
    : undefined;
};

interface Exemption {
  name?: string;
  urn?: string;
}

/** Either the one or the other, which the schema does not say. */
function named(document: unknown): unknown {
  for (const exemption of (document as { exemptions?: Exemption[] }).exemptions ?? []) {
    delete exemption.urn;
    exemption.name ??= 'old-backup';
  }
  return document;
}

/** A resource of a type that the policy looks at. */
async function resourceFor(policy: AnyPolicy) {
  const other = { type: 'none:index:None', name: 'a', props: {} };
  const [reason = ''] = (await runPolicy(policy, [other])).notApplicable;
  return { ...other, type: reason.replace(/^.* types /, '').split(', ')[0] ?? '' };
}

function mapIn(text: string): object | undefined {
  try {
    const config = JSON.parse(text) as unknown;
    const isMap = typeof config === 'object' && config !== null && !Array.isArray(config);
    return isMap ? config : undefined;
  } catch {
    return undefined;
  }
}

/** As the engine gives a policy what stands in the pack's config file, and shows what it throws. */
async function askPolicy(policy: AnyPolicy, text: string): Promise<Answer | undefined> {
  const config = mapIn(text);
  // What is no map of JSON is the engine's to refuse.
  if (!config) return undefined;
  try {
    await runPolicy(policy, [await resourceFor(policy)], { ...config });
    return { code: 0, lines: [] };
  } catch (error) {
    const lines = String(error instanceof Error ? error.message : error).split('\n');
    return {
      code: 1,
      lines: lines.filter((line) => !/^Error (validating|remediating) /.test(line)),
    };
  }
}

const line =
  /^ConfigError: (the config|(?<list>exemptions\[\d+\])) of (?<policy>[\w-]+) has (the unknown key |(?<both>neither |both ))?(?<key>".*?(?<!\\)"|\S+?)(….*| .*)?: expected .+$/s;

export const policyDoors = policies.map((policy): Door => {
  const schema = { type: 'object', additionalProperties: false, ...policy.configSchema };
  return {
    name: `the config of ${policy.name}`,
    writtenIn: 'json',
    schema,
    make: (dice) => named(makeValue(schema as Schema, dice, hint)),
    ask: (text) => askPolicy(policy, String(text)),
    fieldIn: (each) => {
      const { groups } = line.exec(each) ?? {};
      // "neither urn nor name" is of the exemption as a whole.
      const isOfAll = groups?.['both'] !== undefined;
      return (
        groups && [groups['list'] ?? [], isOfAll ? [] : (groups['key'] ?? '')].flat().join('.')
      );
    },
    // The engine reads the file, and gives each policy its own.
    namesFile: (each) => each.includes(policy.name),
  };
});
