import { providerCalls } from '../../rules/deployer/needs';
import { accountKinds } from '../../stacks/config/stack-keys';
import type { Registered } from '../../stacks/testing/run-stack';
import type { Account } from './accounts';
import { assertionsOn, classes, withFault, type Assertion, type Class } from './assertions';
import { counterparts, withoutCounterpart } from './counterparts';
import { publishedSchemas, type PublishedSchemas } from './published';
import { isOfAws, translated, type CloudResource } from './resources';
import { standInNames } from './stand-ins';
import { templateResources } from './stack-set-template';
import { Validator } from './validator';

/** What came of one stack. */
export interface StackOutcome {
  /** What Pulumi registers with AWS. */
  readonly registered: number;
  /** What that is in CloudFormation, those of a StackSet's template too. */
  readonly resources: readonly CloudResource[];
  /** A line each: what AWS would not take, what has no counterpart, which planted fault was not noticed. */
  readonly violations: readonly string[];
  /** What of the tables was needed: types, `type property`, stand-ins. */
  readonly used: ReadonlySet<string>;
  /** The properties, and what is in them. */
  readonly values: number;
  /** How often something was asked of a value, by what it was. */
  readonly asked: Readonly<Record<Class, number>>;
  /** The faults that were planted, one a kind of place, and noticed. */
  readonly noticed: number;
}

/** Checks stacks by the schemas of their regions, each of which it reads once. */
export class Checker {
  readonly #regions = new Map<string, PublishedSchemas>();
  /** Where a fault was planted already. */
  readonly #planted = new Set<string>();

  constructor(private readonly validator: Pick<Validator, 'refusals'> = new Validator()) {}

  readonly schemasOf = (region: string): PublishedSchemas => {
    const schemas = this.#regions.get(region) ?? publishedSchemas(region);
    this.#regions.set(region, schemas);
    return schemas;
  };

  check(registered: readonly Registered[]): StackOutcome {
    const { problems, used, resources: own } = translated(registered, this.schemasOf);
    const resources = [...own, ...templateResources(own, this.schemasOf)];
    const asked = Object.fromEntries(classes.map((name) => [name, 0])) as Record<Class, number>;
    const unnoticed: string[] = [];
    let noticed = 0;
    for (const resource of resources)
      for (const assertion of assertionsOn(resource.properties, resource.schema)) {
        asked[assertion.class] += 1;
        const is = this.#plant(resource, assertion);
        if (is === false) unnoticed.push(faultLine(resource, assertion));
        if (is === true) noticed += 1;
      }
    return {
      registered: registered.filter(isOfAws).length,
      resources,
      violations: [...problems, ...resources.flatMap((each) => this.refusals(each)), ...unnoticed],
      used,
      values: resources.reduce((sum, { properties }) => sum + valuesIn(properties), 0),
      asked,
      noticed,
    };
  }

  /** A line for each thing that the schema does not take. */
  refusals({ type, name, properties, schema }: CloudResource): readonly string[] {
    const ofAws = (schema.readOnlyProperties ?? [])
      .map((pointer) => pointer.replace('/properties/', ''))
      .filter((property) => property in properties)
      .map((property) => `${type} ${name} /${property}: only AWS says it`);
    return [
      ...ofAws,
      ...this.validator
        .refusals(schema, properties)
        .map(
          ({ at, found, expected }) =>
            `${type} ${name} ${at}: found ${shortened(JSON.stringify(found))}, ${expected}`,
        ),
    ];
  }

  /** @returns whether the fault is noticed; undefined where one like it was planted already */
  #plant({ type, properties, schema }: CloudResource, assertion: Assertion): boolean | undefined {
    const { at, keyword, wrong } = assertion;
    const place = `${type} ${keyword} ${at.filter((part) => typeof part === 'string').join('/')}`;
    if (this.#planted.has(place)) return undefined;
    this.#planted.add(place);
    const pointer = at.map((part) => `/${part}`).join('');
    return this.validator
      .refusals(schema, withFault(properties, at, wrong))
      .some((each) => each.keyword === keyword && each.at.startsWith(pointer));
  }
}

function valuesIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce((sum: number, each) => sum + valuesIn(each), 0);
}

function faultLine({ type, name }: CloudResource, { at, keyword, wrong }: Assertion): string {
  return `${type} ${name} /${at.join('/')}: nobody notices a wrong ${keyword}: ${shortened(JSON.stringify(wrong))}`;
}

function shortened(text: string | undefined): string {
  return text !== undefined && text.length > 200 ? `${text.slice(0, 200)}…` : String(text);
}

/** What all accounts together must have: every kind, every type, and no entry of a table that nothing needs. */
export function missing(
  accounts: readonly Pick<Account, 'kinds'>[],
  used: ReadonlySet<string>,
): readonly string[] {
  const kinds = new Set(accounts.flatMap((each) => each.kinds));
  const types = [...Object.keys(counterparts), ...Object.keys(withoutCounterpart)];
  const entries = Object.entries(counterparts).flatMap(([type, { properties = {} }]) =>
    Object.keys(properties).map((property) => `${type} ${property}`),
  );
  return [
    ...accountKinds
      .filter((kind) => !kinds.has(kind))
      .map((kind) => `no account is of the kind ${kind}`),
    ...Object.keys(providerCalls)
      .filter((type) => !used.has(type) && !madeByAwsx.has(type))
      .map((type) => `no account registers ${type}, which the stacks may make`),
    ...[...types, ...entries, ...standInNames]
      .filter((entry) => !used.has(entry))
      .map((entry) => `${entry}: no stack needs it any more: take it out of test/aws-schemas/`),
  ];
}

/** The trail of awsx is looked at as one, by what it is given. */
const madeByAwsx = new Set(['aws:cloudtrail/trail:Trail']);
