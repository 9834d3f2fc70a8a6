import type { AccountLedger } from '../ledger';
import type { Inventory } from '../model';
import { judgeMove } from '../person/judge-move';
import { readTags } from '../read-tags';
import type { Settings } from '../settings';
import { addTo, type MovesByStep } from '../person/moves-by-step';

/** Undefined where nobody is on the way. */
export function countMoves(
  { users, readAt, usesAsOf }: Inventory,
  ledger: AccountLedger,
  settings: Settings,
  now: Date,
): MovesByStep | undefined {
  const counts: MovesByStep = {};
  for (const user of users) {
    const tags = readTags(user.tags, readAt ?? now, settings);
    const { step } = judgeMove(user, tags, ledger, settings, now, usesAsOf);
    if (step !== 'not-moving') addTo(counts, { [step]: 1 });
  }
  return Object.keys(counts).length > 0 ? counts : undefined;
}
