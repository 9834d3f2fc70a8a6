import type { AccountLedger } from '../../rules/ledger';
import type { Inventory } from '../../rules/model';
import { spansOf } from '../../rules/person/asked';
import { ledgerWith, movingPeople, seenMoves } from '../../rules/person/see-moves';
import type { RecordChanges } from '../../rules/plan/credential-records';
import type { MovesPort } from '../ports/moves';
import type { AccountNotes } from './account-notes';
import type { Run } from './run';

interface SeenInAccount {
  /** As it is now. */
  readonly ledger: AccountLedger;
  /** Why not all of it is known; absent where nobody is on the way. */
  readonly waysNotRead?: readonly string[];
}

/**
 * Asks CloudTrail how those come who are on the way from keys to another way in, and remembers it. Where nobody is, it
 * asks nothing. A rehearsal remembers nothing, and goes by it all the same.
 */
export async function seeMoves(
  run: Run,
  inventory: Inventory,
  ledger: AccountLedger,
  { account, isDryRun }: Pick<AccountNotes, 'account' | 'isDryRun'>,
): Promise<SeenInAccount> {
  const { ports, settings, now, log } = run;
  const { timeZone } = settings;
  const people = movingPeople(inventory, ledger, settings, now);
  if (people.length === 0) return { ledger };
  const spans = spansOf(people, now, timeZone);
  const { uses, readUntil, failed } = await ports.ways.usesOf(account, people, spans);
  const seen = seenMoves(people, uses, readUntil, ledger, { timeZone, now });
  if (!isDryRun) await ports.ledger.recordSeen(account.id, seen);
  log.info('CloudTrail was asked who uses ways in without a key', {
    accountId: account.id,
    people: people.length,
    days: spans.length,
    seen: new Set(uses.map(({ userId }) => userId)).size,
    failed,
  });
  return { ledger: ledgerWith(ledger, seen), waysNotRead: failed };
}

/** Gives the records of moves of whoever is no user any more an end. */
export async function forgetMoves(
  port: Pick<MovesPort, 'forgetMoves'>,
  { accountId, moves }: Pick<AccountLedger, 'accountId' | 'moves'>,
  { present, keptUntil }: Pick<RecordChanges, 'present' | 'keptUntil'>,
): Promise<void> {
  const gone = [...moves.keys()].filter((userId) => !present.has(userId));
  if (gone.length > 0) await port.forgetMoves(accountId, gone, keptUntil);
}
