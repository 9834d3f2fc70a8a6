import type { PromiseCheck } from './promise-check';

/** Each call changed one key, and of that one the messages had said that it stops. */
export const onlyTheNamedKeyIsTouched: PromiseCheck = function* ({ chronicle }, { disablings }) {
  for (const { touched, at, accountId } of disablings) {
    if (touched.length > 1) yield `one call changed ${touched.join(' and ')} in ${accountId}`;
    for (const keyId of touched) {
      const wasNamed = chronicle
        .about(keyId)
        .some((shown) => shown.at < at && shown.facts.day !== undefined);
      if (!wasNamed) yield `${keyId} was disabled, and no message had named it`;
    }
  }
};
