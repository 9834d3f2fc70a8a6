import type { LoggedDecision } from './play';

/** One line that says why a run told nobody anything: by reason, of how many keys. */
export function whyNothing(decisions: readonly LoggedDecision[]): string {
  const keys = decisions.filter(({ key, do: what }) => key !== undefined && what === 'nothing');
  if (keys.length === 0) return 'nobody has a key';
  return [...Map.groupBy(keys, ({ code }) => code)].map(reason).join('; ');
}

function reason([code, same]: [string, readonly LoggedDecision[]]): string {
  const who = [...new Set(same.map(({ user }) => user))].join(', ');
  switch (code) {
    case 'young':
      return `${same.length} keys younger than the first reminder's age`;
    case 'machine':
      return `${who}: told of it, a machine's key stays`;
    case 'inactive':
      return `${who}: off`;
    default:
      return `${who}: ${same[0]?.text}`;
  }
}
