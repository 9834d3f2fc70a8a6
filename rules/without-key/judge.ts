import { ageInDays } from '../calendar';
import { counted, daysOld } from '../counted';
import { accessKey, credentialOfKey, keysNotSeen } from '../credentials/access-key';
import { lastFour } from '../credentials/credential';
import { isUnknown, type AccessKey, type IamUser, type KeyUse } from '../model';
import type { UserType } from '../tags';
import { useOf } from '../unused';
import type { KeyAnswer, WithoutKeyVerdict } from './answer';
import { judgeCalls } from './judge-calls';
import type { KeyHistory } from './key-history';

/** Something that runs once a quarter has run meanwhile. */
const QUARTER_DAYS = 100;
/** Whatever used a key that is off now has been missed meanwhile. */
const MISSED_DAYS = 14;

/** What is known beside IAM's answers. */
export interface KnownOfKeys {
  readonly now: Date;
  /** As of when uses are known; absent: of now. */
  readonly usesAsOf?: Date;
  /** Days after which a key that was never used is one that nobody needs. */
  readonly unusedAge: number;
  /** When a key was last seen to be enabled again. */
  readonly enabledAgainAt?: (keyId: string) => Date | undefined;
  /** By key id; absent where CloudTrail was not asked. */
  readonly histories?: ReadonlyMap<string, KeyHistory>;
}

/** The worst says whether the user could. */
const worstFirst: readonly WithoutKeyVerdict[] = ['machine', 'not-known', 'could'];

/**
 * Whether a user with keys could do without them. What a machine may need is never called needless: where anything is
 * open the answer is that it is not known. Undefined for a user without keys.
 */
export function judgeWithoutKeys(
  { keys, keysUnknown }: IamUser,
  type: UserType | undefined,
  known: KnownOfKeys,
): KeyAnswer | undefined {
  if (keysUnknown)
    return { verdict: 'not-known', reason: 'keys-not-seen', text: keysNotSeen(keysUnknown) };
  if (keys.length === 0) return undefined;
  if (type === 'machine')
    return { verdict: 'machine', reason: 'tagged-machine', text: 'tagged type=machine' };
  const answers = keys.map((key) => ({ key, answer: judgeKey(key, known) }));
  const worst = answers
    // What is enabled goes before what is off.
    .toSorted((a, b) => rankOf(a.answer) - rankOf(b.answer) || rankOf(a.key) - rankOf(b.key))
    .at(0);
  if (!worst) return undefined;
  const text = answers
    .map(({ key, answer }) => `key …${lastFour(key.id)}: ${answer.text}`)
    .join('; ');
  return { ...worst.answer, text };
}

function rankOf(of: KeyAnswer | AccessKey): number {
  if ('verdict' in of) return worstFirst.indexOf(of.verdict);
  return of.status === 'Active' ? 0 : 1;
}

function judgeKey(key: AccessKey, known: KnownOfKeys): KeyAnswer {
  const { lastUsed, status } = key;
  const history = known.histories?.get(key.id);
  const calls = history?.calls.length ?? 0;
  if (isUnknown(lastUsed))
    return notKnown('last-use-not-seen', `when it was last used is not known: ${lastUsed.unknown}`);
  if (status === 'Inactive') return judgeOff(lastUsed, known);
  // IAM knows of no use where CloudTrail does: one of them is late.
  if (!lastUsed && calls > 0)
    return notKnown('last-use-not-seen', 'IAM knows of no use, and CloudTrail does');
  const isUnused = (days: number) => unusedFor(key, days, known);
  if (!lastUsed)
    return isUnused(known.unusedAge)
      ? {
          verdict: 'could',
          reason: 'never-used',
          text: `never used, ${daysOld(ageOf(key, known))}`,
        }
      : notKnown(
          'young',
          `not used yet: made, changed or enabled again less than ${counted(known.unusedAge, 'day')} ago`,
        );
  if (isUnused(QUARTER_DAYS) && calls === 0)
    return {
      verdict: 'could',
      reason: 'unused',
      text: `not used for ${counted(daysSince(lastUsed.at, known), 'day')}`,
    };
  return history ? judgeCalls(history, lastUsed) : notAsked(lastUsed, known);
}

/** Nothing can use it: only whoever misses it needs it. */
function judgeOff(lastUsed: KeyUse | undefined, known: KnownOfKeys): KeyAnswer {
  if (lastUsed === undefined)
    return { verdict: 'could', reason: 'off', text: 'off, and never used' };
  const days = daysSince(lastUsed.at, known);
  return days < MISSED_DAYS
    ? notKnown(
        'off-of-late',
        `off, and used ${counted(days, 'day')} ago: whatever used it may miss it`,
      )
    : { verdict: 'could', reason: 'off', text: `off, and not used for ${counted(days, 'day')}` };
}

function notAsked({ at, service, region }: KeyUse, known: KnownOfKeys): KeyAnswer {
  const of =
    service === undefined ? '' : ` of ${service}${region === undefined ? '' : ` in ${region}`}`;
  const who = service === 'sts' ? ', as whoever assumes roles does' : '';
  return notKnown(
    'not-asked',
    `used ${counted(daysSince(at, known), 'day')} ago${of}${who}; who used it, and for what else, CloudTrail was not asked`,
  );
}

function unusedFor(key: AccessKey, unusedAge: number, known: KnownOfKeys): boolean {
  const { now, usesAsOf, enabledAgainAt = () => undefined } = known;
  const by = { unusedAge, now, usesAsOf };
  const use = useOf(credentialOfKey(key), accessKey, by, { enabledAgainAt, nameOf: () => '' });
  return use?.is === 'unused';
}

function ageOf(key: AccessKey, { now }: KnownOfKeys): number {
  return ageInDays(key, now);
}

function daysSince(instant: Date, { now }: KnownOfKeys): number {
  return ageInDays({ createdAt: instant }, now);
}

function notKnown(reason: KeyAnswer['reason'], text: string): KeyAnswer {
  return { verdict: 'not-known', reason, text };
}
