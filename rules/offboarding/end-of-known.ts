import type { Credential } from '../credentials/credential';
import { emptyLedger, type AccountLedger } from '../ledger';
import { endOfCredential, endOfDeleted, type EndOfKey } from '../person/end-of-credential';
import type { OffboardedCredential } from './certificate';
import { lastUsedOf, momentOf } from './held-credentials';
import type { KnownCredential } from './known-credentials';
import { deletionOf, PASSWORD, type UserEvent } from './user-events';

type End = OffboardedCredential['end'];

/** What says how credentials ended. */
export interface EndSources {
  readonly ledger?: AccountLedger;
  readonly events: readonly UserEvent[];
  /** By a credential's id. */
  readonly ends: ReadonlyMap<string, EndOfKey>;
  /** By which call the user was deleted. */
  readonly userDeletion?: UserEvent;
}

/** One that IAM has. */
export function certifiedHeld(credential: Credential, sources: EndSources): OffboardedCredential {
  const { ref, status, createdAt } = credential;
  const id = ref.kind === 'password' ? PASSWORD : ref.id;
  return {
    ...{ kind: ref.kind, id, status, createdAt: momentOf(createdAt) },
    ...lastUsedOf(credential),
    end:
      status === 'Active'
        ? { is: 'left', restsOn: 'IAM has it, and it is enabled' }
        : asOffboarded(endOfCredential(credential, { ...knownOf(sources), stays: false })),
  };
}

/** One that IAM does not have any more. */
export function certifiedGone(known: KnownCredential, sources: EndSources): OffboardedCredential {
  const { kind, id, createdAt, lastUsed } = known;
  const deletion = deletionOf(id, sources.events);
  const end = endOfGone(known, sources);
  return {
    ...{ kind, id, status: 'deleted', createdAt, ...(lastUsed && { lastUsed }), end },
    ...(deletion && deletion.eventId !== end.eventId && { deletion: deedOf(deletion) }),
  };
}

export function deedOf({ at, by, eventId }: Pick<UserEvent, 'at' | 'by' | 'eventId'>) {
  return { at: at.toISOString(), by, eventId };
}

function endOfGone({ id, record, reported }: KnownCredential, sources: EndSources): End {
  const { ends, userDeletion } = sources;
  const event = ends.get(id);
  if (event)
    return {
      ...{ is: 'ended', at: event.at.toISOString(), by: event.by, eventId: event.eventId },
      restsOn: `CloudTrail: ${event.call}`,
    };
  if (record) {
    const end = asOffboarded(endOfDeleted(record, { ...knownOf(sources), stays: false }));
    if (end.is === 'ended') return end;
  }
  if (userDeletion)
    return {
      ...{ is: 'ended', ...deedOf(userDeletion) },
      restsOn:
        'CloudTrail: DeleteUser, which IAM takes of nobody who has credentials: it ended then at the latest',
    };
  const { lastOn, goneBy } = reported ?? {};
  return {
    is: 'not-known',
    restsOn:
      lastOn === undefined
        ? 'IAM has it no more; when and by whom it was deleted nobody says'
        : `IAM has it no more; the daily report of ${lastOn} has it${goneBy === undefined ? '' : `, and that of ${goneBy} does not`}; by whom it was deleted nobody says`,
  };
}

function knownOf({ ledger = emptyLedger(''), ends }: EndSources) {
  return { ledger, trail: { ends } };
}

function asOffboarded(end: ReturnType<typeof endOfCredential>): End {
  const { is, ...rest } = end;
  return { is: is === 'ended' ? 'ended' : 'not-known', ...rest };
}
