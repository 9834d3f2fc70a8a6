import { each, inputError } from '../check';
import { organizationalUnitId } from '../formats';

/**
 * The units, found to be right. Whether one lies within another can't be seen from their ids, except of the root.
 * @throws InputPropertyError
 */
export function checkUnits(ids: readonly string[]): readonly string[] {
  const problem =
    ids.length === 0
      ? 'expected at least one organizational unit, found an empty list'
      : (each(organizationalUnitId)([...ids]) ?? problemAmong(ids));
  if (problem !== undefined) throw inputError('organizationalUnitIds', problem);
  return ids;
}

function problemAmong(ids: readonly string[]): string | undefined {
  const twice = ids.findIndex((id, i) => ids.indexOf(id) < i);
  if (twice >= 0) return `item ${twice}: expected each unit once, found "${ids[twice]}" again`;
  const root = ids.findIndex((id) => id.startsWith('r-'));
  if (root < 0 || ids.length === 1) return undefined;
  return `item ${root}: expected the root alone, as it holds every unit, found it beside others`;
}
