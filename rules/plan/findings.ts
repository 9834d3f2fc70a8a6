import { asOfWords } from '../calendar';
import { keysNotSeen } from '../credentials/access-key';
import type { Decision, Finding } from '../decisions';
import { isUnknown } from '../model';
import { describeTagProblem } from '../read-tags';
import { tagKeys } from '../tags';
import { unusedOf } from '../unused';
import { nothing, subjectOf, type Day, type TaggedUser } from './context';
import { enabledAgainAt } from './enabled-again';
import { mayWait } from './exemption';
import { oldCredentials } from './old-credentials';
import { findingsOfWays } from './ways';

/** What is wrong with a user, or with what could be seen of them. */
export function reportFindings(day: Day, owner: TaggedUser): readonly Decision[] {
  const subject = subjectOf(day, owner);
  const userId = owner.user.id;
  const found = [
    ...findings(owner),
    ...oldCredentials(day, owner),
    ...findUnused(day, owner),
    ...findingsOfWays(day, owner),
  ];
  return found.map((finding) => ({ do: 'report', subject, userId, finding }));
}

/** One line, however much of what they have nobody uses. */
function findUnused(day: Day, { user, tags }: TaggedUser): readonly Finding[] {
  const { settings, now, today, usesAsOf, ledger } = day;
  const unused = unusedOf(
    user,
    { unusedAge: settings.unusedAge, now, usesAsOf },
    {
      mayWait: (kind) => mayWait(kind, today, tags.exemptUntil),
      enabledAgainAt: (keyId) => enabledAgainAt(day, keyId),
      nameOf: ({ id }, traits) => traits.name(id),
    },
  ).filter(
    ({ is, credential }) =>
      is === 'unused' && !(credential && ledger.newer?.credentials.has(credential.id)),
  );
  if (unused.length === 0) return [];
  const text = unused.map((each) => each.text).join('; ') + asOfWords(usesAsOf);
  return [{ kind: 'unused', text }];
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

/** Nothing is planned for keys that may not be listed: what was known of them before may be wrong by now. */
export function planUnseenKeys(day: Day, owner: TaggedUser): readonly Decision[] {
  const { keysUnknown } = owner.user;
  return keysUnknown ? [nothing(subjectOf(day, owner), 'not-known', keysNotSeen(keysUnknown))] : [];
}

/** An engineer without a device is a finding; of whom that is not known, nothing can be reported. */
export function planMfa(day: Day, owner: TaggedUser): readonly Decision[] {
  const { hasMfa } = owner.user;
  if (!isUnknown(hasMfa)) return [];
  const text = `whether there is an MFA device is not known: ${hasMfa.unknown}`;
  return [nothing(subjectOf(day, owner), 'not-known', text)];
}
