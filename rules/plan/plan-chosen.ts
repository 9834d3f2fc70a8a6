import { credentialTraits, isStoppable } from '../credentials';
import type { OtherKind } from '../credentials/credential';
import type { Decision } from '../decisions';
import { isUnknown } from '../model';
import { nothing, subjectOf, type Day, type TaggedUser } from './context';
import { planStoppable } from './plan-stoppable';

/** Of a kind of which a company says what is done: each by itself, also of users without a type. */
export function planChosen(kind: OtherKind): (day: Day, owner: TaggedUser) => readonly Decision[] {
  return (day, owner) => {
    const held = credentialTraits[kind].heldBy(owner.user);
    if (isUnknown(held)) return [nothing(subjectOf(day, owner), 'not-known', held.unknown)];
    return held.flatMap((credential) => {
      if (isStoppable(credential)) return planStoppable(day, owner, credential);
      const subject = subjectOf(day, owner, credential.ref);
      return day.settings.modes[kind] === 'report'
        ? [nothing(subject, 'only-reported', 'its kind is only reported')]
        : [nothing(subject, 'not-known', 'IAM itself was not asked since when it is there')];
    });
  };
}
