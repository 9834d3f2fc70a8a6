import type { AccountLedger, CredentialRecord } from '../ledger';
import { isUnknown, type AccessKey, type IamUser, type KeyUse } from '../model';
import { goneSince } from '../plan/credential-records';
import type { Moves } from '../settings';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Whether a person's keys are off, and since when, as far as anybody knows. */
export type KeysOff =
  | { readonly are: 'on' | 'not-known' }
  /** `since` is undefined where nobody knows, `never` where there has been none. */
  | { readonly are: 'off'; readonly since: Date | 'never' | undefined };

/** That a key which is gone was used until then, nobody says: it is as if it had been. */
export function keysOff(
  { id: userId, keys, keysUnknown }: IamUser,
  { credentials }: Pick<AccountLedger, 'credentials'>,
): KeysOff {
  if (keysUnknown) return { are: 'not-known' };
  if (keys.some(({ status }) => status === 'Active')) return { are: 'on' };
  const gone = [...credentials.values()]
    .filter((record) => record.userId === userId && record.credential.kind === 'access-key')
    .filter(({ credential }) => !keys.some(({ id }) => id === credential.id))
    .map(goneSince);
  const ends = [...keys.map((key) => offSince(key, credentials.get(key.id))), ...gone];
  if (ends.length === 0) return { are: 'off', since: 'never' };
  const known = ends.filter((end) => end !== undefined);
  const since = known.length === ends.length ? newestOf(known) : undefined;
  return { are: 'off', since };
}

/** When Keyturn disabled it, or it was last changed: the later of both. */
function offSince(
  { changedAt, lastUsed }: AccessKey,
  record: CredentialRecord | undefined,
): Date | undefined {
  const changes = [record?.disabledAt, changedAt].filter((at) => at !== undefined);
  if (changes.length === 0) return undefined;
  return newestOf([...changes, ...(lastUsed && !isUnknown(lastUsed) ? [lastUsed.at] : [])]);
}

/** Whether `quietDays` have passed since then; what is not known is not quiet. */
export function isQuiet(
  since: Date | 'never' | undefined,
  { quietDays }: Pick<Moves, 'quietDays'>,
  now: Date,
): boolean {
  if (since === 'never') return true;
  return since !== undefined && now.getTime() - since.getTime() >= quietDays * DAY_MS;
}

/** The newest use of any of their keys that IAM knows of. */
export function lastUseOfKeys({
  keys,
}: Pick<IamUser, 'keys'>): (KeyUse & { readonly keyId: string }) | undefined {
  return keys
    .flatMap(({ id, lastUsed }) =>
      lastUsed && !isUnknown(lastUsed) ? [{ keyId: id, ...lastUsed }] : [],
    )
    .toSorted((a, b) => b.at.getTime() - a.at.getTime())[0];
}

function newestOf(instants: readonly Date[]): Date {
  return new Date(Math.max(...instants.map((at) => at.getTime())));
}
