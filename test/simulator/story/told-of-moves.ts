import { DAY_S, HOUR_S } from '../world/calendar';
import { alice, emptyStory, NOON } from './empty-story';
import type { Deed, NewWay, Story, Trouble } from './story';

type Does = Deed extends infer D
  ? D extends Deed
    ? Omit<D, 'day' | 'second' | 'who'>
    : never
  : never;

const does = (day: number, what: Does, second: number = NOON): Deed => ({
  ...{ day, second, who: alice.name },
  ...what,
});
const then = (story: Story, ...more: readonly (Deed | Trouble)[]): Story => ({
  ...story,
  happenings: [...story.happenings, ...more],
});
const uses = (way: NewWay, ...days: readonly number[]) =>
  days.map((day) => does(day, { does: 'use-way', way }));

/** Alice, whose key is young, can come by `aws login`, too. */
const opened: Story = {
  ...emptyStory,
  days: 45,
  people: [{ ...alice, keyAges: [20 * DAY_S] }],
  happenings: [does(0, { does: 'open-way', way: 'sign-in' })],
};
/** As many days as must be. */
const proved = then(opened, ...uses('sign-in', 1, 2, 3));

/** She has used that on three days, and on the fifth `key` is closed to her: warned on the sixth, her key stops on the eleventh. */
export const leaves = then(proved, does(5, { does: 'close-key' }));
const WARNED = 6;
const STOPS = 11;
/** After the run has read the account, and before it looks at the key again. */
const BEFORE_THE_LAST_LOOK = 9 * HOUR_S + 9;

/** She goes on using her key all the time. */
export const usesTheOldKey = then(
  leaves,
  ...[1, 4, 6, 7, 8, 10].map((day) => does(day, { does: 'use' })),
);

/** She has used it on two days only. */
export const leavesWithoutProof = then(
  opened,
  ...uses('sign-in', 1, 2),
  does(5, { does: 'close-key' }),
);

/** She has never used it, and says that it works. */
export const leavesByHerWord = then(
  opened,
  does(4, { does: 'say', way: 'sign-in' }),
  does(5, { does: 'close-key' }),
);

/** She has never used it, and somebody closes `key` all the same. */
export const leavesByForce = then(
  opened,
  does(5, { does: 'force' }, NOON - 1),
  does(5, { does: 'close-key' }),
);

/** `key` is closed to her by everybody's date, which has come on the fifth day. */
export const leavesByDate = then(proved, does(2, { does: 'tag', key: 'key-until', value: '+3' }));

/** What is written of her ways makes no sense. */
export const leavesByMistake = then(
  proved,
  does(5, { does: 'tag', key: 'access', value: 'sign-in+sign-in' }),
);

/** Three days after she was warned `key` is given back to her, and closed again on the twentieth day. */
export const goesBackForAWhile = then(
  leaves,
  does(WARNED + 3, { does: 'give-back' }),
  does(20, { does: 'close-key' }),
);

/** The same, written into engineers.yaml by hand. */
export const goesBackByHand = then(
  leaves,
  does(WARNED + 3, { does: 'give-back', isByHand: true }),
  does(20, { does: 'close-key' }),
);

/** It is given back and closed again between two runs, which see nothing of that. */
export const goesBackUnseen = then(
  leaves,
  does(WARNED + 3, { does: 'give-back' }, NOON),
  does(WARNED + 3, { does: 'close-key' }, NOON + HOUR_S),
);

/** It is given back on the day on which her key is to stop, in the moments between the run's reading and its last look. */
export const goesBackAtTheLastMoment = then(
  leaves,
  does(STOPS, { does: 'give-back' }, BEFORE_THE_LAST_LOOK),
);

/** The same of the way that she has used, beside which another one stays, which she never has. */
export const losesHerWayAtTheLastMoment = then(
  leaves,
  does(1, { does: 'open-way', way: 'identity-center' }),
  does(STOPS, { does: 'close-way', way: 'sign-in' }, BEFORE_THE_LAST_LOOK),
);

/** What was forced is taken back before any run has seen it, and days later closed again without a word. */
export const forcedAndTakenBack = then(
  leavesByForce,
  does(5, { does: 'give-back' }, NOON + HOUR_S),
  does(8, { does: 'close-key' }),
);

/** She was warned while it was forced; after she went back it is closed again without a word. */
export const forcedWarnedAndTakenBack = then(
  leavesByForce,
  does(WARNED + 3, { does: 'give-back', isByHand: true }),
  does(12, { does: 'close-key' }),
);

/**
 * Age stops her key on the tenth day, before she would be warned of the closing that was forced. `key` is given back by hand,
 * she makes a new one, and it is closed again without a word.
 */
export const forcedStoppedAndTakenBack = then(
  { ...leavesByForce, people: [{ ...alice, keyAges: [81 * DAY_S] }] },
  does(12, { does: 'give-back', isByHand: true }),
  does(13, { does: 'create' }),
  does(15, { does: 'close-key' }),
);

/** The warning lies in the queue, since Slack can't be had, until `key` was given back and a run has seen that. */
export const toldOfNoMore = then(
  leaves,
  { day: WARNED, trouble: 'slack', kind: 'http-503', hours: 48, share: 1, seed: 1 },
  does(WARNED + 1, { does: 'give-back' }, HOUR_S),
  { day: WARNED + 2, trouble: 're-drive' },
);

/** CloudTrail can't be asked on the days on which she uses it, and tells of them later. */
export const seenLater = then(leaves, {
  ...{ day: 1, trouble: 'no-trail', days: 4 },
  ...{ accountId: alice.accountId, spans: 0 },
});

/** The run dies with its n-th call of a day, at that moment. */
export function dies(
  story: Story,
  day: number,
  call: number,
  moment: 'before' | 'midway' | 'after',
): Story {
  return then(story, { day, trouble: 'crash', of: 'monitor', call, moment });
}
