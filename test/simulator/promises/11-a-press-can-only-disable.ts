import { whyKept } from '../truth/presses';
import { MINUTE } from '../world/calendar';
import type { PromiseCheck } from './promise-check';

/**
 * A press disables the key that its message was about, and nothing else; and only where a look just before showed that
 * it is on and an engineer's, or a machine's for a responder. Nothing that anybody presses lets a key go on: that what
 * is past its day goes all the same is held by the second promise.
 */
export const aPressCanOnlyDisable: PromiseCheck = function* (company, { disablings }) {
  for (const { press, id, touched, lastLook, at, wasOn } of disablings) {
    if (!press) continue;
    const { button } = press.of.press;
    const others = touched.filter((each) => each !== press.of.keyId);
    if (id !== press.of.keyId || others.length > 0)
      yield `${button} of ${press.of.keyId} disabled ${touched.join(' and ')}`;
    const kept = wasOn ? whyKept(company, press, lastLook) : 'it was off';
    if (kept !== undefined) yield `${id} was disabled by ${button}, though ${kept}`;
    const since = Math.max(press.begunAt ?? press.startedAt, at - MINUTE);
    if (lastLook && lastLook.at < since)
      yield `${id} was disabled by ${button}, and nobody had looked again just before`;
  }
};
