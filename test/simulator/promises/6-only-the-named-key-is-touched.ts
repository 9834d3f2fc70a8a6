import type { PromiseCheck } from './promise-check';

/** Each call changed one credential, the one that it was for, and of that one the messages had said that it stops. */
export const onlyTheNamedKeyIsTouched: PromiseCheck = function* ({ chronicle }, { disablings }) {
  for (const { touched, at, accountId } of disablings) {
    if (touched.length > 1) yield `one call changed ${touched.join(' and ')} in ${accountId}`;
    for (const id of touched) {
      const wasNamed = chronicle
        .about(id)
        .some((shown) => shown.at < at && shown.facts.day !== undefined);
      if (!wasNamed) yield `${id} was disabled, and no message had named it`;
    }
  }
};
