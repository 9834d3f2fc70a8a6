import { ageInDays } from '../calendar';
import { accessKeyRef } from '../credentials/credential';
import type { Subject } from '../decisions';
import type { CredentialRecord, NoticeRecord } from '../ledger';
import type { AccessKey, IamUser } from '../model';
import { noticeId } from '../notices';
import type { Settings } from '../settings';
import type { UserType } from '../tags';
import { lastCrossed, subjectOf, type Day, type TaggedUser } from './context';
import { exemptionOf } from './exemption';
import { isMadeLater } from './later';
import { secondKeyOf } from './second-key-of';
import {
  reminderRecords,
  roundOf,
  secondKeyRecords,
  warningState,
  type ReminderRecord,
  type WarningState,
} from './warnings';

/** What is known of one key on one day: gathered once, so that every guard asks the same. */
export type Facts = PlanFacts | LastLookFacts;

/** What IAM says, as the account was read or as it is just before the key is disabled. */
export interface FactsOfIam {
  readonly isEnabled: boolean;
  /** After the time that the run is for. */
  readonly isMadeLater: boolean;
  /** In days. */
  readonly age: number;
  /** It has reached the age at which keys are disabled. */
  readonly isOld: boolean;
  /** Undefined: none that is valid. */
  readonly ownerType: UserType | undefined;
  /** Why the rules do not apply today, in words; undefined where they do. */
  readonly exemption: string | undefined;
  /** Whether a newer key is enabled. */
  readonly newerKey: 'none' | 'enabled' | 'made-later';
}

/** What the plan of a day knows: the ledger, too. */
export interface PlanFacts extends FactsOfIam {
  readonly asker: 'plan';
  readonly day: Day;
  readonly owner: TaggedUser;
  readonly key: AccessKey;
  readonly subject: Subject;
  /** The newer enabled key. */
  readonly newer: AccessKey | undefined;
  readonly record: CredentialRecord | undefined;
  /** A newer version of Keyturn has written a record of it that this one can't read. */
  readonly isOfNewerVersion: boolean;
  /** The last of the reminders' ages that it has reached. */
  readonly stage: number | undefined;
  /** The reminders that count, and what they allow. */
  readonly reminders: readonly ReminderRecord[];
  readonly byAge: WarningState;
  /** The notices of the newer key that count, of any newer one where none is enabled, and what they allow. */
  readonly secondKeyNotices: readonly NoticeRecord[];
  readonly bySecondKey: WarningState;
}

/**
 * What the last look knows. It does not read the ledger again: what was delivered stays so, and the plan that wants
 * the key disabled has just read it.
 */
export interface LastLookFacts extends FactsOfIam {
  readonly asker: 'last-look';
  /** The key, or its user. */
  readonly isGone: boolean;
}

/** What the plan of that day knows of one key of that user. */
export function gatherFacts(day: Day, owner: TaggedUser, key: AccessKey): PlanFacts {
  const { settings, ledger } = day;
  const { remindAt, graceDays } = settings.clocks['access-key'];
  const record = ledger.credentials.get(key.id);
  const newer = secondKeyOf(owner.user, key);
  const exemption = exemptionOf(day.today, owner.tags.exemptUntil, record?.lastExemptOn);
  const reminders = reminderRecords(day, key.id, roundOf(day, owner, key));
  const ofNewer = noticeId.secondKey(key.id, newer?.id ?? '');
  const secondKeyNotices = secondKeyRecords(day, owner, key, ofNewer);
  const ofIam = factsOfIam(key, owner.user, settings, day.now);
  return {
    asker: 'plan',
    ...ofIam,
    ownerType: owner.tags.type,
    exemption,
    day,
    owner,
    key,
    subject: subjectOf(day, owner, accessKeyRef(key.id)),
    newer,
    record,
    isOfNewerVersion: ledger.newer?.credentials.has(key.id) === true,
    stage: lastCrossed(remindAt, ofIam.age),
    reminders,
    byAge: warningState(
      day,
      reminders.map((each) => each.record),
      graceDays,
    ),
    secondKeyNotices,
    bySecondKey: warningState(day, secondKeyNotices, settings.secondKeyGraceDays),
  };
}

/** What keys say by themselves, without their owner's tags. */
export function factsOfIam(
  key: AccessKey,
  owner: Pick<IamUser, 'keys'>,
  { clocks }: Pick<Settings, 'clocks'>,
  now: Date,
): Omit<FactsOfIam, 'ownerType' | 'exemption'> {
  const newer = secondKeyOf(owner, key);
  const age = ageInDays(key, now);
  return {
    isEnabled: key.status === 'Active',
    isMadeLater: isMadeLater({ now }, key),
    age,
    isOld: age >= clocks['access-key'].stopAt,
    newerKey: !newer ? 'none' : isMadeLater({ now }, newer) ? 'made-later' : 'enabled',
  };
}
