import { resourceTypes } from '../../emulation/pulumi/table';
import type { Registered } from '../../stacks/testing/run-stack';
import { counterparts, withoutCounterpart } from './counterparts';
import { ConflictError, isObject, merged, type Properties } from './merge';
import type { PublishedSchemas, Schema } from './published';
import { withStandIns } from './stand-ins';
import { translate } from './translate';

/** A resource as CloudFormation would have it. */
export interface CloudResource {
  readonly type: string;
  /** What is told of in messages: the first of the Pulumi resources that it is made of. */
  readonly name: string;
  readonly properties: Properties;
  readonly schema: Schema;
}

/** What the resources of a stack are in CloudFormation. */
export interface Translated {
  readonly resources: readonly CloudResource[];
  /** What could not be translated, in words. */
  readonly problems: readonly string[];
  /** What of the tables was needed: types, and `type property`. */
  readonly used: ReadonlySet<string>;
}

/** Random digits that Pulumi adds to names, as the mocks have them. */
const SUFFIX = '-0123abc';

/** All that a stack registers with AWS, each part put to its resource. */
export function translated(
  registered: readonly Registered[],
  schemasOf: (region: string) => PublishedSchemas,
): Translated {
  return new StackTranslator(registered, schemasOf).translated();
}

class StackTranslator {
  readonly #regions: ReadonlyMap<string, string>;
  readonly #made = new Map<Registered, CloudResource>();
  readonly #problems: string[] = [];
  readonly #used = new Set<string>();

  constructor(
    private readonly registered: readonly Registered[],
    private readonly schemasOf: (region: string) => PublishedSchemas,
  ) {
    this.#regions = new Map(
      registered
        .filter(({ type }) => type === 'pulumi:providers:aws')
        .map(({ name, inputs }) => [name, String(inputs['region'])]),
    );
  }

  translated(): Translated {
    const ofAws = this.registered.filter(({ type }) => /^awsx?:/.test(type));
    // What something is part of comes first.
    const isPart = ({ type }: Registered) => counterparts[type]?.partOf !== undefined;
    for (const resource of ofAws.filter((each) => !isPart(each))) this.#add(resource);
    for (const resource of ofAws.filter(isPart)) this.#add(resource);
    const [resources, problems, used] = [[...this.#made.values()], this.#problems, this.#used];
    return { resources, problems, used };
  }

  #add(resource: Registered): void {
    const { type, name } = resource;
    const problem = (text: string) => this.#problems.push(`${type} ${name}: ${text}`);
    this.#used.add(type);
    if (type in withoutCounterpart) return;
    const counterpart = counterparts[type];
    if (!counterpart) return void problem('nobody has said what it is in CloudFormation');
    const region = this.#regionOf(resource);
    const schema = this.schemasOf(region).of(counterpart.type);
    if (!schema) return void problem(`there is no ${counterpart.type} in ${region}`);
    const inputs = named(resource);
    const { properties, unknown, used } = translate(withStandIns(inputs), counterpart, schema);
    for (const each of unknown) problem(`${each} has no counterpart in ${counterpart.type}`);
    for (const each of used) this.#used.add(`${type} ${each}`);
    if (counterpart.partOf === undefined) {
      this.#made.set(resource, { type: counterpart.type, name, properties, schema });
      return;
    }
    const owner = this.#ownerOf(counterpart.type, inputs[counterpart.partOf]);
    if (!owner) return void problem(`it is part of no ${counterpart.type} that is registered`);
    this.#join(owner, properties, problem);
  }

  #join(owner: Registered, properties: Properties, problem: (text: string) => void): void {
    const whole = this.#made.get(owner);
    if (!whole) return;
    try {
      this.#made.set(owner, { ...whole, properties: merged(whole.properties, properties) });
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
      problem(`${error.message}, of ${whole.type} ${whole.name}`);
    }
  }

  /** Mocks are not told which provider a component of another package's has: ours is for key events alone. */
  #regionOf({ provider }: Registered): string {
    return this.#regions.get(provider === '' ? 'key-events' : provider) ?? `of ${provider}`;
  }

  #ownerOf(type: string, reference: unknown): Registered | undefined {
    return [...this.#made]
      .filter(([, made]) => made.type === type)
      .map(([owner]) => owner)
      .find((owner) => idsOf(owner).includes(reference));
  }
}

/** Whatever another resource may name it by. */
function idsOf({ name, arn, inputs }: Registered): readonly unknown[] {
  return [`${name}-id`, `${name}${SUFFIX}`, arn, inputs['name'], inputs['bucket']];
}

/** The inputs in the clear, with the name that the provider makes up where the program says none. */
function named({ type, name, inputs }: Registered): Properties {
  const clear = unwrapped(inputs) as Properties;
  const autoName = resourceTypes.get(type)?.autoName;
  if (!autoName || clear[autoName.property] !== undefined) return clear;
  const { property, maximumLength, finish = (text: string) => text } = autoName;
  const room = maximumLength - SUFFIX.length - finish('', clear).length;
  return { ...clear, [property]: finish(`${name.slice(0, room)}${SUFFIX}`, clear) };
}

/** A secret travels to the engine in an envelope. */
function unwrapped(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unwrapped);
  if (!isObject(value)) return value;
  if ('4dabf18193072939515e22adb298388d' in value && 'value' in value)
    return unwrapped(value['value']);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, unwrapped(each)]));
}
