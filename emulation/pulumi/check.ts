import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { ResourceType } from './table';

export type Inputs = Readonly<Record<string, unknown>>;

/** One input that the table refuses, and why. */
export interface Refusal {
  readonly property: string;
  readonly reason: string;
}

export type Checked =
  | { readonly inputs: Inputs; readonly refusals?: undefined }
  | { readonly refusals: readonly Refusal[] };

/** What a preview has in the place of a value that is not known yet. */
export const UNKNOWN = Symbol('unknown');

/** Where the provider notes which inputs are its own and not the program's. */
const DEFAULTS = '__defaults';

/**
 * Checks a program's inputs and adds the provider's defaults, the resource's name among them.
 * @param name the logical name in the program
 * @param seed what the name's random part is made from
 * @param old the inputs of the last time: a name once given stays
 */
export function checkInputs(
  type: ResourceType,
  name: string,
  program: Inputs,
  seed: string,
  old: Inputs = {},
): Checked {
  const given = Object.fromEntries(
    Object.entries(program).filter(([key, value]) => value !== undefined && key !== DEFAULTS),
  );
  const named = withName(type, name, given, seed, old);
  const parsed = knownPart(type, named).safeParse(
    Object.fromEntries(Object.entries(named).filter(([key, value]) => !isLater(type, key, value))),
  );
  if (!parsed.success) return { refusals: parsed.error.issues.flatMap(refusalsOf) };
  const inputs = { ...named, ...parsed.data };
  const defaults = Object.keys(inputs).filter((key) => !(key in given));
  return { inputs: { ...inputs, [DEFAULTS]: defaults } };
}

/** The inputs that a resource type takes. */
export function withoutDefaultsNote(checked: Inputs): Inputs {
  return Object.fromEntries(Object.entries(checked).filter(([key]) => key !== DEFAULTS));
}

/** Whether the program itself gave this input. */
export function isOfProgram(inputs: Inputs, property: string): boolean {
  return !((inputs[DEFAULTS] ?? []) as readonly string[]).includes(property);
}

export function hasUnknown(value: unknown): boolean {
  if (value === UNKNOWN) return true;
  return typeof value === 'object' && value !== null && Object.values(value).some(hasUnknown);
}

/** What is unknown is checked when it is known; that the input as such is known is checked at once. */
function isLater({ inputs }: ResourceType, key: string, value: unknown): boolean {
  return key in inputs.shape && hasUnknown(value);
}

function knownPart(type: ResourceType, inputs: Inputs): z.ZodObject {
  const later = Object.entries(inputs).filter(([key, value]) => isLater(type, key, value));
  if (later.length === 0) return type.inputs;
  const mask: Record<string, true> = Object.fromEntries(later.map(([key]) => [key, true]));
  return type.inputs.omit(mask);
}

function withName(type: ResourceType, name: string, given: Inputs, seed: string, old: Inputs) {
  const { autoName } = type;
  if (!autoName || autoName.property in given) return given;
  const { property, maximumLength, finish = (text: string) => text } = autoName;
  const kept = isOfProgram(old, property) ? undefined : old[property];
  const suffix = `-${createHash('sha256').update(seed).digest('hex').slice(0, 7)}`;
  const ending = finish('', given);
  const room = maximumLength - suffix.length - ending.length;
  return { ...given, [property]: kept ?? finish(`${name.slice(0, room)}${suffix}`, given) };
}

function refusalsOf(issue: z.core.$ZodIssue): Refusal[] {
  const at = issue.path.map(String);
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      property: [...at, key].join('.'),
      reason: 'this input is not known to the emulated provider',
    }));
  return [{ property: at.join('.'), reason: issue.message }];
}
