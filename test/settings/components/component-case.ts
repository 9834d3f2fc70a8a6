import type * as pulumi from '@pulumi/pulumi';
import type { Deployment } from '../../../components/testing/deployment';
import type { Arrival } from '../arrivals';

/** What a component made, with the resource options. */
export type Made = Deployment<unknown>;

/** Arguments that go together, each with another value than the default, and where each of them arrives. */
export interface Given<Args extends object> {
  readonly args: Args;
  readonly arrives: { readonly [Name in keyof Args]?: Arrival<Made> | readonly Arrival<Made>[] };
}

/** A component, and its arguments on their way. */
export interface ComponentCase {
  readonly make: (args: never, opts: pulumi.ComponentResourceOptions) => pulumi.ComponentResource;
  /** What must be given, and nothing else. */
  readonly plain: object;
  readonly given: readonly {
    readonly args: Readonly<Record<string, unknown>>;
    readonly arrives: Readonly<Record<string, Arrival<Made> | readonly Arrival<Made>[]>>;
  }[];
  /** The region of the provider, where it is not any. */
  readonly region?: string;
}

/** Holds the arguments of a case to the component's own. */
export function componentCase<Args extends object>(
  make: (args: Args, opts: pulumi.ComponentResourceOptions) => pulumi.ComponentResource,
  {
    plain,
    given,
    region,
  }: { readonly plain: Args; readonly given: readonly Given<Args>[]; readonly region?: string },
): ComponentCase {
  return { make, plain, given, region } as unknown as ComponentCase;
}
