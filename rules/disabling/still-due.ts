import { dateIn, latest } from '../calendar';
import type { DueBy, Reason } from '../decisions';
import { credentialTraits, isStoppable } from '../credentials';
import type { StoppableCredential, StoppableRef } from '../credentials/credential';
import type { Holder, StoppableTraits } from '../credentials/credential-traits';
import { isUnknown } from '../model';
import { because } from '../plan/context';
import { exemptionOf } from '../plan/exemption';
import { factsOfIam, isKeyOpenTo, type LastLookFacts } from '../plan/facts';
import { whyNotDisabled } from '../plan/guards';
import { readTags } from '../read-tags';
import type { Settings } from '../settings';
import type { NewWay } from '../ways-in';

/** What a user has, of the kind that was asked for, and their tags, as they are just before one of it is disabled. */
export interface OwnerNow extends Holder {
  /** Absent: at the run's own time. */
  readonly readAt?: Date;
  readonly tags: Readonly<Record<string, string>>;
}

/** Whether the credential may still be disabled. `off`: it is not enabled, so only the telling is left. */
export type StillDue =
  | { readonly is: 'due' }
  | { readonly is: 'off' }
  | { readonly is: 'not-due'; readonly why: Reason };

/**
 * The last look at a credential that the plan wants disabled: everything that may have changed since the account
 * was read, or that the reading had wrong.
 * @param dueBy the rule by which the plan found it due: of another one nobody may have been warned
 * @param now the run's scheduled time, as the plan was made for.
 * @param ways by which its owner may go without it, as the plan has proved; absent where that is not asked
 */
export function stillDue(
  ref: StoppableRef,
  found: OwnerNow | undefined,
  dueBy: DueBy,
  settings: Settings,
  now: Date,
  ways?: readonly NewWay[],
): StillDue {
  const credential = found && credentialNow(ref, found);
  if (!credential) {
    const { label } = credentialTraits[ref.kind];
    return { is: 'not-due', why: because('gone', `${label} is gone`) };
  }
  const facts = factsAgain(credential, found, settings, now, ways);
  const why = whyNotDisabled(dueBy, facts);
  if (!why) return { is: 'due' };
  return why.code === 'inactive' ? { is: 'off' } : { is: 'not-due', why };
}

function factsAgain(
  credential: StoppableCredential,
  found: OwnerNow,
  settings: Settings,
  now: Date,
  ways: readonly NewWay[] | undefined,
): LastLookFacts {
  const tags = readTags(found.tags, latest(now, found.readAt), settings);
  const today = dateIn(settings.timeZone, now);
  return {
    asker: 'last-look',
    // Whoever has enabled it again, the plan knows.
    ...factsOfIam(credential, found, settings, now, { enabledAgainAt: () => undefined }),
    ownerType: tags.type,
    exemption: exemptionOf(today, tags.exemptUntil, undefined),
    isKeyOpen: isKeyOpenTo(tags, credential.ref.kind, today),
    isProofGone: ways !== undefined && !ways.some((way) => tags.access.includes(way)),
  };
}

/** As IAM itself has it now; what it does not say cannot be acted on. */
function credentialNow(ref: StoppableRef, found: OwnerNow): StoppableCredential | undefined {
  const traits: StoppableTraits = credentialTraits[ref.kind];
  const held = traits.heldBy(found);
  if (isUnknown(held)) return undefined;
  return held.filter(isStoppable).find(({ ref: { id } }) => id === ref.id);
}
