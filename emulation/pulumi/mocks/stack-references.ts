import * as pulumi from '@pulumi/pulumi';
import type { Inputs } from '../check';

/** What an earlier deployment of a stack answers to those that refer to it. */
export interface StackOutputs {
  readonly outputs: Inputs;
  /** The names of the outputs that are secret. */
  readonly secretOutputs: readonly string[];
}

/** By the stack's name, without organization and project. */
export type ReferencedStacks = Readonly<Record<string, StackOutputs>>;

/** The state of a StackReference. */
export function stackReference(
  inputs: Inputs,
  references: ReferencedStacks,
): Record<string, unknown> {
  const name = String(inputs['name']);
  const stack = references[name.split('/').at(-1) ?? ''];
  if (!stack) throw new Error(`unknown stack "${name}": it was not deployed before this one`);
  const { outputs, secretOutputs } = stack;
  const given = Object.entries(outputs).map(([key, value]) => [
    key,
    secretOutputs.includes(key) ? pulumi.secret(value) : value,
  ]);
  return { name, outputs: Object.fromEntries(given), secretOutputNames: secretOutputs };
}
