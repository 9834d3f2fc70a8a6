import { wantedBy } from '../truth/presses';
import type { PromiseCheck } from './promise-check';

/**
 * Each call changed one credential, the one that it was for, and of that one the messages had said that it stops, or
 * somebody who may has pressed for it.
 */
export const onlyTheNamedKeyIsTouched: PromiseCheck = function* (company, { disablings }) {
  const { chronicle } = company;
  for (const disabling of disablings) {
    const { touched, at, accountId, id: meant } = disabling;
    if (touched.length > 1) yield `one call changed ${touched.join(' and ')} in ${accountId}`;
    for (const id of touched) {
      if (id === meant && wantedBy(company, disabling)) continue;
      const wasNamed = chronicle
        .about(id)
        .some((shown) => shown.at < at && shown.facts.day !== undefined);
      if (!wasNamed) yield `${id} was disabled, and no message had named it`;
    }
  }
};
