import { createHash } from 'node:crypto';
import type { Account } from '../../../rules/model';
import { noticeId, type NoticeOf } from '../../../rules/notices';
import type { Button, Press } from '../../../rules/presses/press';
import { aReminder } from '../../../rules/testing/decided';
import { RESPONDER } from './deployed-roles';

const REMINDED_AT = 76;
/** Where the team is told. */
export const TEAM = { channel: 'C0TEAM00001', ts: '1767434401.000200' };

/** An IAM user with two keys, and the person whom their tags name. */
export interface Asked {
  readonly account: Account;
  readonly userName: string;
  readonly slackId: string;
  readonly type: 'engineer' | 'machine';
  /** The newer one, of which they are asked. */
  readonly keyId: string;
  readonly otherKeyId: string;
  /** Where they are told. */
  readonly place: { readonly channel: string; readonly ts: string };
}

/** Whether it was them who made the key. */
export function questionTo(asked: Asked, now: Date): NoticeOf<'key-question'> {
  const id = noticeId.keyQuestion(asked.keyId, 1);
  return { ...aboutKeyOf(asked, now), kind: 'key-question', id, asked: 1 };
}

/** That somebody made the key: the team's. */
export function newsOf(asked: Asked, now: Date): NoticeOf<'key-created'> {
  return { ...aboutKeyOf(asked, now), kind: 'key-created', id: noticeId.keyCreated(asked.keyId) };
}

export function reminderTo(asked: Asked, now: Date): NoticeOf<'key-reminder'> {
  return { ...aReminder(asked.keyId, REMINDED_AT), ...aboutKeyOf(asked, now) };
}

function aboutKeyOf({ account, userName, slackId, type, keyId }: Asked, now: Date) {
  const at = now.toISOString();
  const key = { id: keyId, createdAt: at, age: 0 };
  return { account, plannedAt: at, owner: { userName, type, slackId }, key };
}

/** A press of whoever has that button, as slack-in puts it into the queue. */
export function pressOf(button: Button, asked: Asked, now: Date): Press {
  const { account, userName, slackId, keyId, place } = asked;
  const isTeams = button === 'disable-now';
  const { id: notice } = isTeams
    ? newsOf(asked, now)
    : button === 'look-now'
      ? reminderTo(asked, now)
      : questionTo(asked, now);
  return {
    kind: 'press',
    id: createHash('sha256').update(`${button} ${keyId}`).digest('hex'),
    at: now.toISOString(),
    button,
    on: {
      v: 1,
      account: account.id,
      user: userName,
      credential: { kind: 'access-key', id: keyId },
      notice,
    },
    by: { id: isTeams ? RESPONDER : slackId },
    message: isTeams ? TEAM : place,
  };
}
