import { DAY_S } from '../world/calendar';
import { alice, emptyStory } from './empty-story';
import { strictStory } from './told-of-others';
import type { Story, Trouble } from './story';

const { accountId } = alice;

/** What happens to a certificate that is disabled on day 5, and can't be seen for days without a credential report. */
function certificate(first: Trouble, unseenFrom: number): Story {
  return {
    ...strictStory,
    people: [
      { ...alice, keyAges: [], others: [{ kind: 'signing-certificate', age: 85.9 * DAY_S }] },
    ],
    happenings: [first, { day: unseenFrom, trouble: 'no-report', days: 6, accountId }],
  };
}

/** For days AWS leaves open whether it was disabled; after that it can't be seen. */
export const leftOpenAndUnseen = certificate(
  {
    ...{ day: 4, trouble: 'switch-fails', days: 2, accountId },
    ...{ kind: 'signing-certificate', code: 'throttled' },
  },
  6,
);

/** The run dies with its n-th call of that day, at that moment. */
export function diedAndUnseen(call: number, moment: 'before' | 'after'): Story {
  return certificate({ day: 5, trouble: 'crash', of: 'monitor', call, moment }, 6);
}

/** Slack can't be had for longer than the queue tries, from the day of the first warning on. */
export const warnedInVainAndUnseen = certificate(
  { day: 0, trouble: 'slack', kind: 'http-503', hours: 120, share: 1, seed: 1 },
  2,
);

/**
 * For two days IAM is to be asked for alice's keys, which nobody may list. On the first of them alone a run for an older day,
 * after those of later ones, comes to it.
 */
export const keysUnseenOnAnOlderDay: Story = {
  ...emptyStory,
  days: 15,
  people: [
    { ...alice, keyAges: [20 * DAY_S] },
    { ...alice, name: 'bob', tags: { ...alice.tags, 'slack-id': 'U000000BOB' }, keyAges: [DAY_S] },
  ],
  happenings: [
    { day: 5, trouble: 'refused', days: 10, who: alice.name, kind: 'access-key' },
    { day: 8, trouble: 'no-report', days: 2, accountId },
    { day: 8, trouble: 'missed-run' },
    { day: 8, trouble: 'catch-up', daysBack: 2, minutes: 41 },
  ],
};
