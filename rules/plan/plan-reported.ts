import { credentialTraits } from '../credentials';
import type { CredentialKind } from '../credentials/credential';
import type { Decision } from '../decisions';
import { isUnknown } from '../model';
import { nothing, subjectOf, type Day, type TaggedUser } from './context';

/** Of a kind of which only report and summary tell: nothing is done with any of them, and nobody is reminded. */
export function planReported(
  kind: CredentialKind,
): (day: Day, owner: TaggedUser) => readonly Decision[] {
  return (day, owner) => {
    const held = credentialTraits[kind].heldBy(owner.user);
    if (isUnknown(held)) return [nothing(subjectOf(day, owner), 'not-known', held.unknown)];
    return held.map(({ ref }) =>
      nothing(subjectOf(day, owner, ref), 'only-reported', 'its kind is only reported'),
    );
  };
}
