import type { Registered } from '../../stacks/testing/run-stack';
import { counterparts, withoutCounterpart } from './counterparts';
import { merged, NotTranslated, type Properties } from './merge';
import { idsOf, namedInputs } from './pulumi-inputs';
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
  /** Its ARN, where Pulumi's mocks know one. */
  readonly arn: string;
  /** Whether a StackSet's template has it, and not the stack. */
  readonly isOfTemplate?: true;
}

/** What the resources of a stack are in CloudFormation. */
export interface Translated {
  readonly resources: readonly CloudResource[];
  /** What could not be translated, in words. */
  readonly problems: readonly string[];
  /** What of the tables was needed: types, `type property`, stand-ins. */
  readonly used: ReadonlySet<string>;
}

/** Whether AWS is asked for it, by one provider or the other. */
export function isOfAws({ type }: Registered): boolean {
  return /^awsx?:/.test(type);
}

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
    const ofAws = this.registered.filter(isOfAws);
    const isPart = ({ type }: Registered) => counterparts[type]?.partOf !== undefined;
    // What something is part of comes first.
    for (const resource of [...ofAws.filter((each) => !isPart(each)), ...ofAws.filter(isPart)])
      this.#add(resource);
    const [resources, problems, used] = [[...this.#made.values()], this.#problems, this.#used];
    return { resources, problems, used };
  }

  #add(resource: Registered): void {
    this.#used.add(resource.type);
    if (resource.type in withoutCounterpart) return;
    try {
      this.#translate(resource);
    } catch (error) {
      if (!(error instanceof NotTranslated)) throw error;
      this.#problem(resource, error.message);
    }
  }

  #translate(resource: Registered): void {
    const counterpart = counterparts[resource.type];
    if (!counterpart) throw new NotTranslated('nobody has said what it is in CloudFormation');
    const { type, partOf } = counterpart;
    const region = this.#regionOf(resource);
    const schema = this.schemasOf(region).of(type);
    if (!schema) throw new NotTranslated(`there is no ${type} in ${region}`);
    const inputs = namedInputs(resource);
    const { properties, unknown, used } = translate(
      withStandIns(inputs, this.#used),
      counterpart,
      schema,
    );
    for (const each of used) this.#used.add(`${resource.type} ${each}`);
    for (const each of unknown) this.#problem(resource, `${each} has no counterpart in ${type}`);
    if (partOf === undefined) {
      const { arn = '' } = withStandIns({ arn: resource.arn }, this.#used);
      const { name } = resource;
      this.#made.set(resource, { type, name, properties, schema, arn: String(arn) });
    } else this.#join(type, inputs[partOf], properties);
  }

  #join(type: string, reference: unknown, properties: Properties): void {
    const [owner, whole] =
      [...this.#made].find(
        ([each, made]) => made.type === type && idsOf(each).includes(reference),
      ) ?? [];
    if (!owner || !whole) throw new NotTranslated(`it is part of no ${type} that is registered`);
    this.#made.set(owner, { ...whole, properties: merged(whole.properties, properties) });
  }

  #problem({ type, name }: Registered, text: string): void {
    this.#problems.push(`${type} ${name}: ${text}`);
  }

  /** Mocks are not told which provider a component of another package's has: ours is for key events alone. */
  #regionOf({ provider }: Registered): string {
    return this.#regions.get(provider === '' ? 'key-events' : provider) ?? `of ${provider}`;
  }
}
