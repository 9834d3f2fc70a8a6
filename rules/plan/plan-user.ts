import { isSpokenOf, isStopped } from '../credentials';
import { credentialOfKey } from '../credentials/access-key';
import type { CredentialKind } from '../credentials/credential';
import type { Decision } from '../decisions';
import type { Day, TaggedUser } from './context';
import { planMfa, planUnseenKeys, reportFindings } from './findings';
import { planPassword } from './plan-password';
import { planChosen } from './plan-chosen';
import { planStoppable } from './plan-stoppable';
import { compareAges } from './second-key-of';
import { planWays } from './ways';

/** Everything about one user: a decision a key at least, the password's, what is wrong with the user. */
export function planUser(day: Day, owner: TaggedUser): readonly Decision[] {
  return [
    // The older of two that are both to stop goes first, while the newer one is enabled: that may be its reason.
    ...owner.user.keys
      .toSorted(compareAges)
      .flatMap((key) => planStoppable(day, owner, credentialOfKey(key))),
    ...planUnseenKeys(day, owner),
    ...planOtherKinds(day, owner),
    ...(owner.tags.type === 'engineer' ? planMfa(day, owner) : []),
    ...planWays(day, owner),
    ...reportFindings(day, owner),
  ];
}

/** Each kind but keys, of which each is planned by itself, in the order in which they are looked at. */
const plansOfOtherKinds = {
  password: planPassword,
  'service-specific': planChosen('service-specific'),
  'ssh-key': planChosen('ssh-key'),
  'signing-certificate': planChosen('signing-certificate'),
} as const satisfies {
  readonly [Kind in Exclude<CredentialKind, 'access-key'>]: PlanOfKind;
};
/** A decision at least, if only to say why nothing is done. */
type PlanOfKind = (day: Day, owner: TaggedUser) => Decision | readonly Decision[];

function planOtherKinds(day: Day, owner: TaggedUser): readonly Decision[] {
  return Object.entries<PlanOfKind>(plansOfOtherKinds).flatMap(([kind, plan]) =>
    isPlanned(kind as CredentialKind, owner) ? plan(day, owner) : [],
  );
}

/** What Keyturn itself stops has a decision whomever it is of: a disabling that was begun is gone on with, or ended. */
function isPlanned(kind: CredentialKind, { tags }: TaggedUser): boolean {
  return isStopped(kind) || isSpokenOf(kind, tags.type);
}
