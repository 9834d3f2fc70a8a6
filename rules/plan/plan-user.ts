import { isSpokenOf } from '../credentials';
import { credentialOfKey } from '../credentials/access-key';
import type { CredentialKind, StoppableCredential } from '../credentials/credential';
import type { Decision, Reason } from '../decisions';
import { announce } from './announce';
import { planByAge } from './by-age';
import { planBySecondKey } from './by-second';
import type { Day, TaggedUser } from './context';
import { abandonDisabling, planInactive } from './disabling';
import { gatherFacts, type PlanFacts } from './facts';
import { planMfa, planUnseenKeys, reportFindings } from './findings';
import { whyLeftAlone } from './guards';
import { planMachineKey } from './machine';
import { planPassword } from './plan-password';
import { planReported } from './plan-reported';
import { rememberedAlone, rememberedExemption } from './remember';
import { compareAges } from './second-key-of';

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
    ...reportFindings(day, owner),
  ];
}

/** Each kind but keys, of which each is planned by itself, in the order in which they are looked at. */
const plansOfOtherKinds = {
  password: planPassword,
  'service-specific': planReported('service-specific'),
  'ssh-key': planReported('ssh-key'),
  'signing-certificate': planReported('signing-certificate'),
} as const satisfies {
  readonly [Kind in Exclude<CredentialKind, 'access-key'>]: PlanOfKind;
};
/** A decision at least, if only to say why nothing is done. */
type PlanOfKind = (day: Day, owner: TaggedUser) => Decision | readonly Decision[];

function planOtherKinds(day: Day, owner: TaggedUser): readonly Decision[] {
  return Object.entries<PlanOfKind>(plansOfOtherKinds).flatMap(([kind, plan]) =>
    isSpokenOf(kind as CredentialKind, owner.tags.type) ? plan(day, owner) : [],
  );
}

function planStoppable(
  day: Day,
  owner: TaggedUser,
  credential: StoppableCredential,
): readonly Decision[] {
  const facts = gatherFacts(day, owner, credential);
  const why = whyLeftAlone(facts);
  // Left to the version that wrote it, with all that is due.
  if (why?.code === 'newer-record') return [{ do: 'nothing', subject: facts.subject, why }];
  const decisions = why ? [planLeftAlone(facts, why)] : planByRules(facts);
  return [
    ...announce(facts),
    ...decisions,
    ...rememberedExemption(facts),
    // A disabling that was begun is gone on with, or ended.
    ...(decisions.some((each) => each.do === 'disable') ? [] : abandonDisabling(facts)),
  ];
}

/** Nothing, with the reason, but for what is still to be told. */
function planLeftAlone(facts: PlanFacts, why: Reason): Decision {
  switch (why.code) {
    case 'inactive':
      return planInactive(facts, why);
    case 'machine':
      return planMachineKey(facts);
    default:
      return { do: 'nothing', subject: facts.subject, why };
  }
}

function planByRules(facts: PlanFacts): readonly Decision[] {
  const { newer } = facts;
  const byAge = planByAge(facts);
  if (!newer) return [byAge, ...rememberedAlone(facts)];
  // The age's own day may have come before the second key's clock has run out.
  return [byAge.do === 'disable' ? byAge : planBySecondKey(facts, newer)];
}
