import type { CredentialRecord } from '../../../rules/ledger';
import type { LocalDate } from '../../../rules/model';
import { storedVersions } from '../../../rules/stored-versions';
import { expiryField } from './items';
import { isRecorded, noEarlier, type Change } from './update';

/** What a reading knows of a credential, which is to stay. */
export function asRead(record: CredentialRecord): Omit<Change, 'onlyIf'> {
  const { userId, userName, createdAt, status, fingerprint, enabledAt } = record;
  return {
    set: {
      userId,
      userName,
      createdAt: createdAt.toISOString(),
      status,
      fingerprint,
      // Of one that was enabled before, what is known of that stays.
      enabledAt: enabledAt?.toISOString(),
      v: storedVersions.credential,
    },
    remove: [expiryField],
  };
}

export function exemptOn(on: LocalDate): Change {
  return { set: { lastExemptOn: on }, onlyIf: [isRecorded, noEarlier('lastExemptOn')] };
}

export function aloneAt(at: Date): Change {
  return {
    set: { lastAloneAt: at.toISOString() },
    onlyIf: [isRecorded, noEarlier('lastAloneAt')],
  };
}

export function disablingBegun(noticeId: string, at: Date, attempt: string): Change {
  return {
    set: { disabling: { noticeId, since: at.toISOString() } },
    add: { attempts: [attempt] },
    onlyIf: [isRecorded],
  };
}

export function disablingEnded(at: Date): Change {
  return {
    set: { disabledAt: at.toISOString() },
    remove: ['disabling', 'attempts'],
    onlyIf: [isRecorded, noEarlier('disabledAt')],
  };
}

/** Where it was disabled later already: a late run is for an older time than a press that it follows. */
export const disablingCleared: Change = {
  remove: ['disabling', 'attempts'],
  onlyIf: [isRecorded],
};

export function withoutAttempts(attempts: readonly string[]): Change {
  return { takeAway: { attempts }, onlyIf: [isRecorded] };
}

/** DynamoDB has no empty sets: where the last attempt is taken away there is none. */
export const withoutDisabling: Change = {
  remove: ['disabling'],
  onlyIf: [isRecorded, 'attribute_not_exists(#attempts)'],
};
