import type { Report, UserReference } from '../../rules/report/report';
import type { Cells } from './cells';

/** The columns of a report in which somebody is on the way from keys to another way in, after all others. */
export const moveColumns = [
  'ways_in',
  'move_step',
  'move_missing',
  'move_proof',
  'other_way_last_used',
] as const;

/** The same cells in each row of the person's keys; none for whoever is not on the way. */
export function moveCells({ moves }: Report): (user: UserReference) => Cells {
  const idOf = ({ accountId, userName }: UserReference) => `${accountId}/${userName}`;
  const byUser = new Map((moves?.people ?? []).map((each) => [idOf(each), each]));
  return (user) => {
    const move = byUser.get(idOf(user));
    if (!move) return {};
    const uses = move.ways.flatMap(({ way, lastUsed }) =>
      way === 'key' || !lastUsed ? [] : [lastUsed.at],
    );
    return {
      ways_in: move.ways.flatMap(({ way, isOpen }) => (isOpen ? [way] : [])).join(' '),
      move_step: move.step,
      move_missing: move.missing,
      move_proof: move.proof,
      other_way_last_used: uses.toSorted().at(-1),
    };
  };
}
