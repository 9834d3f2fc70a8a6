import * as pulumi from '@pulumi/pulumi';
import { EmulatedTrail, trailToken } from '../awsx/trail';
import type { Inputs } from '../check';
import type { Registration } from './monitor';

/**
 * Makes a component that a plugin would make, beside the program, and answers its state.
 * @throws Error for a type that is not known
 */
export function makeRemoteComponent(
  type: string,
  name: string,
  inputs: Inputs,
  { urn, parent, providers }: Registration,
): Record<string, unknown> {
  if (type !== trailToken)
    throw new Error(`${urn}: the emulated AWS does not know components of type ${type}`);
  const { bucket, trail } = new EmulatedTrail(name, inputs, {
    parent: parent === '' ? undefined : new pulumi.DependencyResource(parent),
    providers: Object.fromEntries(
      Object.entries(providers).map(([packageName, reference]) => [
        packageName,
        new pulumi.DependencyProviderResource(reference),
      ]),
    ),
  });
  return { bucket, trail };
}
