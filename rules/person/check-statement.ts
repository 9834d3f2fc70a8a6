import { momentInUtc } from '../calendar';
import { counted } from '../counted';
import type { Account, IamUser } from '../model';
import { newWaysOf, type UserTags } from '../read-tags';
import type { NewWay } from '../ways-in';
import { isSameName } from '../without-case';
import type { SaidOrDone } from './move-record';
import type { SaidWay, WaysStatement } from './ways-statement';

/** Who says today what worked long ago has not tried it lately. */
export const OLDEST_STATEMENT_DAYS = 14;
const DAY_MS = 24 * 60 * 60 * 1000;
/** Clocks differ. */
const AHEAD_MS = 5 * 60 * 1000;

/** Whose statement it is to be. */
export interface Speaker {
  readonly account: Pick<Account, 'id'>;
  readonly user: Pick<IamUser, 'id' | 'name' | 'arn'>;
  readonly tags: UserTags;
}

/** What was said of each way, or why the statement is not taken: a sentence without its full stop. */
export type Heard =
  { readonly said: ReadonlyMap<NewWay, SaidOrDone> } | { readonly refused: string };

/** Whether a person's statement is theirs, and of these days; of one that is wrong anywhere nothing is taken. */
export function checkStatement(statement: WaysStatement, speaker: Speaker, now: Date): Heard {
  const wrong =
    wrongTime('madeAt', statement.madeAt, now) ??
    statement.said
      .map((each, i) => wrongWay(each, speaker) ?? wrongTime(`said[${i}].at`, each.at, now))
      .find((each) => each !== undefined);
  if (wrong !== undefined) return { refused: wrong };
  const newest = statement.said.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
  return {
    said: new Map(newest.map(({ way, at, arn }) => [way, { at: new Date(at), by: arn }])),
  };
}

function wrongTime(field: string, written: string, now: Date): string | undefined {
  const at = new Date(written);
  if (at.getTime() > now.getTime() + AHEAD_MS)
    return `${field}: found ${momentInUtc(at)}, which is to come; expected a time that is past`;
  return now.getTime() - at.getTime() > OLDEST_STATEMENT_DAYS * DAY_MS
    ? `${field}: found ${momentInUtc(at)}; expected one of the last ${counted(OLDEST_STATEMENT_DAYS, 'day')}: let them run keyturn ways again`
    : undefined;
}

function wrongWay({ way, arn, accountId, userId }: SaidWay, speaker: Speaker): string | undefined {
  const { user, account, tags } = speaker;
  if (!newWaysOf(tags).includes(way))
    return `it says that ${way} works, which is not open to ${user.name}`;
  if (way === 'sign-in')
    return accountId === account.id && userId === user.id
      ? undefined
      : `found a session of ${arn} (${userId}); expected one of ${user.arn} (${user.id})`;
  const name = tags.identityCenterName ?? user.name;
  // How AWS calls the sessions of IAM Identity Center: by the person's user name there.
  const session = arn.slice(arn.lastIndexOf('/') + 1);
  return isSameName(session, name)
    ? undefined
    : `found a session of ${session} (${arn}); expected one of ${name}, their user name in IAM Identity Center`;
}
