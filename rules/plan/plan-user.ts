import { ageInDays, asOfWords, latest } from '../calendar';
import { daysOld } from '../counted';
import type { Decision, Finding } from '../decisions';
import { isUnknown, type AccessKey } from '../model';
import { noticeId } from '../notices';
import { tagKeys } from '../tags';
import { describeTagProblem } from '../read-tags';
import { because, keyFacts, lastCrossed, nothing, personOf, subjectOf } from './context';
import type { Day, TaggedUser } from './context';
import { keysNotSeen } from './unseen-keys';
import { exemptionOf, rememberedExemption } from './exemption';
import { isMadeLater } from './later';
import { abandonDisabling, planInactiveKey } from './plan-disabling';
import { planKeyByAge } from './plan-key';
import { planOlderKey } from './plan-second-key';
import { planPassword } from './plan-password';
import { compareAges, secondKeyOf } from './second-key-of';
import { sendOnce } from './send-once';
import { countingDelivery, secondKeyRecords } from './warnings';

const OF_NEWER =
  'its record was written by a newer version of Keyturn, which alone knows what it says';

/** Everything about one user: a decision a key at least, the password's, what is wrong with the user. */
export function planUser(day: Day, owner: TaggedUser): readonly Decision[] {
  return [
    // The older of two that are both to stop goes first, while the newer one is enabled: that may be its reason.
    ...owner.user.keys.toSorted(compareAges).flatMap((key) => planKnownKey(day, owner, key)),
    ...planUnseenKeys(day, owner),
    ...(owner.tags.type === 'engineer' ? [planPassword(day, owner), ...planMfa(day, owner)] : []),
    ...findings(owner).map((finding): Decision => ({
      do: 'report',
      subject: subjectOf(day, owner),
      userId: owner.user.id,
      finding,
    })),
  ];
}

/** A key of which a newer version has recorded what this one can't read is left to that one, with all that is due. */
function planKnownKey(day: Day, owner: TaggedUser, key: AccessKey): readonly Decision[] {
  if (day.ledger.newer?.keys.has(key.id))
    return [nothing(subjectOf(day, owner, key), 'newer-record', OF_NEWER)];
  return [
    ...planAnnouncement(day, owner, key),
    ...withAbandoned(day, owner, key, planKey(day, owner, key)),
  ];
}

/** A disabling that was begun is gone on with, or ended. */
function withAbandoned(
  day: Day,
  owner: TaggedUser,
  key: AccessKey,
  decisions: readonly Decision[],
): readonly Decision[] {
  if (decisions.some((decision) => decision.do === 'disable')) return decisions;
  const abandoned = abandonDisabling(day, owner, key);
  return abandoned ? [...decisions, abandoned] : decisions;
}

function planKey(day: Day, owner: TaggedUser, key: AccessKey): readonly Decision[] {
  const exemption = exemptionOf(day, owner, key);
  return [
    ...(key.status === 'Inactive'
      ? [planInactiveKey(day, owner, key)]
      : planEnabledKey(day, owner, key, exemption)),
    ...rememberedExemption(day, owner, key),
  ];
}

function planEnabledKey(
  day: Day,
  owner: TaggedUser,
  key: AccessKey,
  exemption: string | undefined,
): readonly Decision[] {
  const subject = subjectOf(day, owner, key);
  const { type } = owner.tags;
  if (type === undefined)
    return [nothing(subject, 'invalid-tags', 'its owner has no valid type and is never touched')];
  if (exemption !== undefined) return [nothing(subject, 'exempt', exemption)];
  if (isMadeLater(day, key))
    return [nothing(subject, 'made-later', 'made after the time that the run is for')];
  if (type === 'machine') return [planMachineKey(day, owner, key)];
  const second = secondKeyOf(owner.user, key);
  const byAge = planKeyByAge(day, owner, key);
  if (!second) return [byAge, ...rememberedAlone(day, owner, key)];
  // The age's own day may have come before the second key's clock has run out.
  return [byAge.do === 'disable' ? byAge : planOlderKey(day, owner, key, second)];
}

/** The newer key is off: what was said of it must not count when it is on again. */
function rememberedAlone(day: Day, owner: TaggedUser, key: AccessKey): readonly Decision[] {
  const subject = subjectOf(day, owner, key);
  const prefix = noticeId.secondKey(key.id, '');
  const isThere = (id: string) => owner.user.keys.some((each) => each.id === id);
  const told = secondKeyRecords(day, owner, key, prefix).filter(
    (record) =>
      record.notice?.kind === 'second-key' &&
      isThere(record.notice.newer.id) &&
      countingDelivery(record) !== undefined,
  );
  if (told.length === 0) return [];
  // An older day that is caught up on finds what later runs have told.
  const instants = [day.now, ...told.map(({ plannedAt }) => plannedAt)];
  const at = new Date(Math.max(...instants.map((instant) => instant.getTime())));
  return [{ do: 'remember-alone', subject, at }];
}

/** A machine's key is never disabled: its owner and the team's channel are told as it grows old. */
function planMachineKey(day: Day, owner: TaggedUser, key: AccessKey): Decision {
  const { remindAt, stopAt } = day.settings.clocks['access-key'];
  const subject = subjectOf(day, owner, key);
  const age = ageInDays(key, day.now);
  const stage = lastCrossed([...remindAt, stopAt], age);
  if (stage === undefined) return nothing(subject, 'young', `a machine's key, ${daysOld(age)}`);
  const decision = sendOnce(
    day,
    subject,
    {
      kind: 'machine-key-old',
      id: noticeId.machineKeyOld(key.id, stage),
      account: day.account,
      plannedAt: day.now.toISOString(),
      owner: personOf(owner),
      key: keyFacts(key, day.now),
      stage,
    },
    because('stage-crossed', `a machine's key, ${daysOld(age)}, past ${stage}`),
  );
  return decision.do === 'nothing'
    ? nothing(subject, 'machine', `a machine's key is never disabled; ${decision.why.text}`)
    : decision;
}

/** A key made since the account's first run of which no event has told. */
function planAnnouncement(day: Day, owner: TaggedUser, key: AccessKey): readonly Decision[] {
  const { firstReadAt } = day.ledger;
  if (!firstReadAt || key.createdAt <= firstReadAt) return [];
  // News of what a late run finds is as old as the key.
  const at = latest(day.now, key.createdAt);
  const decision = sendOnce(
    day,
    subjectOf(day, owner, key),
    {
      kind: 'key-created',
      id: noticeId.keyCreated(key.id),
      account: day.account,
      plannedAt: at.toISOString(),
      owner: personOf(owner),
      key: keyFacts(key, at),
    },
    because('created-unannounced', 'made since the last run, and no event has told of it'),
  );
  return decision.do === 'nothing' ? [] : [decision];
}

/** Nothing is planned for keys that may not be listed: what was known of them before may be wrong by now. */
function planUnseenKeys(day: Day, owner: TaggedUser): readonly Decision[] {
  const { keysUnknown } = owner.user;
  return keysUnknown ? [nothing(subjectOf(day, owner), 'not-known', keysNotSeen(keysUnknown))] : [];
}

/** An engineer without a device is a finding; of whom that is not known, nothing can be reported. */
function planMfa(day: Day, owner: TaggedUser): readonly Decision[] {
  const { hasMfa } = owner.user;
  if (!isUnknown(hasMfa)) return [];
  const text = `whether there is an MFA device is not known: ${hasMfa.unknown}`;
  return [nothing(subjectOf(day, owner), 'not-known', text)];
}

function findings({ user, tags }: TaggedUser): readonly Finding[] {
  return [
    ...(user.keysUnknown
      ? [{ kind: 'keys-not-seen', text: keysNotSeen(user.keysUnknown) } satisfies Finding]
      : []),
    ...tags.problems.map((problem): Finding => ({
      kind: problem.tag === tagKeys.exemptUntil ? 'invalid-exemption' : 'invalid-tags',
      text: describeTagProblem(problem),
    })),
    ...(tags.type === 'engineer' && user.hasMfa === false
      ? [
          {
            kind: 'no-mfa',
            text: `an engineer without an MFA device${asOfWords(user.mfaAsOf)}`,
          } satisfies Finding,
        ]
      : []),
  ];
}
