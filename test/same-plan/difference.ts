import { asText } from './as-text';
import type { PlainDay, PlainDecision, PlainLook, PlainVerdict, Rules } from './plain';

/** What two versions decide of the same, where that differs. */
export type Difference =
  | { readonly of: 'plan'; readonly asked: PlainDay; readonly then: string; readonly now: string }
  | { readonly of: 'look'; readonly asked: PlainLook; readonly then: string; readonly now: string };

/** What was asked of both, and what the rules of then answered. */
export type Answered<Answer> =
  | { readonly answer: Answer; readonly difference?: undefined }
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
  const answer = then.look(asked);
  const texts = { then: asText(answer), now: asText(outcomeOf(() => now.look(asked))) };
  return texts.then === texts.now ? { answer } : { difference: { of: 'look', asked, ...texts } };
}

/** An error is an answer too, that those of then never give. */
function outcomeOf(ask: () => unknown): unknown {
  try {
    return ask();
  } catch (error) {
    return { threw: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
