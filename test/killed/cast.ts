import { addDays } from '../../rules/calendar';

/** The instant of the run of that day, counted from 2026-01-01: 09:00 UTC. */
export function day(n: number): Date {
  return new Date(Date.UTC(2026, 0, 1 + n, 9));
}

export const firstDay = 74;
export const lastDay = 97;

export const identity = { id: '111111111111', name: 'identity' };
export const sandbox = { id: '222222222222', name: 'sandbox' };
export const monitorAccount = '123456789012';
export const teamChannel = 'C0INFRA0001';

export interface Member {
  readonly name: string;
  readonly accountId: string;
  readonly type?: 'engineer' | 'machine';
  readonly slackId?: string;
  /** Gone from Slack. */
  readonly hasLeftSlack?: boolean;
  readonly exemptUntil?: string;
  /** The day on which the first key is made. */
  readonly keyFrom: number;
}

function engineer(name: string, keyFrom: number, more: Partial<Member> = {}): Member {
  const slackId = `U0${name.toUpperCase().padEnd(9, '0')}`;
  return { name, accountId: identity.id, type: 'engineer', slackId, keyFrom, ...more };
}

/** Somebody for every rule, and nearly every day of the story somebody's is due. */
export const cast: readonly Member[] = [
  engineer('alice', 0),
  engineer('bob', 1),
  engineer('carol', 2),
  engineer('dora', 3, { hasLeftSlack: true }),
  engineer('erin', 0, { exemptUntil: addDays('2026-01-01', 84) }),
  engineer('gina', 5),
  engineer('hugo', 1, { accountId: sandbox.id }),
  engineer('ivan', 4, { accountId: sandbox.id }),
  { name: 'frank', accountId: identity.id, keyFrom: 0 },
  { name: 'ci', accountId: identity.id, type: 'machine', keyFrom: 0 },
];

/** What a person does on a day, an hour before the run. */
export type Deed =
  | { readonly who: string; readonly does: 'makes a key' }
  | { readonly who: string; readonly does: 'deletes the older key' }
  | { readonly who: string; readonly does: 'has a key enabled again' };

export const deeds: ReadonlyMap<number, readonly Deed[]> = new Map<number, readonly Deed[]>([
  // Keeps both: the older one stops two days later.
  [79, [{ who: 'bob', does: 'makes a key' }]],
  [80, [{ who: 'carol', does: 'makes a key' }]],
  // In time.
  [81, [{ who: 'carol', does: 'deletes the older key' }]],
  [88, [{ who: 'hugo', does: 'makes a key' }]],
  [94, [{ who: 'alice', does: 'has a key enabled again' }]],
]);
