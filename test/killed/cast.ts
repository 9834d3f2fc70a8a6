import { addDays } from '../../rules/calendar';
import type { Button } from '../../rules/presses/press';

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
  /** Can come by `aws login`, too, from the beginning: moves/deeds.ts has what becomes of that. */
  readonly isMoving?: true;
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
  // Whose keys no age stops in these days.
  ...['abel', 'judy', 'kim', 'leo', 'mona', 'nick'].map((name) =>
    engineer(name, 40, { isMoving: true }),
  ),
];

/** People in Slack who are no users of IAM. */
export const responder = { name: 'rita', slackId: 'U0RITA00000' };
const stranger = { name: 'mallory', slackId: 'U0MALLORY00' };

/** Whoever presses buttons. */
export const peopleInSlack: readonly Pick<Member, 'name' | 'slackId' | 'hasLeftSlack'>[] = [
  ...cast,
  responder,
  stranger,
];

/** What a person does on a day, an hour before the run. */
export interface Deed {
  readonly who: string;
  readonly does: 'makes a key' | 'deletes the older key' | 'has a key enabled again';
}

export const deeds: ReadonlyMap<number, readonly Deed[]> = new Map<number, readonly Deed[]>([
  // Keeps both: the older one stops two days later.
  [79, [{ who: 'bob', does: 'makes a key' }]],
  [80, [{ who: 'carol', does: 'makes a key' }]],
  // In time.
  [81, [{ who: 'carol', does: 'deletes the older key' }]],
  [83, [{ who: 'gina', does: 'makes a key' }]],
  [84, [{ who: 'frank', does: 'makes a key' }]],
  [
    88,
    [
      { who: 'hugo', does: 'makes a key' },
      { who: 'ivan', does: 'makes a key' },
      { who: 'ci', does: 'makes a key' },
    ],
  ],
  [90, [{ who: 'carol', does: 'makes a key' }]],
  [94, [{ who: 'alice', does: 'has a key enabled again' }]],
]);

/** What somebody presses: under the newest message about a user's keys that has the button, on the first day there is one. */
export interface PressDeed {
  readonly who: string;
  readonly presses: Button;
  /** The user's name. */
  readonly about: string;
}

/** What people do in Slack, when what they did before has been told. */
export const inSlack: ReadonlyMap<
  number,
  readonly (PressDeed | { readonly who: string; readonly opens: 'the home' })[]
> = new Map([
  [77, [{ who: 'alice', presses: 'look-now', about: 'alice' }]],
  [78, [{ who: 'alice', opens: 'the home' }]],
  [79, [{ who: 'bob', presses: 'mine', about: 'bob' }]],
  [80, [{ who: 'bob', presses: 'look-now', about: 'bob' }]],
  // When she is asked once more.
  [83, [{ who: 'carol', presses: 'mine', about: 'carol' }]],
  // Impatient.
  [
    84,
    [
      { who: 'gina', presses: 'not-mine', about: 'gina' },
      { who: 'gina', presses: 'not-mine', about: 'gina' },
      // Whose user has no type: no such key is touched.
      { who: 'rita', presses: 'disable-now', about: 'frank' },
    ],
  ],
  [
    87,
    [
      { who: 'alice', presses: 'look-now', about: 'alice' },
      { who: 'alice', opens: 'the home' },
      { who: 'mallory', opens: 'the home' },
    ],
  ],
  [
    88,
    [
      { who: 'ivan', presses: 'not-mine', about: 'ivan' },
      { who: 'ivan', presses: 'not-mine', about: 'ivan' },
      { who: 'mallory', presses: 'disable-now', about: 'hugo' },
      { who: 'rita', presses: 'disable-now', about: 'ci' },
      // As only who has Slack's secret could: she has no part in that conversation.
      { who: 'mallory', presses: 'not-mine', about: 'hugo' },
    ],
  ],
  [89, [{ who: 'hugo', presses: 'not-mine', about: 'hugo' }]],
  // Of carol's the owner says nothing, however often she is asked.
  [93, [{ who: 'rita', presses: 'disable-now', about: 'carol' }]],
] as const);
