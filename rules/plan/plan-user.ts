import { ageInDays } from '../calendar';
import type { Decision, Finding, Subject } from '../decisions';
import type { AccessKey, IamUser } from '../model';
import { noticeId } from '../notices';
import { describeTagProblem, tagKeys } from '../tags';
import { because, keyFacts, lastCrossed, nothing, personOf, subjectOf } from './context';
import type { Day, TaggedUser } from './context';
import { planInactiveKey } from './plan-disabling';
import { planKeyByAge } from './plan-key';
import { planOlderKey } from './plan-second-key';
import { planPassword } from './plan-password';
import { sendOnce } from './send-once';

/** Everything about one user: a decision a key at least, the password's, what is wrong with the user. */
export function planUser(day: Day, owner: TaggedUser): readonly Decision[] {
  return [
    ...owner.user.keys.flatMap((key) => [
      ...planAnnouncement(day, owner, key),
      ...withAbandoned(day, subjectOf(day, owner, key), key, planKey(day, owner, key)),
    ]),
    ...(owner.tags.type === 'engineer' ? [planPassword(day, owner)] : []),
    ...findings(owner).map((finding): Decision => ({
      do: 'report',
      subject: subjectOf(day, owner),
      userId: owner.user.id,
      finding,
    })),
  ];
}

/** A disabling that was begun and no longer applies must not be told of later. */
function withAbandoned(day: Day, subject: Subject, key: AccessKey, decisions: readonly Decision[]) {
  const isBegun = day.ledger.keys.get(key.id)?.disabling !== undefined;
  if (!isBegun || decisions.some((decision) => decision.do === 'disable')) return decisions;
  const why = because('overtaken', 'a disabling was begun by an earlier run and no longer applies');
  return [...decisions, { do: 'abandon', subject, why } satisfies Decision];
}

function planKey(day: Day, owner: TaggedUser, key: AccessKey): readonly Decision[] {
  const subject = subjectOf(day, owner, key);
  const { type, exemptUntil } = owner.tags;
  if (type === undefined)
    return [nothing(subject, 'invalid-tags', 'its owner has no valid type and is never touched')];
  if (exemptUntil !== undefined && day.today <= exemptUntil)
    return planExempt(day, owner, key, exemptUntil);
  if (key.status === 'Inactive') return [planInactiveKey(day, owner, key)];
  if (type === 'machine') return [planMachineKey(day, owner, key)];
  const second = secondKeyOf(owner.user, key);
  if (!second) return [planKeyByAge(day, owner, key)];
  // The age's own day may have come before the second key's clock has run out.
  const byAge = planKeyByAge(day, owner, key);
  return [byAge.do === 'disable' ? byAge : planOlderKey(day, owner, key, second)];
}

/** The newer enabled key, if this is the older of two. */
export function secondKeyOf(
  { keys }: Pick<IamUser, 'keys'>,
  key: AccessKey,
): AccessKey | undefined {
  return keys.find(
    (other) =>
      other.id !== key.id &&
      other.status === 'Active' &&
      (other.createdAt > key.createdAt ||
        (other.createdAt.getTime() === key.createdAt.getTime() && other.id > key.id)),
  );
}

function planExempt(
  day: Day,
  owner: TaggedUser,
  key: AccessKey,
  until: string,
): readonly Decision[] {
  const subject = subjectOf(day, owner, key);
  // Only warnings that were given before the exemption need the memory of it.
  const isRemembered =
    !day.noticesAbout.has(key.id) || day.ledger.keys.get(key.id)?.lastExemptOn === day.today;
  return [
    key.status === 'Inactive'
      ? planInactiveKey(day, owner, key)
      : nothing(subject, 'exempt', `exempt until ${until}`),
    ...(isRemembered
      ? []
      : [{ do: 'remember-exemption', subject, on: day.today } satisfies Decision]),
  ];
}

/** A machine's key is never disabled: its owner and the team's channel are told as it grows old. */
function planMachineKey(day: Day, owner: TaggedUser, key: AccessKey): Decision {
  const { reminderAges, disableAge } = day.settings;
  const subject = subjectOf(day, owner, key);
  const age = ageInDays(key, day.now);
  const stage = lastCrossed([...reminderAges, disableAge], age);
  if (stage === undefined) return nothing(subject, 'young', `a machine's key, ${age} days old`);
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
    because('stage-crossed', `a machine's key, ${age} days old, past ${stage}`),
  );
  return decision.do === 'nothing'
    ? nothing(subject, 'machine', `a machine's key is never disabled; ${decision.why.text}`)
    : decision;
}

/** A key made since the account's first run of which no event has told. */
function planAnnouncement(day: Day, owner: TaggedUser, key: AccessKey): readonly Decision[] {
  const { firstReadAt } = day.ledger;
  if (!firstReadAt || key.createdAt <= firstReadAt) return [];
  const decision = sendOnce(
    day,
    subjectOf(day, owner, key),
    {
      kind: 'key-created',
      id: noticeId.keyCreated(key.id),
      account: day.account,
      plannedAt: day.now.toISOString(),
      owner: personOf(owner),
      key: keyFacts(key, day.now),
    },
    because('created-unannounced', 'made since the last run, and no event has told of it'),
  );
  return decision.do === 'nothing' ? [] : [decision];
}

function findings({ user, tags }: TaggedUser): readonly Finding[] {
  return [
    ...tags.problems.map((problem): Finding => ({
      kind: problem.tag === tagKeys.exemptUntil ? 'invalid-exemption' : 'invalid-tags',
      text: describeTagProblem(problem),
    })),
    ...(tags.type === 'engineer' && !user.hasMfa
      ? [{ kind: 'no-mfa', text: 'an engineer without an MFA device' } satisfies Finding]
      : []),
  ];
}
