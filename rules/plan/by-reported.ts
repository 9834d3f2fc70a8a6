import type { Decision } from '../decisions';
import { begunUnder } from '../presses/to-disabling';
import { because } from './context';
import { planDisabling } from './disabling';
import type { PlanFacts } from './facts';
import { whyNotDue } from './guards';

/**
 * A key that its owner or a responder has reported, and whose disabling was begun and did not come to its end: it is
 * finished, whatever its age, mode or exemption say. Undefined where nobody has whose word counts for it, or it is off by
 * now: then it is planned as any other.
 */
export function planReported(facts: PlanFacts): Decision | undefined {
  if (!isReported(facts) || whyNotDue('reported', facts)) return undefined;
  const text = 'reported to be disabled at once; that was begun and did not come to its end';
  return planDisabling(facts, 'reported', because('reported', text));
}

function isReported({ day, credential, ownerType }: PlanFacts): boolean {
  const notice = begunUnder(day.ledger, credential.ref.id);
  if (notice?.kind !== 'key-disabled' || notice.cause !== 'reported') return false;
  // As of a press itself: of what is a machine's by now only a responder has the word.
  return ownerType !== 'machine' || notice.reportedBy?.as === 'responder';
}
