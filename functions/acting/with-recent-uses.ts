import type { Account } from '../../rules/model';
import { traitsOf, trailSince, type KeyFacts, type UserNotice } from '../../rules/notices';
import type { KeyUsesPort } from '../ports/key-uses';
import type { Log } from './log';

/** Who asks CloudTrail, and notes what came of it. */
interface AskingForUses {
  readonly ports: { readonly uses: KeyUsesPort };
  readonly now: Date;
  readonly log: Pick<Log, 'info'>;
}

/**
 * Fills in who used the keys that the notices are about, as far as CloudTrail knows. No notice waits for that, or is left
 * out: where CloudTrail can't say, it goes out without.
 * @param isNew whether nobody was to be told of it before: what is sent again stays as it was recorded
 */
export async function withRecentUses(
  { ports, now, log }: AskingForUses,
  account: Account,
  notices: readonly UserNotice[],
  isNew: (notice: UserNotice) => boolean,
): Promise<readonly UserNotice[]> {
  const count = { keys: 0, known: 0 };
  const failed = new Set<string>();
  const filled: UserNotice[] = [];
  // One after the other: CloudTrail answers two questions a second.
  for (const notice of notices) {
    const { recentUses } = traitsOf(notice);
    const key = recentUses?.key(notice);
    const since = trailSince(now, recentUses?.days);
    if (!recentUses || !key || !isNew(notice) || !mayBeKnown(key, since)) {
      filled.push(notice);
      continue;
    }
    const about = { id: key.id, region: key.lastUsed?.region };
    const answer = await ports.uses.usesOf(account, about, since);
    count.keys += 1;
    if (answer.uses.length > 0) count.known += 1;
    for (const reason of answer.failed) failed.add(reason);
    filled.push(answer.uses.length > 0 ? recentUses.filled(notice, answer.uses) : notice);
  }
  if (count.keys > 0)
    log.info('CloudTrail was asked who uses keys', {
      accountId: account.id,
      ...count,
      failed: [...failed],
    });
  return filled;
}

/** Of a key that IAM has not seen since then, CloudTrail knows nothing either. */
function mayBeKnown({ lastUsed, lastUseUnknown }: KeyFacts, since: Date): boolean {
  if (lastUseUnknown !== undefined) return true;
  return lastUsed !== undefined && new Date(lastUsed.at) >= since;
}
