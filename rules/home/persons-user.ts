import type { Account } from '../model';
import type { Person } from '../notices';
import type { KeyAtHome } from '../notices/home-view';

/** An IAM user whose tags name a person in Slack, as the last run that read the account left them for that person. */
export interface PersonsUser {
  readonly account: Account;
  readonly owner: Pick<Person, 'userName' | 'type' | 'rotateWith'> & { readonly slackId: string };
  /** When the account was read. */
  readonly readAt: Date;
  readonly keys: readonly PersonsKey[];
  /** The keys could not be listed: that there are none does not follow. */
  readonly keysUnknown?: true;
  /** The run was a rehearsal. */
  readonly isDryRun?: true;
}

export interface PersonsKey {
  readonly seen: KeyAtHome;
  /** When Keyturn had last disabled it, by the ledger of then: one that has a later date by now was disabled since. */
  readonly disabledBefore?: Date;
}

/** So long somebody is shown what a reading found: of an account that is read no more it ends by itself. */
const KEPT_DAYS = 8;

export function keptUntil({ readAt }: Pick<PersonsUser, 'readAt'>): Date {
  return new Date(readAt.getTime() + KEPT_DAYS * 24 * 60 * 60 * 1000);
}

/**
 * Whether it may still be shown: a later reading that did not name this person again has found another one, or nobody.
 * @param lastAt the last reading of the account of which anything was left for people
 */
export function isCurrent(
  user: Pick<PersonsUser, 'readAt'>,
  lastAt: Date | undefined,
  now: Date,
): boolean {
  return (lastAt === undefined || user.readAt >= lastAt) && now < keptUntil(user);
}
