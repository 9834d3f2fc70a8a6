import type { LoggedDecision } from './play';

/** One line that says why a run told nobody anything: the reasons, and of how many keys. */
export function whyNothing(decisions: readonly LoggedDecision[]): string {
  const keys = decisions.filter(({ key, do: what }) => key !== undefined && what === 'nothing');
  if (keys.length === 0) return 'no keys';
  const byReason = Map.groupBy(keys, ({ code }) => code);
  return [...byReason].map(([, same]) => reason(same)).join('; ');
}

function reason(same: readonly LoggedDecision[]): string {
  const [first] = same;
  const who = same.map(({ user }) => user).join(', ');
  return same.length === 1
    ? `${who}: ${first?.text}`
    : `${who}: ${first?.code.replaceAll('-', ' ')}`;
}
