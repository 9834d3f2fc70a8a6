import { ageInDays } from '../calendar';
import type { Clock } from '../clocks';
import type { Mode } from '../credentials/mode';
import { accessKey, credentialOfKey } from '../credentials/access-key';
import type { CredentialKind, StoppableCredential } from '../credentials/credential';
import type { Holder } from '../credentials/credential-traits';
import type { Subject } from '../decisions';
import type { CredentialRecord, NoticeRecord } from '../ledger';
import type { LocalDate } from '../model';
import { noticeId } from '../notices';
import { provedOf, type Proved } from '../person/proof';
import { isKeyOpen, newWaysOf, type UserTags } from '../read-tags';
import type { Settings } from '../settings';
import type { UserType } from '../tags';
import { useOf, type UseFound, type UsesOf } from '../unused';
import { lastCrossed, subjectOf, type Day, type TaggedUser } from './context';
import { enabledAgainAt } from './enabled-again';
import { exemptionOf } from './exemption';
import { isMadeLater } from './later';
import { ownKeys } from '../presses/disowned';
import { secondKeyOf } from './second-key-of';
import {
  closingRecords,
  reminderRecords,
  roundOf,
  countingUnused,
  secondKeyRecords,
  unusedRecords,
  warningState,
  type ReminderRecord,
  type WarningState,
} from './warnings';

/** What is known of one credential on one day: gathered once, so that every guard asks the same. */
export type Facts = PlanFacts | LastLookFacts;

/** What IAM says, as the account was read or as it is just before the credential is disabled. */
export interface FactsOfIam {
  readonly isEnabled: boolean;
  /** Its own end has come: nobody has switched it off. */
  readonly hasEnded: boolean;
  /** What is done about those of its kind. */
  readonly mode: Mode;
  /** After the time that the run is for. */
  readonly isMadeLater: boolean;
  /** In days. */
  readonly age: number;
  /** It has reached the age at which those of its kind are disabled. */
  readonly isOld: boolean;
  /** Undefined: none that is valid. */
  readonly ownerType: UserType | undefined;
  /** Why the rules do not apply today, in words; undefined where they do. */
  readonly exemption: string | undefined;
  /** Of a key: whether a newer one is enabled. */
  readonly newerKey: 'none' | 'enabled' | 'made-later';
  /**
   * Of a key, where those that nobody uses are disabled: that nobody has for so long, or that this is not known;
   * undefined where it is in use.
   */
  readonly unused: UseFound | undefined;
  /** Of a key: whether its owner may come with one; of an engineer to whom `key` is closed, and another way open, not. */
  readonly isKeyOpen: boolean;
}

/** What the plan of a day knows: the ledger, too. */
export interface PlanFacts extends FactsOfIam {
  readonly asker: 'plan';
  readonly day: Day;
  readonly owner: TaggedUser;
  readonly credential: StoppableCredential;
  readonly clock: Clock;
  readonly subject: Subject;
  /** Of a key: the newer enabled one. */
  readonly newer: StoppableCredential | undefined;
  readonly record: CredentialRecord | undefined;
  /** A newer version of Keyturn has written a record of it that this one can't read. */
  readonly isOfNewerVersion: boolean;
  /** The last of the reminders' ages that it has reached. */
  readonly stage: number | undefined;
  /** The reminders that count, and what they allow. */
  readonly reminders: readonly ReminderRecord[];
  readonly byAge: WarningState;
  /** Of a key: the notices of the newer one that count, of any newer one where none is enabled, and what they allow. */
  readonly secondKeyNotices: readonly NoticeRecord[];
  readonly bySecondKey: WarningState;
  /** Of a key: the notices of its not being used, whether or not they count, and what those allow that do. */
  readonly unusedNotices: readonly NoticeRecord[];
  readonly byUnused: WarningState;
  /** Of a key whose owner has another way in that is proved: how, and which ways. */
  readonly proved: Proved | undefined;
  /** Of a key: the warnings of its closing that count, and what they allow. */
  readonly closingNotices: readonly NoticeRecord[];
  readonly byClosing: WarningState;
}

/**
 * What the last look knows. It does not read the ledger again: what was delivered stays so, and the plan that wants
 * it disabled has just read it.
 */
export interface LastLookFacts extends FactsOfIam {
  readonly asker: 'last-look';
  /** None of the ways in is open any more by which its owner may go without a key. */
  readonly isProofGone: boolean;
}

/** What the plan of that day knows of one credential of that user. */
export function gatherFacts(
  day: Day,
  owner: TaggedUser,
  credential: StoppableCredential,
): PlanFacts {
  const { settings, ledger } = day;
  const { ref } = credential;
  const clock = settings.clocks[ref.kind];
  const record = ledger.credentials.get(ref.id);
  const own = { keys: ownKeys(ledger, owner.user.keys, ref.id) };
  const newer = newerKeyOf(own, credential);
  // Of what is not disabled no warning has to count: whatever was found today, its owner is told.
  const foundOn = settings.modes[ref.kind] === 'disable' ? record?.lastExemptOn : undefined;
  const exemption = exemptionOf(day.today, owner.tags.exemptUntil, foundOn);
  const reminders = reminderRecords(day, credential, roundOf(day, owner, credential));
  const ofNewer = noticeId.secondKey(ref.id, newer?.ref.id ?? '');
  const secondKeyNotices = secondKeyRecords(day, owner, credential, ofNewer);
  const ofIam = factsOfIam(credential, own, settings, day.now, {
    usesAsOf: day.usesAsOf,
    enabledAgainAt: (keyId) => enabledAgainAt(day, keyId),
  });
  const unusedNotices = unusedRecords(day, owner, credential);
  const { unused } = ofIam;
  const since = unused?.is === 'unused' ? unused.since : undefined;
  const closingNotices = closingRecords(day, owner, credential);
  return {
    asker: 'plan',
    ...ofIam,
    ownerType: owner.tags.type,
    exemption,
    isKeyOpen: isKeyOpenTo(owner.tags, credential.ref.kind, day.today),
    day,
    owner,
    credential,
    clock,
    subject: subjectOf(day, owner, ref),
    newer,
    record,
    isOfNewerVersion: ledger.newer?.credentials.has(ref.id) === true,
    stage: lastCrossed(clock.remindAt, ofIam.age),
    reminders,
    byAge: warningState(
      day,
      reminders.map((each) => each.record),
      clock.graceDays,
    ),
    secondKeyNotices,
    bySecondKey: warningState(day, secondKeyNotices, settings.secondKeyGraceDays),
    unusedNotices,
    byUnused: warningState(day, countingUnused(unusedNotices, since, settings), clock.graceDays),
    proved: provedOf(
      ledger.moves.get(owner.user.id),
      newWaysOf(owner.tags),
      settings.moves,
      owner.user,
    ),
    closingNotices,
    byClosing: warningState(day, closingNotices, clock.graceDays),
  };
}

/** As of when uses are known, and what more there is to know of them than IAM says. */
export interface Uses {
  /** Absent: of now. */
  readonly usesAsOf?: Date;
  readonly enabledAgainAt: UsesOf['enabledAgainAt'];
}

/** What credentials say by themselves, without their owner's tags. */
export function factsOfIam(
  credential: StoppableCredential,
  owner: Pick<Holder, 'keys'>,
  settings: Pick<Settings, 'clocks' | 'modes' | 'unused' | 'unusedAge'>,
  now: Date,
  uses: Uses,
): Omit<FactsOfIam, 'ownerType' | 'exemption' | 'isKeyOpen'> {
  const newer = newerKeyOf(owner, credential);
  const age = ageInDays(credential, now);
  const { clocks, modes } = settings;
  const { ref, status, expiresAt } = credential;
  return {
    isEnabled: status === 'Active',
    hasEnded: status === 'Expired' || (expiresAt !== undefined && expiresAt <= now),
    mode: modes[ref.kind],
    isMadeLater: isMadeLater({ now }, credential),
    age,
    isOld: age >= clocks[ref.kind].stopAt,
    newerKey: !newer ? 'none' : isMadeLater({ now }, newer) ? 'made-later' : 'enabled',
    unused: unusedKey(credential, settings, now, uses),
  };
}

/** Machines have keys always, and a credential of another kind is no way in that `access` speaks of. */
export function isKeyOpenTo(
  tags: Pick<UserTags, 'type' | 'access' | 'keyUntil'>,
  kind: CredentialKind,
  today: LocalDate,
): boolean {
  return tags.type !== 'engineer' || kind !== 'access-key' || isKeyOpen(tags, today);
}

/** Of other kinds that are stopped IAM notes no uses. */
function unusedKey(
  credential: StoppableCredential,
  { unused, unusedAge }: Pick<Settings, 'unused' | 'unusedAge'>,
  now: Date,
  { usesAsOf, enabledAgainAt }: Uses,
): UseFound | undefined {
  if (unused !== 'disable' || credential.ref.kind !== 'access-key') return undefined;
  const by = { unusedAge, now, usesAsOf };
  return useOf(credential, accessKey, by, { enabledAgainAt, nameOf: () => accessKey.label });
}

/** Of a key the newer enabled one; those of other kinds stand beside each other as long as they like. */
function newerKeyOf(
  owner: Pick<Holder, 'keys'>,
  { ref, createdAt }: StoppableCredential,
): StoppableCredential | undefined {
  if (ref.kind !== 'access-key') return undefined;
  const newer = secondKeyOf(owner, { id: ref.id, createdAt });
  return newer && credentialOfKey(newer);
}
