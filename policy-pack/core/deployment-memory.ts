import type { Resource } from './define-policy';

/**
 * What a policy remembers of the resources that went by. A policy for the whole stack would see them all at once,
 * but only after they were made: to refuse something before it is made, look at each and remember.
 *
 * A resource goes by once in a preview and once in an update; what is remembered is kept by URN or by name.
 */
export function rememberPerDeployment<Memory>(
  create: () => Memory,
): (resource: Pick<Resource, 'deployment'>) => Memory {
  const memories = new WeakMap<object, Memory>();
  return ({ deployment }) => {
    const known = memories.get(deployment) ?? create();
    memories.set(deployment, known);
    return known;
  };
}
