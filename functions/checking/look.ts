import type { CheckLine } from '../../rules/checks/check-answer';
import type { CheckWord } from '../../rules/checks/check-format';
import { lineOf, type Tried } from '../../rules/checks/tried';
import { withoutKeyIds } from '../without-key-ids';
import { inTime, noTime, type TimeLimit } from './in-time';

/** One thing to look at, and how. */
export interface Look<Answer = Tried> {
  readonly what: CheckWord;
  readonly id: string;
  readonly look: () => Promise<Answer>;
}

const noTimeLeft = 'not asked: there was no time left';

/** That there was no time to look at it. */
export function notAsked({ what, id }: Pick<Look, 'what' | 'id'>): CheckLine {
  return lineOf(what, id, { is: 'unanswered', why: noTimeLeft });
}

/** A line for each. */
export async function linesOf(
  looks: readonly Look[],
  limit: TimeLimit,
): Promise<readonly CheckLine[]> {
  const found = await inTime(looks, ({ look }) => tried(look), limit);
  return looks.map((each, i) => {
    const answer = found[i];
    return answer === undefined || answer === noTime
      ? notAsked(each)
      : lineOf(each.what, each.id, answer);
  });
}

/** What nobody expected is no reason to say nothing of the rest. */
async function tried(look: Look['look']): Promise<Tried> {
  try {
    return await look();
  } catch (error) {
    return unexpected(error);
  }
}

export function unexpected(error: unknown): Tried {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  return { is: 'unanswered', why: inOneLine(`it could not be looked at: ${name}: ${message}`) };
}

function inOneLine(text: string): string {
  return withoutKeyIds(text).replace(/\s+/g, ' ').slice(0, 300);
}
