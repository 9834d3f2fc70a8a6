import { emptyLedger, type AccountLedger } from '../ledger';
import type { KeyUse } from '../model';
import { inOrder } from '../order';
import { judgeMove, type MoveState } from '../person/judge-move';
import { moveSteps } from '../person/move-steps';
import type { Settings } from '../settings';
import type { Report, ReportMove } from './report';
import { referenceOf, type AuditedUser } from './subject';

type Moves = NonNullable<Report['moves']>;

/**
 * How far everybody has come who is on the way from keys to another way in; nothing where nobody is.
 * @param notRead why CloudTrail could not be read to its end about them
 */
export function reportMoves(
  users: readonly AuditedUser[],
  ledgers: ReadonlyMap<string, AccountLedger>,
  settings: Settings,
  now: Date,
  notRead: readonly string[] = [],
): Moves | undefined {
  const people = users.flatMap((audited): ReportMove[] => {
    const { account, user, tags, usesAsOf } = audited;
    const ledger = ledgers.get(account.id) ?? emptyLedger(account.id);
    const state = judgeMove(user, tags, ledger, settings, now, usesAsOf);
    const { step } = state;
    return step === 'not-moving' ? [] : [reportMove(audited, step, state)];
  });
  return movesOf(people, notRead);
}

/** Those of several reports as one. */
export function mergedMoves(parts: readonly Pick<Report, 'moves'>[]): Moves | undefined {
  const moves = parts.flatMap((part) => part.moves ?? []);
  return movesOf(
    moves.flatMap(({ people }) => people),
    moves.flatMap(({ notRead }) => notRead),
  );
}

/** Those first who have the longest way to go. */
function movesOf(people: readonly ReportMove[], notRead: readonly string[]): Moves | undefined {
  if (people.length === 0) return undefined;
  const sorted = people.toSorted(
    (a, b) =>
      moveSteps.indexOf(a.step) - moveSteps.indexOf(b.step) || inOrder(a.userName, b.userName),
  );
  return { people: sorted, notRead };
}

function reportMove(
  audited: AuditedUser,
  step: ReportMove['step'],
  { missing, proof, ways, lastKeyUse }: MoveState,
): ReportMove {
  return {
    ...referenceOf(audited),
    step,
    missing,
    ...(proof && { proof }),
    ways: ways.map(({ way, isOpen, lastUsed }) => ({
      way,
      isOpen,
      ...(lastUsed && { lastUsed: written(lastUsed) }),
    })),
    ...(lastKeyUse && { lastKeyUse: { ...written(lastKeyUse), ...placeOf(lastKeyUse) } }),
  };
}

interface Use {
  readonly at: Date;
  readonly address?: string;
  readonly program?: string;
}

function written({ at, address, program }: Use) {
  return {
    at: at.toISOString(),
    ...(address !== undefined && { address }),
    ...(program !== undefined && { program }),
  };
}

function placeOf({ service, region }: Pick<KeyUse, 'service' | 'region'>) {
  return { ...(service !== undefined && { service }), ...(region !== undefined && { region }) };
}
