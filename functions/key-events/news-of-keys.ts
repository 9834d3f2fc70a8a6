import { createHash } from 'node:crypto';
import { ageInDays } from '../../rules/calendar';
import type { Account } from '../../rules/model';
import { noticeId } from '../../rules/notices';
import type { KeyMade } from '../../rules/presses/press';
import { rootUserName } from '../../rules/formats';
import { createdAtOf, type KeyCall } from '../cloudtrail-record';
import { aboutCall, known, type News } from './news';

/** The notice has the id that the daily run would give it, so that it is told once, whoever finds the key first. */
export function keyCreatedNews(account: Account, call: KeyCall): News {
  const made = known(call.responseElements?.accessKey, 'responseElements.accessKey');
  const createdAt = createdAtOf(call);
  const about = aboutCall(account, call);
  const age = ageInDays({ createdAt }, new Date(about.plannedAt));
  const key = { id: made.accessKeyId, createdAt: createdAt.toISOString(), age };
  return {
    what: 'created',
    credentialId: key.id,
    notice: { ...about, kind: 'key-created', id: noticeId.keyCreated(key.id), key },
    // Root is no user who could be asked.
    ...(about.owner.userName !== rootUserName && {
      keyMade: keyMadeIn(about, call.eventID, key.id),
    }),
  };
}

/** Whoever knows the user's tags asks: an event has none. */
function keyMadeIn(
  { account, plannedAt, owner, maker }: ReturnType<typeof aboutCall>,
  eventId: string,
  keyId: string,
): KeyMade {
  return {
    kind: 'key-made',
    id: createHash('sha256').update(eventId).digest('hex'),
    at: plannedAt,
    accountId: account.id,
    userName: owner.userName,
    keyId,
    maker,
  };
}

export function keyUpdatedNews(account: Account, call: KeyCall): News {
  const keyId = keyIdIn(call);
  if (call.requestParameters?.status !== 'Active') return { what: 'disabled', credentialId: keyId };
  const id = noticeId.keyReenabled(keyId, call.eventID);
  const notice = { ...aboutCall(account, call), kind: 'key-reenabled', id, keyId } as const;
  return { what: 're-enabled', credentialId: keyId, notice };
}

export function keyDeletedNews(call: KeyCall): News {
  return { what: 'deleted', credentialId: keyIdIn(call) };
}

function keyIdIn({ requestParameters }: KeyCall): string {
  return known(requestParameters?.accessKeyId, 'requestParameters.accessKeyId');
}
