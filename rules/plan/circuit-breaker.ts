import type { Decision } from '../decisions';
import { chosenKinds, credentialsOf } from '../credentials';
import type { Inventory } from '../model';
import { userTypeOf } from '../tags';
import { warnOfAge } from './by-age';
import { warnOfClosing } from './by-moved';
import { warnOfSecondKey } from './by-second';
import { warnOfUnused } from './by-unused';
import type { Day, TaggedUser } from './context';
import { because } from './context';
import { gatherFacts } from './facts';

type Disabling = Extract<Decision, { do: 'disable'; tellOnly: false }>;

/**
 * Holds back every disabling of an account when there are more of them than both limits allow, unless the
 * setting releases them through today.
 * @param all the account's users, of whose credentials that Keyturn disables the limit is a share
 * @param users those of whom there are decisions
 */
export function holdBack(
  day: Day,
  { users: all }: Pick<Inventory, 'users'>,
  users: readonly TaggedUser[],
  decisions: readonly Decision[],
): readonly Decision[] {
  const { circuitBreaker, modes } = day.settings;
  const { keys, percent, releasedThrough } = circuitBreaker;
  if (releasedThrough && day.today <= releasedThrough) return decisions;
  const count = decisions.filter(isDisabling).length;
  // Most days, and nobody need be counted.
  if (count <= keys) return decisions;
  const enabled = all
    .filter(({ tags }) => userTypeOf(tags) === 'engineer')
    .flatMap((user) => credentialsOf(user).seen)
    .filter(({ ref, status }) => status === 'Active' && modes[ref.kind] === 'disable').length;
  // Not a fraction of it: 58 / 100 of 50 is a little less than 29.
  if (count * 100 <= percent * enabled) return decisions;
  const what = chosenKinds.some((kind) => modes[kind] === 'disable')
    ? 'enabled credentials of engineers'
    : 'enabled engineer keys';
  const text = `${count} of ${enabled} ${what} would be disabled at once; the limit is the larger of ${keys} and ${percent} %`;
  const owners = new Map(users.map((owner) => [owner.user.id, owner]));
  return decisions.flatMap((decision) => {
    if (!isDisabling(decision)) return [decision];
    const owner = owners.get(decision.user.id);
    return [
      { do: 'hold', subject: decision.subject, why: because('circuit-breaker', text) },
      ...begunOfHeld(decision),
      ...(owner ? warningsOfHeld(day, owner, decision) : []),
    ];
  });
}

/** Telling of one that is disabled already is never held back, nor what a person wants gone: each is of one key alone. */
function isDisabling(decision: Decision): decision is Disabling {
  return decision.do === 'disable' && !decision.tellOnly && decision.dueBy !== 'reported';
}

/** What an earlier run began is ended: who knows for how long it is held. */
function begunOfHeld({ subject, begun, ...disabling }: Disabling): readonly Decision[] {
  if (!begun) return [];
  const notice = disabling.begunUnder ?? disabling.notice;
  const why = because(
    'circuit-breaker',
    'a disabling was begun by an earlier run and is held back',
  );
  return [{ do: 'abandon', subject, begun, notice: { ...notice, isEnabledAgain: true }, why }];
}

/** While it is held, its owner goes on being told what has not been told yet. */
function warningsOfHeld(
  day: Day,
  owner: TaggedUser,
  { credential, dueBy }: Disabling,
): readonly Decision[] {
  const facts = gatherFacts(day, owner, credential);
  const { newer, unused } = facts;
  // What is unused was warned of, or it would not be due.
  const { proved } = facts;
  if (dueBy === 'moved' && proved) return sendOnly(warnOfClosing(facts, proved));
  if (dueBy === 'unused' && unused?.is === 'unused') return sendOnly(warnOfUnused(facts, unused));
  return sendOnly(newer ? warnOfSecondKey(facts, newer) : warnOfAge(facts));
}

function sendOnly(warning: Decision): readonly Decision[] {
  return warning.do === 'send' ? [warning] : [];
}
