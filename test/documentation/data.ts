import { readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv';
import { parse } from 'yaml';
import { root } from '../../scripts/project-files';
import { engineersJsonSchema, stackFileJsonSchema } from '../../stacks/config/schemas';
import { parseYaml } from '../../stacks/config/yaml-file';
import { formatProblem } from '../../stacks/config/problem';
import type { Sample } from './markdown';

const ajv = new Ajv({ strict: false });
const isEngineers = ajv.compile(engineersJsonSchema());
const isStack = ajv.compile(stackFileJsonSchema());
/** A stack file with all that is needed, so that a part of one can be looked at in its place. */
const wholeStack = parse(
  readFileSync(path.join(root, 'examples', 'one-account', 'Pulumi.acme.yaml'), 'utf8'),
) as { readonly config: object };

/** What is wrong with a sample of YAML; one of engineers.yaml or of a stack file is held against its schema. */
export function wrongYaml({ place, text }: Sample): readonly string[] {
  const { value, problems } = parseYaml(text, place);
  if (problems.length > 0) return problems.map(formatProblem);
  const keys = Object.keys(value ?? {});
  const isPartOf = (...names: readonly string[]) => keys.some((key) => names.includes(key));
  if (isPartOf('engineers', 'machineUsers', 'roleSets')) return mistakes(isEngineers, value, place);
  const config = isPartOf('config') ? (value as { config: object }).config : (value as object);
  // Pulumi.yaml has a `config` of its own form.
  if (!isPartOf('name') && Object.keys(config ?? {}).some((key) => key.startsWith('keyturn:')))
    return mistakes(isStack, { config: { ...wholeStack.config, ...config } }, place);
  return [];
}

function mistakes(isRight: ValidateFunction, value: unknown, place: string): readonly string[] {
  isRight(value);
  return (isRight.errors ?? []).map((error) => `${place}: ${ajv.errorsText([error])}`);
}

/** What is wrong with a sample of JSON. */
export function wrongJson({ place, text }: Sample): readonly string[] {
  try {
    JSON.parse(text);
    return [];
  } catch (error) {
    return [`${place}: ${String(error)}`];
  }
}
