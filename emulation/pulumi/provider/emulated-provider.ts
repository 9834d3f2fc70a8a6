import type { z } from 'zod';
import type { Aws, AwsConnection } from '../aws';
import { checkInputs, UNKNOWN, type Checked, type Inputs } from '../check';
import { isEmpty, isSame } from '../compare';
import {
  createResource,
  deleteResource,
  difference,
  readResource,
  updateResource,
  type Difference,
} from '../lifecycle';
import { configureProvider } from '../provider-config';
import { functions, resourceTypes, type Outputs, type ResourceType } from '../table';

/** What a resource is for the engine: its inputs are what a program would have to say. */
export interface Found {
  readonly id: string;
  readonly outputs: Outputs;
  readonly inputs: Inputs;
}

/** The table of resource types as a Pulumi provider. All properties are plain: see `values.ts`. */
export class EmulatedProvider {
  #aws: Promise<Aws> | undefined;

  /** @param connection asked for when it is needed: a program can be written without an AWS */
  constructor(private readonly connection: () => AwsConnection) {}

  configure(settings: Inputs): Promise<Aws> {
    return (this.#aws = configureProvider(settings, this.connection()));
  }

  /** @param seed of the name's random part: the engine gives another one for a replacement. */
  check(urn: string, program: Inputs, old: Inputs, seed: string): Checked {
    const type = resourceTypes.get(typeOf(urn));
    if (!type) throw unknownType(urn);
    return checkInputs(type, nameOf(urn), program, seed, old);
  }

  async diff(urn: string, inputs: Inputs, state: Outputs): Promise<Difference> {
    return difference(known(urn), inputs, await this.aws(), state);
  }

  async create(urn: string, inputs: Inputs) {
    return createResource(known(urn), inputs, await this.aws());
  }

  /** What is known of a resource before it is there. */
  previewCreate(urn: string, inputs: Inputs): Outputs {
    const later = known(urn).computed.map((name) => [name, UNKNOWN]);
    return { ...Object.fromEntries(later), ...inputs } as Outputs;
  }

  async update(urn: string, id: string, inputs: Inputs, state: Outputs): Promise<Outputs> {
    return updateResource(known(urn), id, inputs, await this.aws(), state);
  }

  /** An update in place changes nothing that is computed. */
  previewUpdate(inputs: Inputs, state: Outputs): Outputs {
    return { ...state, ...inputs };
  }

  /** @param state undefined when a resource is imported */
  async read(
    urn: string,
    id: string,
    state: Outputs | undefined,
    old: Inputs,
  ): Promise<Found | undefined> {
    const type = known(urn);
    const found = await readResource(type, id, await this.aws(), state);
    if (!found) return undefined;
    return {
      ...found,
      inputs: state ? drifted(type, old, found.outputs) : imported(type, found.outputs),
    };
  }

  async delete(urn: string, id: string, state: Outputs): Promise<void> {
    await deleteResource(known(urn), id, await this.aws(), state);
  }

  async invoke(token: string, args: Inputs): Promise<Outputs> {
    const called = functions.get(token);
    if (!called) throw new Error(`the emulated AWS does not know the function ${token}`);
    const parsed = called.args.safeParse(args);
    if (!parsed.success) throw new Error(`${token}: ${parsed.error.message}`);
    return called.call(parsed.data, await this.aws());
  }

  /** The outputs that are secret whatever the program says. */
  secretsOf(urn: string): readonly string[] {
    return known(urn).secrets ?? [];
  }

  private aws(): Promise<Aws> {
    return (this.#aws ??= configureProvider({}, this.connection()));
  }
}

function typeOf(urn: string): string {
  return urn.split('::')[2]?.split('$').at(-1) ?? '';
}

function nameOf(urn: string): string {
  return urn.split('::').slice(3).join('::');
}

function known(urn: string): ResourceType {
  const type = resourceTypes.get(typeOf(urn));
  if (!type) throw unknownType(urn);
  return type;
}

function unknownType(urn: string): Error {
  return new Error(`${urn}: the emulated AWS does not know resources of type ${typeOf(urn)}`);
}

/** The program's inputs, where AWS has something else by now with what AWS has. */
function drifted(type: ResourceType, old: Inputs, outputs: Outputs): Inputs {
  const changed = Object.keys(type.inputs.shape)
    .filter((key) => !type.unreadable?.includes(key))
    .filter((key) => (key in old || !isFilled(type, key)) && !isSame(old[key], outputs[key]));
  return { ...old, ...Object.fromEntries(changed.map((key) => [key, outputs[key]])) };
}

/** What a program would say that made the resource as it is: nothing of what is a default anyway. */
function imported(type: ResourceType, outputs: Outputs): Inputs {
  const shape = type.inputs.shape as Readonly<Record<string, z.ZodType>>;
  const kept = Object.entries(shape).filter(([key, schema]) => {
    const value = outputs[key];
    if (isEmpty(value) || isFilled(type, key)) return false;
    const standard = schema.safeParse(undefined);
    return !standard.success || !isSame(standard.data, value);
  });
  return Object.fromEntries(kept.map(([key]) => [key, outputs[key]]));
}

/** Whether AWS, or the provider for the region, gives the input a value by itself. */
function isFilled(type: ResourceType, key: string): boolean {
  return key === 'region' || (type.filledByAws?.includes(key) ?? false);
}
