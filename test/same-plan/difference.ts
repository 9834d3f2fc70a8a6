import { asText } from './as-text';
import type { PlainDay, PlainDecision, PlainLook, PlainVerdict, Rules } from './plain';

/** What two versions decide of the same, where that differs. */
export type Difference =
  | { readonly of: 'plan'; readonly asked: PlainDay; readonly then: string; readonly now: string }
  | { readonly of: 'look'; readonly asked: PlainLook; readonly then: string; readonly now: string };

/** What was asked of both, what the rules of then answered, and `before` where that is no longer what they are asked. */
export type Answered<Answer> =
  | { readonly answer: Answer; readonly difference?: undefined; readonly before?: Answer }
  | { readonly difference: Difference };

export function comparePlans(
  then: Rules,
  now: Rules,
  asked: PlainDay,
): Answered<readonly PlainDecision[]> {
  const answer = then.plan(asked);
  const texts = { then: asText(answer), now: asText(outcomeOf(() => now.plan(asked))) };
  return texts.then === texts.now ? { answer } : { difference: { of: 'plan', asked, ...texts } };
}

export function compareLooks(then: Rules, now: Rules, asked: PlainLook): Answered<PlainVerdict> {
  const answer = then.look(ofRule(asked));
  const texts = { then: asText(answer), now: asText(outcomeOf(() => now.look(asked))) };
  if (texts.then !== texts.now) return { difference: { of: 'look', asked, ...texts } };
  const before = then.look(asked);
  return asText(before) === texts.then ? { answer } : { answer, before };
}

/**
 * The one difference that is meant. The last look asked for the cause that the notice names, and now asks for the rule by
 * which the plan found the key due: so a key went without a warning of its age, and another one a day late. It is the
 * question that was wrong, and no answer: those of then are asked for that rule too, and must say what is said now.
 */
function ofRule(asked: PlainLook): PlainLook {
  return { ...asked, cause: asked.dueBy };
}

/** An error is an answer too, that those of then never give. */
function outcomeOf(ask: () => unknown): unknown {
  try {
    return ask();
  } catch (error) {
    return { threw: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
