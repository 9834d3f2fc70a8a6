import { isIP } from 'node:net';
import { MOST_USES, type NoticeOf, type RecentUse } from '../../rules/notices';
import { noticeTraits } from '../../rules/notices/kinds';
import type { Block } from '../slack-message';
import { list } from './blocks';
import { dayOf } from './dates';
import { code, mrkdwn, type Mrkdwn } from './mrkdwn';

/** As JSON has them: three lines full of quotation marks, and no more of worse. */
const CHARACTERS = 1600;

type Reminder = NoticeOf<'key-reminder' | 'machine-key-old' | 'key-closing'>;

/** Who used the key of late: by that people find the script that nobody remembers. Nothing where CloudTrail knows none. */
export function recentUses(notice: Reminder): Block | undefined {
  return usesUnder(mrkdwn`Each of these needs the new key, also what nobody remembers:`, notice);
}

/** The same of a key after which there is no new one. */
export function usesToMove(notice: Reminder): Block | undefined {
  return usesUnder(
    mrkdwn`Each of these needs another way in, and may be the script that nobody remembers:`,
    notice,
  );
}

function usesUnder(what: Mrkdwn, notice: Reminder): Block | undefined {
  const timeZone = 'timeZone' in notice ? notice.timeZone : undefined;
  const { days } = noticeTraits[notice.kind].recentUses;
  return list(
    mrkdwn`*Who used it in the ${days} days before*, as far as CloudTrail's management events say: reading and writing objects of S3, for one, is not among them. ${what}`,
    (notice.recentUses ?? []).map((use) => lineOf(use, timeZone)),
    { items: MOST_USES, characters: CHARACTERS },
  );
}

function lineOf({ program, address, service, at }: RecentUse, timeZone?: string): Mrkdwn {
  const what = program === undefined ? mrkdwn`a program without a name` : code(program);
  return mrkdwn`${what}${whereOf(address === program ? undefined : address)}: ${service}, ${dayOf(at, timeZone)}`;
}

/** AWS's own services have no address: they call for whoever holds the key. */
function whereOf(address: string | undefined): Mrkdwn {
  if (address === undefined) return mrkdwn``;
  return isIP(address) === 0 ? mrkdwn` through ${code(address)}` : mrkdwn` on ${code(address)}`;
}
