/** What a move is held to in these days, in which there is no time for more, and what is said to the functions besides. */
export const PROVED_DAYS = 2;
export const QUIET_DAYS = 3;
/** Days between the warning that `key` is closed and the end of a key. */
export const GRACE_DAYS = 5;
export const settings = {
  provedDays: PROVED_DAYS,
  quietDays: QUIET_DAYS,
  // Where runs come to no end for days, the next one has more to disable than the circuit breaker lets by.
  circuitBreaker: { keys: 12 },
};

/** What somebody who moves does, or has done for them by whoever leads moves. */
export type MoveDeed = { readonly who: string } & (
  | { readonly does: 'signs in' | 'uses their key' }
  /** `keyturn move <who> …`, and `pulumi up` once it has changed engineers.yaml. */
  | {
      readonly does: 'is moved';
      readonly by?: 'force' | 'back' | 'certificate';
      /** What the command has to say: that it is done, that it is not yet, or that, and then anew each morning until it is. */
      readonly ends?: 'refused' | 'at last';
    }
  /** engineers.yaml is written by hand, and `pulumi up`. */
  | { readonly does: 'is written'; readonly access: readonly string[] }
);

const signIns = (...names: readonly string[]): readonly MoveDeed[] =>
  names.map((who) => ({ who, does: 'signs in' }));

/**
 * Judy goes all the way, with a script that uses her key in the middle. Kim is forced, since her other way is not proved.
 * Leo goes back, and leaves again. Of Mona `key` is closed by hand without any proof. Nick goes back by hand on the day on which
 * his key is to stop. Abel never makes up his mind: see `wavers`.
 */
export const moveDeeds: ReadonlyMap<number, readonly MoveDeed[]> = new Map<
  number,
  readonly MoveDeed[]
>([
  [75, [...signIns('abel', 'judy', 'leo', 'nick'), { who: 'kim', does: 'uses their key' }]],
  [76, signIns('abel', 'judy', 'leo', 'nick')],
  [
    79,
    [
      { who: 'judy', does: 'is moved' },
      { who: 'kim', does: 'uses their key' },
      { who: 'kim', does: 'is moved', ends: 'refused' },
      { who: 'leo', does: 'is moved' },
      { who: 'mona', does: 'is written', access: ['sign-in'] },
      { who: 'nick', does: 'is moved' },
    ],
  ],
  [80, [{ who: 'kim', does: 'is moved', by: 'force' }]],
  [
    81,
    [
      { who: 'judy', does: 'uses their key' },
      { who: 'kim', does: 'uses their key' },
    ],
  ],
  [82, [{ who: 'leo', does: 'is moved', by: 'back' }]],
  [84, [{ who: 'nick', does: 'is written', access: ['key', 'sign-in'] }]],
  [85, [{ who: 'leo', does: 'is moved' }]],
  [88, [{ who: 'nick', does: 'is written', access: ['sign-in'] }]],
  [
    90,
    [
      { who: 'judy', does: 'is moved', by: 'certificate', ends: 'at last' },
      { who: 'kim', does: 'is moved', by: 'certificate', ends: 'at last' },
    ],
  ],
]);

/** Leaves each morning from that day on, if he has gone back, which he does when some process has died. */
export const wavers = { who: 'abel', from: 79 };
