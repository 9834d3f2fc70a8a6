import { ageInDays } from '../../rules/calendar';
import type { Account } from '../../rules/model';
import { noticeId, type Notice } from '../../rules/notices';
import { createdAtOf, makerOf, ownerOf, type KeyCall } from '../cloudtrail-record';
import { KeyEventError } from './key-event';

/** What happened to a key, and the notice where the team is to know of it. */
export type KeyNews =
  | { readonly what: 'created' | 're-enabled'; readonly keyId: string; readonly notice: Notice }
  | { readonly what: 'disabled' | 'deleted'; readonly keyId: string };

/**
 * The notice of a call that succeeded. A new key's notice has the id that the daily run would give it, so that
 * it is told once, whoever finds it first.
 * @throws KeyEventError where the event does not say whose key or which.
 */
export function newsOf(account: Account, call: KeyCall): KeyNews {
  const { eventName, requestParameters, responseElements } = call;
  switch (eventName) {
    case 'CreateAccessKey': {
      const keyId = known(responseElements?.accessKey?.accessKeyId, 'responseElements.accessKey');
      return { what: 'created', keyId, notice: createdNotice(account, call, keyId) };
    }
    case 'UpdateAccessKey': {
      const keyId = known(requestParameters?.accessKeyId, 'requestParameters.accessKeyId');
      return requestParameters?.status === 'Active'
        ? { what: 're-enabled', keyId, notice: reenabledNotice(account, call, keyId) }
        : { what: 'disabled', keyId };
    }
    case 'DeleteAccessKey':
      return {
        what: 'deleted',
        keyId: known(requestParameters?.accessKeyId, 'requestParameters.accessKeyId'),
      };
  }
}

function createdNotice(account: Account, call: KeyCall, keyId: string): Notice {
  const createdAt = createdAtOf(call);
  const plannedAt = new Date(call.eventTime);
  return {
    kind: 'key-created',
    id: noticeId.keyCreated(keyId),
    account,
    plannedAt: plannedAt.toISOString(),
    owner: owner(call),
    key: {
      id: keyId,
      createdAt: createdAt.toISOString(),
      age: ageInDays({ createdAt }, plannedAt),
    },
    maker: makerOf(call),
  };
}

function reenabledNotice(account: Account, call: KeyCall, keyId: string): Notice {
  return {
    kind: 'key-reenabled',
    id: noticeId.keyReenabled(keyId, call.eventID),
    account,
    plannedAt: new Date(call.eventTime).toISOString(),
    owner: owner(call),
    keyId,
    maker: makerOf(call),
  };
}

/** The event knows no tags: the notice goes to the team alone, who know the user's name. */
function owner(call: KeyCall): { readonly userName: string } {
  return { userName: known(ownerOf(call), 'requestParameters.userName') };
}

function known(value: string | undefined, field: string): string {
  if (value === undefined) throw new KeyEventError([`${field}: missing`]);
  return value;
}
