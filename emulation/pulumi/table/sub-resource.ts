import type { z } from 'zod';
import type { Aws, ClientOptions } from '../aws';
import { unlessGone } from './gone';
import { defineResource, type Outputs, type ResourceType } from './resource-type';

/** The inputs that say which one it is, as its id has them. */
type KeyOf<Name extends string> = Readonly<Record<Name, string>>;

/**
 * A setting of another resource, or a tie between two: it has no id of its own, and what makes it changes it as well.
 */
interface SubResource<
  Inputs extends z.ZodObject,
  Name extends keyof z.output<Inputs> & string,
  Client,
> extends Pick<
  ResourceType<Inputs>,
  'token' | 'inputs' | 'autoName' | 'deleteBeforeReplace' | 'unreadable'
> {
  /** Its id is made of these, in this order. A change of one, or of the region, replaces it. */
  readonly key: readonly Name[];
  /** What stands between them; where it may be in one of them, that is the last. */
  readonly separator?: string;
  /** The outputs that are no inputs: none by default. */
  readonly computed?: readonly string[];
  /** Asked for when it is needed: a client takes long to load. */
  readonly client: () => new (options: ClientOptions) => Client;
  put(client: Client, inputs: z.output<Inputs>): Promise<unknown>;
  /** All but the key; undefined where what it belongs to has none. May throw that either is gone. */
  get(client: Client, key: KeyOf<Name>): Promise<Outputs | undefined>;
  /** May throw that it is gone. */
  remove(client: Client, key: KeyOf<Name>, aws: Aws): Promise<unknown>;
}

/** @returns the resource type, which has no `update` where every input replaces */
export function defineSubResource<
  Inputs extends z.ZodObject,
  Name extends keyof z.output<Inputs> & string,
  Client,
>(definition: SubResource<Inputs, Name, Client>): ResourceType {
  const { token, inputs, autoName, deleteBeforeReplace, unreadable } = definition;
  const { key, separator = '/', client, computed = [] } = definition;
  const names = Object.keys(inputs.shape) as (keyof z.output<Inputs> & string)[];
  const replaceOn = names.filter((name) => name === 'region' || isOneOf(key, name));
  const keyOf = (id: string) => partsOf(id, key, separator);
  const put = async (wanted: z.output<Inputs>, aws: Aws) => {
    await definition.put(aws.client(client()), wanted);
  };
  return defineResource<Inputs>({
    ...{ token, inputs, computed, replaceOn, autoName, deleteBeforeReplace, unreadable },
    async create(wanted, aws) {
      await put(wanted, aws);
      return key.map((name) => wanted[name]).join(separator);
    },
    async read(id, aws) {
      const found = await unlessGone(definition.get(aws.client(client()), keyOf(id)));
      return found && { ...keyOf(id), ...found };
    },
    ...(replaceOn.length < names.length && {
      update: (_id: string, wanted: z.output<Inputs>, aws: Aws) => put(wanted, aws),
    }),
    async delete(id, aws) {
      await unlessGone(definition.remove(aws.client(client()), keyOf(id), aws));
    },
  });
}

function isOneOf(names: readonly string[], name: string): boolean {
  return names.includes(name);
}

function partsOf<Name extends string>(
  id: string,
  names: readonly Name[],
  separator: string,
): KeyOf<Name> {
  const texts = id.split(separator);
  const isLast = (index: number) => index === names.length - 1;
  return Object.fromEntries(
    names.map((name, index) => [
      name,
      isLast(index) ? texts.slice(index).join(separator) : (texts[index] ?? ''),
    ]),
  ) as KeyOf<Name>;
}
