import type { LocalDate } from '../../rules/model';
import type { NoticeOf } from '../../rules/notices';
import { longDate } from './dates';
import type { Copy } from './digest';
import { accountText, days, personText, shortId } from './facts';
import { alarmOf } from './key-created';
import { bold, code, mrkdwn, type Mrkdwn } from './mrkdwn';

/** A notice in a line of the digest's thread. */
export function digestLine(copy: Copy): Mrkdwn {
  const { notice } = copy;
  const where = mrkdwn`${accountText(notice.account)}: ${personText(notice.owner)}`;
  switch (notice.kind) {
    case 'key-reminder':
      return mrkdwn`${where}, key ${code(shortId(notice.key.id))}, ${days(notice.key.age)} old, stops on ${dayIn(copy, notice.stopsOn)}. ${told(copy)}`;
    case 'second-key':
      return mrkdwn`${where} has two enabled keys; the older one, ${code(shortId(notice.key.id))}, stops on ${dayIn(copy, notice.stopsOn)}; the newer is ${code(shortId(notice.newer.id))}. ${told(copy)}`;
    case 'key-disabled':
      return mrkdwn`${where}, key ${code(shortId(notice.key.id))} was disabled: ${causeOf(notice)}${notice.isEnabledAgain ? '; it is enabled again' : ''}. ${told(copy)}`;
    case 'key-created':
      return mrkdwn`${where}, new key ${code(shortId(notice.key.id))}${makerText(notice)}`;
    case 'key-reenabled':
      return mrkdwn`⚠️ ${where}, key ${code(shortId(notice.keyId))} was enabled again, by ${notice.maker ? code(notice.maker.arn) : mrkdwn`whom CloudTrail does not say`}.`;
    case 'machine-key-old':
      return mrkdwn`${where}, key ${code(shortId(notice.key.id))} of a machine, ${days(notice.key.age)} old: please replace it.${notice.owner.slackId === undefined ? '' : mrkdwn` ${told(copy)}`}`;
    case 'password-reminder':
      return mrkdwn`${where}, console password expires on ${longDate(notice.expiresOn)}. ${told(copy)}`;
  }
}

/** Where the owner has not been told yet, their message may come to name a later day. */
function dayIn({ stopsOn, owner }: Copy, planned: LocalDate): Mrkdwn {
  const day = bold(longDate(stopsOn ?? planned));
  return stopsOn === undefined && owner.is === 'pending' ? mrkdwn`${day} or later` : day;
}

function told({ owner }: Copy): string {
  return owner.is === 'pending' ? '⏳ Their message is on its way.' : '✅ Told.';
}

function causeOf({ cause, key, reenabledBy }: NoticeOf<'key-disabled'>): Mrkdwn {
  switch (cause) {
    case 'age':
      return mrkdwn`${days(key.age)} old`;
    case 'second-key':
      return mrkdwn`a newer one is enabled too`;
    case 're-enabled':
      return mrkdwn`it had been enabled again${reenabledBy ? mrkdwn` by ${code(reenabledBy.arn)}` : ''}`;
  }
}

function makerText(notice: NoticeOf<'key-created'>): Mrkdwn {
  const { maker } = notice;
  const alarm = alarmOf(notice);
  if (alarm !== undefined)
    return mrkdwn`: 🚨 ${bold(alarm)}${maker ? mrkdwn`, ${code(maker.arn)}` : ''}.`;
  if (!maker) return mrkdwn`; CloudTrail does not say who made it: ask its owner.`;
  return maker.mfa === false
    ? mrkdwn`, made by its owner, ⚠️ ${bold('without MFA')}.`
    : mrkdwn`, made by its owner.`;
}
