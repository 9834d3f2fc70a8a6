import type { Account } from '../../rules/model';
import type { Notice } from '../../rules/notices';
import type { KeyMade } from '../../rules/presses/press';
import { makerOf, ownerOf, type KeyCall } from '../cloudtrail-record';
import { KeyEventError } from './key-event';

/** What happened, and the notice where the team is to know of it. */
export interface News {
  /** In a word or some, for the log. */
  readonly what: string;
  /** The credential's own, where it is about one. */
  readonly credentialId?: string;
  readonly notice?: Notice;
  /** A key of which its owner is to be asked whether they made it. */
  readonly keyMade?: KeyMade;
}

/** What every notice of a call has. The event knows no tags: it goes to the team alone, who know the user's name. */
export function aboutCall(account: Account, call: KeyCall) {
  return {
    account,
    plannedAt: new Date(call.eventTime).toISOString(),
    owner: { userName: known(ownerOf(call), 'requestParameters.userName') },
    maker: makerOf(call),
  };
}

/** @throws KeyEventError where the event does not say it. */
export function known<T>(value: T | undefined, field: string): T {
  if (value === undefined) throw new KeyEventError([`${field}: missing`]);
  return value;
}
