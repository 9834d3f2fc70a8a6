import type { StoppableCredential } from '../credentials/credential';
import type { Decision, Reason } from '../decisions';
import { announce } from './announce';
import { ask } from './ask';
import { planByAge } from './by-age';
import { isKeptPastItsDay } from './by-grace';
import { planByMoved } from './by-moved';
import { planBySecondKey } from './by-second';
import { planReported } from './by-reported';
import { planByUnused } from './by-unused';
import type { Day, TaggedUser } from './context';
import { planCredentialOld } from './credential-old';
import { abandonDisabling, planInactive } from './disabling';
import { gatherFacts, type PlanFacts } from './facts';
import { whyLeftAlone } from './guards';
import { planMachineKey } from './machine';
import { rememberedAlone, rememberedExemption } from './remember';

/** One credential that Keyturn itself stops: what is done, or why nothing is, and what is to be remembered. */
export function planStoppable(
  day: Day,
  owner: TaggedUser,
  credential: StoppableCredential,
): readonly Decision[] {
  const facts = gatherFacts(day, owner, credential);
  const why = whyLeftAlone(facts);
  // Left to the version that wrote it, with all that is due.
  if (why?.code === 'newer-record') return [{ do: 'nothing', subject: facts.subject, why }];
  const reported = planReported(facts);
  const decisions = reported ? [reported] : why ? [planLeftAlone(facts, why)] : planByRules(facts);
  return [
    ...(facts.credential.ref.kind === 'access-key' ? [...announce(facts), ...ask(facts)] : []),
    ...decisions,
    ...rememberedExemption(facts),
    ...(why?.code === 'machine' || why?.code === 'invalid-tags' ? rememberedAlone(facts) : []),
    // A disabling that was begun is gone on with, or ended.
    ...(decisions.some((each) => each.do === 'disable') ? [] : abandonDisabling(facts)),
  ];
}

/** Nothing, with the reason, but for what is still to be told. */
function planLeftAlone(facts: PlanFacts, why: Reason): Decision {
  switch (why.code) {
    case 'inactive':
      return planInactive(facts, why);
    case 'machine':
    case 'only-reminded':
      return planOld(facts, why);
    default:
      return { do: 'nothing', subject: facts.subject, why };
  }
}

/** What the others stop today they stop; else whoever may come without a key is told of that alone. */
function planByRules(facts: PlanFacts): readonly Decision[] {
  const others = planByOthers(facts);
  const byMoved = others.some((each) => each.do === 'disable') ? undefined : planByMoved(facts);
  if (!byMoved) return others;
  const isOfBoth = !facts.proved || isKeptPastItsDay(facts, facts.byClosing);
  const kept = isOfBoth ? others : others.filter((each) => each.do === 'remember-alone');
  return [...kept, byMoved];
}

function planByOthers(facts: PlanFacts): readonly Decision[] {
  const { newer } = facts;
  const alone = rememberedAlone(facts);
  const byAge = planByAge(facts);
  if (!newer) {
    // What this run overtakes is warned of anew by the next one.
    const isAsked = byAge.do !== 'disable' && alone.length === 0;
    const byUnused = isAsked ? planByUnused(facts) : undefined;
    const isOfAge = !byUnused || (byAge.do === 'send' && isKeptPastItsDay(facts, facts.byUnused));
    return [...(isOfAge ? [byAge] : []), ...(byUnused ? [byUnused] : []), ...alone];
  }
  // The age's own day may have come before the second key's clock has run out.
  return [byAge.do === 'disable' ? byAge : planBySecondKey(facts, newer), ...alone];
}

function planOld(facts: PlanFacts, why: Reason): Decision {
  const { kind } = facts.credential.ref;
  return kind === 'access-key' ? planMachineKey(facts) : planCredentialOld(facts, kind, why);
}
