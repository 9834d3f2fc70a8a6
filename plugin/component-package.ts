import type { ComponentResource, ComponentResourceOptions, Inputs } from '@pulumi/pulumi';
import type { ConstructResult, Provider } from '@pulumi/pulumi/provider';
import * as components from '../components';

type Component = new (
  name: string,
  inputs: Inputs,
  options: ComponentResourceOptions,
) => ComponentResource;

interface Schema {
  readonly name: string;
  readonly version: string;
  readonly resources: Readonly<Record<string, { readonly properties?: object }>>;
}

/**
 * The components as a Pulumi package. The schema comes with it: made from the types at each start, as Pulumi's own
 * host does it, it would cost a TypeScript compiler and seconds of every `pulumi up`.
 */
export class ComponentPackage implements Provider {
  readonly version: string;
  readonly #schema: Schema;

  /** @param schema Pulumi's package schema, as JSON */
  constructor(readonly schema: string) {
    this.#schema = JSON.parse(schema) as Schema;
    this.version = this.#schema.version;
  }

  /** @throws Error where the package has no such component */
  construct(
    name: string,
    type: string,
    inputs: Inputs,
    options: ComponentResourceOptions,
  ): Promise<ConstructResult> {
    const known: Readonly<Record<string, unknown>> = components;
    const properties = this.#schema.resources[type]?.properties;
    const component = known[type.split(':')[2] ?? ''];
    if (!properties || typeof component !== 'function')
      return Promise.reject(new Error(`${this.#schema.name} has no component ${type}`));
    const made = new (component as Component)(name, inputs, options);
    const state = Object.fromEntries(
      Object.keys(properties).map((output) => [output, Reflect.get(made, output) as unknown]),
    );
    return Promise.resolve({ urn: made.urn, state });
  }
}
