import type { Aws } from '../aws';
import type { Inputs } from '../check';
import {
  createResource,
  deleteResource,
  difference,
  updateResource,
  type Resource,
} from '../lifecycle';
import { resourceTypes, type ResourceType } from '../table';
import type { DeployedResource } from './deployed-resource';

/**
 * Makes a resource, or brings the one that an earlier deployment has made to its inputs.
 * @throws Error where the engine would replace it: nothing here orders what depends on it
 */
export async function bring(
  type: ResourceType,
  checked: Inputs,
  aws: Aws,
  before: DeployedResource | undefined,
): Promise<Resource> {
  if (before?.id === undefined) return createResource(type, checked, aws);
  const { id, outputs } = before;
  const { changed, replaces } = difference(type, checked, aws, outputs);
  if (replaces.length > 0)
    throw new Error(
      `it would have to be replaced for ${replaces.join(', ')}: the engine does that`,
    );
  if (changed.length === 0) return { id, outputs };
  return { id, outputs: await updateResource(type, id, checked, aws, outputs) };
}

/**
 * Deletes what earlier deployments have made, the newest first: what depends on another was made after it.
 * @param made in the order in which it was made; what was only read stays
 */
export async function removeAll(
  made: readonly DeployedResource[],
  awsOf: (providerUrn: string | undefined) => Promise<Aws>,
): Promise<void> {
  for (const { type: token, id, outputs, providerUrn, isRead } of made.toReversed()) {
    const type = resourceTypes.get(token);
    if (!type || id === undefined || isRead) continue;
    await deleteResource(type, id, await awsOf(providerUrn), outputs);
  }
}
