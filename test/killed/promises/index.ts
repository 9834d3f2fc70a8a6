import { answersOf, homesLost, pressesLost, pressesNotDone, reportedTooOften } from './presses';
import { disabledSilently, disabledTooEarly, disabledTwice, missed, otherCalls } from './keys';
import { toldAfterwards, untoldOfMoves } from './moves';
import { duplicates, untold } from './notices';
import { unasked, unshown } from './questions';
import { Facts, type Fact } from './facts';

export type { Fact } from './facts';

/** The promises that do not hold after a day, in words. Where no run came to its end, nothing had to be done yet. */
export function brokenPromises(fact: Fact, today: number, isComplete: boolean) {
  const facts = new Facts(fact, today);
  const again = duplicates(facts);
  return {
    toldTwice: again.excused,
    messages: fact.messages.length + fact.seenAlone.length,
    disabled: facts.off.length,
    taken: fact.doneInSlack.filter(({ isTaken }) => isTaken).length,
    broken: [
      ...disabledTooEarly(facts),
      ...disabledTwice(facts),
      ...otherCalls(facts),
      ...disabledSilently(facts, isComplete),
      ...again.broken,
      ...pressesLost(facts),
      ...pressesNotDone(facts),
      ...answersOf(facts),
      ...reportedTooOften(facts),
      ...homesLost(facts),
      ...unshown(facts),
      ...fact.moved.broken,
      ...toldAfterwards(facts),
      ...(isComplete
        ? [...missed(facts), ...untold(facts), ...untoldOfMoves(facts), ...unasked(facts)]
        : []),
    ].map((what) => `day ${today}: ${what}`),
  };
}
