import type * as pulumi from '@pulumi/pulumi';
import { writesAtATime } from '../../rules/identity-center/quotas';

/**
 * Makes resources of which AWS takes only so many unfinished at a time: each waits for one that stands so many places
 * before it, however many the engine would make beside each other.
 * @param make is given what the resource must depend on
 */
export function inLanes<Item, Made extends pulumi.Resource>(
  items: readonly Item[],
  make: (item: Item, before: readonly Made[]) => Made,
): readonly Made[] {
  const made: Made[] = [];
  for (const [i, item] of items.entries()) {
    const before = made[i - writesAtATime];
    made.push(make(item, before ? [before] : []));
  }
  return made;
}
