import type { Aws } from './aws';
import { hasUnknown, isOfProgram, withoutDefaultsNote, type Inputs } from './check';
import { isEmpty, isSame } from './compare';
import type { Outputs, ResourceType } from './table';
import type { Tags } from './table/tags';

// What every resource type has in common: where it is, its default tags, and what the state keeps of it.

export interface Resource {
  readonly id: string;
  readonly outputs: Outputs;
}

export interface Difference {
  /** The inputs that differ from what AWS has. */
  readonly changed: readonly string[];
  /** Those of them that AWS can't change in place. */
  readonly replaces: readonly string[];
  readonly deleteBeforeReplace: boolean;
}

/** Makes the resource and reads it back. */
export async function createResource(
  type: ResourceType,
  checked: Inputs,
  aws: Aws,
): Promise<Resource> {
  const there = placeOf(type, checked, aws);
  const id = await type.create(withDefaultTags(type, checked, aws), there);
  return { id, outputs: await readBack(type, id, checked, there) };
}

/**
 * What AWS has of it now; undefined where it is gone.
 * @param state its last known outputs; undefined when it is imported, and `id` is what `pulumi import` takes
 */
export async function readResource(
  type: ResourceType,
  id: string,
  aws: Aws,
  state?: Outputs,
): Promise<Resource | undefined> {
  const imported = state ? undefined : type.parseImportId?.(id);
  const found = imported ?? { id, known: state ?? {} };
  const there = placeOf(type, found.known, aws);
  const read = await type.read(found.id, there, found.known);
  if (!read) return undefined;
  return { id: found.id, outputs: complete(type, read, found.known, there) };
}

/** Brings the resource to the inputs and reads it back. */
export async function updateResource(
  type: ResourceType,
  id: string,
  checked: Inputs,
  aws: Aws,
  state: Outputs,
): Promise<Outputs> {
  if (!type.update) throw new Error(`${type.token} can't be updated: every change replaces it`);
  const there = placeOf(type, checked, aws);
  const old = { ...state, tags: state['tagsAll'] ?? state['tags'] };
  await type.update(id, withDefaultTags(type, checked, aws), there, old);
  return readBack(type, id, checked, there);
}

export async function deleteResource(
  type: ResourceType,
  id: string,
  aws: Aws,
  state: Outputs,
): Promise<void> {
  await type.delete(id, placeOf(type, state, aws), state);
}

/** What would have to change for the resource in `state` to be as `checked` says. */
export function difference(
  type: ResourceType,
  checked: Inputs,
  aws: Aws,
  state: Outputs,
): Difference {
  const wanted = withDefaultTags(type, checked, aws);
  const found = { ...state, tags: state['tagsAll'] ?? state['tags'] };
  const changed = Object.keys(type.inputs.shape).filter((key) => {
    const value = wanted[key] ?? (key === 'region' ? aws.region : undefined);
    if (value === undefined && type.filledByAws?.includes(key)) return false;
    return hasUnknown(value) || !isSame(value, askedFor(type, key, value, (found as Inputs)[key]));
  });
  const replaces = changed.filter((key) => type.replaceOn.includes(key));
  return {
    changed,
    replaces,
    deleteBeforeReplace:
      replaces.length > 0 && (type.deleteBeforeReplace === true || keepsName(type, checked, state)),
  };
}

/** What AWS has of an input, without what it filled in below it by itself. */
function askedFor(type: ResourceType, key: string, wanted: unknown, found: unknown): unknown {
  if (typeof found !== 'object' || found === null || Array.isArray(found)) return found;
  const filled = (name: string) =>
    type.filledByAws?.includes(`${key}.${name}`) &&
    (wanted as Inputs | undefined)?.[name] === undefined;
  return Object.fromEntries(Object.entries(found).filter(([name]) => !filled(name)));
}

/** A new one can't stand beside the old one under the same name, if the program insists on that name. */
function keepsName({ autoName }: ResourceType, checked: Inputs, state: Outputs): boolean {
  if (!autoName) return false;
  const { property } = autoName;
  return isOfProgram(checked, property) && checked[property] === state[property];
}

function placeOf(type: ResourceType, properties: Inputs, aws: Aws): Aws {
  const region = 'region' in type.inputs.shape ? properties['region'] : undefined;
  return typeof region === 'string' ? aws.inRegion(region) : aws;
}

function withDefaultTags(type: ResourceType, checked: Inputs, { defaultTags }: Aws) {
  const inputs = withoutDefaultsNote(checked);
  if (!('tags' in type.inputs.shape) || isEmpty(defaultTags)) return inputs;
  return { ...inputs, tags: { ...defaultTags, ...(inputs['tags'] as Tags | undefined) } };
}

async function readBack(
  type: ResourceType,
  id: string,
  checked: Inputs,
  there: Aws,
): Promise<Outputs> {
  const inputs = withoutDefaultsNote(checked);
  const read = await type.read(id, there, inputs);
  if (!read) throw new Error(`${type.token} ${id} is not there though AWS took it`);
  return complete(type, read, inputs, there);
}

/** Adds what AWS does not tell: what only the state knows, the region, and which tags are the resource's own. */
function complete(type: ResourceType, read: Outputs, known: Inputs, there: Aws): Outputs {
  const kept = (type.unreadable ?? []).map((key): [string, unknown] => [key, known[key]]);
  const outputs: Outputs = {
    ...read,
    ...Object.fromEntries(kept),
    ...('region' in type.inputs.shape && { region: there.region }),
    ...('tags' in type.inputs.shape && tagsOf(read['tags'] as Tags, known, there)),
  };
  return Object.fromEntries(Object.entries(outputs).filter(([, value]) => value !== undefined));
}

function tagsOf(found: Tags, known: Inputs, there: Aws) {
  const own = known['tags'] as Tags | undefined;
  const seen = Object.entries(found).filter(([key]) => !there.ignoresTag(key));
  const tags = seen.filter(
    ([key, value]) => own?.[key] !== undefined || there.defaultTags[key] !== value,
  );
  return { tags: Object.fromEntries(tags), tagsAll: Object.fromEntries(seen) };
}
