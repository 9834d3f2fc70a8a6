import type { IamUser } from '../../../rules/model';
import { isEngineer } from '../truth/tags';

/** Notes the engineers' keys that were found to be the only enabled one: what was told of another counts no more. */
export function noteAlone(
  seen: Map<string, number>,
  users: readonly IamUser[],
  at: number,
  exemptOnRunDate: (tags: IamUser['tags']) => string | undefined,
): void {
  for (const { keys, tags } of users) {
    const enabled = keys.filter(({ status }) => status === 'Active');
    const [only] = enabled;
    if (!only || enabled.length > 1 || !isEngineer(tags) || exemptOnRunDate(tags) !== undefined)
      continue;
    seen.set(only.id, Math.max(at, seen.get(only.id) ?? 0));
  }
}
