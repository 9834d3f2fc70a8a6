import type { Counterpart, Goes } from './counterparts/counterpart';
import { asList } from './counterparts/counterpart';
import { isObject, merged, put, type Properties } from './merge';
import { dereferenced, propertyOf, takesType, type Schema } from './published';

/** What became of a resource's properties. */
export interface Translation {
  /** As CloudFormation has them, from the root of the resource whose they are. */
  readonly properties: Properties;
  /** The properties for which the schema has none, with the name that was looked for. */
  readonly unknown: readonly string[];
  /** The entries of the counterpart's table that were needed. */
  readonly used: ReadonlySet<string>;
}

/** A resource's properties in CloudFormation's names and forms. */
export function translate(
  inputs: Properties,
  counterpart: Counterpart,
  whole: Schema,
): Translation {
  const translator = new Translator(counterpart.properties ?? {}, whole);
  const { under = '', partOf, filledIn } = counterpart;
  const place = schemaAt(whole, under, whole);
  if (!place) return { properties: {}, unknown: [under], used: new Set() };
  const given = Object.entries(inputs).filter(([name]) => name !== partOf);
  const own = merged(
    translator.object(Object.fromEntries(given), '', place),
    filledIn?.properties ?? {},
  );
  return {
    properties: merged(under === '' ? own : put(under, own), translator.ofWhole),
    unknown: translator.unknown,
    used: translator.used,
  };
}

class Translator {
  readonly unknown: string[] = [];
  readonly used = new Set<string>();
  /** What a part says of the whole. */
  ofWhole: Properties = {};

  constructor(
    private readonly table: Readonly<Record<string, Goes>>,
    private readonly whole: Schema,
  ) {}

  object(value: Properties, path: string, schema: Schema): Properties {
    return Object.entries(value)
      .filter(([, each]) => each !== undefined)
      .map(([name, each]) => this.#property(name, each, path, schema))
      .reduce((all, each) => merged(all, each), {});
  }

  #property(name: string, value: unknown, path: string, schema: Schema): Properties {
    const at = path === '' ? name : `${path}.${name}`;
    const goes = this.table[at] ?? `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
    if (at in this.table) this.used.add(at);
    if (typeof goes === 'object' && 'nowhere' in goes) return {};
    if (goes === '') return this.object(value as Properties, at, schema);
    if (typeof goes === 'string' && goes.startsWith('/')) {
      this.ofWhole = merged(this.ofWhole, this.#put(goes.slice(1), value, at, this.whole));
      return {};
    }
    if (typeof goes === 'string') return this.#put(goes, value, at, schema);
    const made = goes.as(value as never);
    if (goes.to === '') return made as Properties;
    return this.#placeOf(goes.to, at, schema) ? put(goes.to, made) : {};
  }

  #put(to: string, value: unknown, at: string, schema: Schema): Properties {
    const place = this.#placeOf(to, at, schema);
    return place ? put(to, this.#value(value, at, place)) : {};
  }

  #placeOf(to: string, at: string, schema: Schema): Schema | undefined {
    const place = schemaAt(schema, to, this.whole);
    if (!place) this.unknown.push(`${at} (no ${to} in the schema)`);
    return place;
  }

  #value(value: unknown, at: string, schema: Schema): unknown {
    if (Array.isArray(value)) {
      const items = dereferenced(schema.items ?? {}, this.whole);
      return value.map((each: unknown) => this.#value(each, at, items));
    }
    const hasProperties = schema.properties ?? schema.anyOf ?? schema.oneOf;
    if (isObject(value)) {
      if (at === 'tags' && takesType(schema, 'array')) return asList('Key', 'Value')(value);
      return hasProperties ? this.object(value, at, schema) : value;
    }
    // Pulumi has a text in JSON where CloudFormation has, or may have, the document.
    const isDocument = takesType(schema, 'object') && schema.type !== undefined;
    if (
      typeof value === 'string' &&
      isDocument &&
      (schema.properties || !takesType(schema, 'string'))
    )
      return JSON.parse(value) as unknown;
    return value;
  }
}

/** The schema at the end of a path of properties, where `name[]` is one of a list. */
function schemaAt(schema: Schema, path: string, whole: Schema): Schema | undefined {
  if (path === '') return schema;
  let here: Schema | undefined = schema;
  for (const part of path.split('.')) {
    here = here && propertyOf(here, part.replace('[]', ''), whole);
    if (here && part.endsWith('[]')) here = dereferenced(here.items ?? {}, whole);
  }
  return here;
}
