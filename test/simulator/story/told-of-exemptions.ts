import { DAY_S, HOUR_S } from '../world/calendar';
import { alice, emptyStory, NOON } from './empty-story';
import type { Story } from './story';

const exempt = (day: number, second: number, value: string | undefined) =>
  ({ day, second, who: alice.name, does: 'tag', key: 'key-exempt-until', value }) as const;

/** An exemption is set after the day that somebody catches up on, as far ahead as may be. */
export const exemptSinceTheDay: Story = {
  ...emptyStory,
  people: [{ ...alice, keyAges: [81 * DAY_S] }],
  happenings: [
    ...[9, 10].map((day) => ({ day, trouble: 'missed-run' as const })),
    { day: 10, second: 1, who: alice.name, does: 'tag', key: 'key-exempt-until', value: '+90' },
    { day: 10, trouble: 'catch-up', daysBack: 1, minutes: 60 },
  ],
};

/** The tag of an exemption is taken away between two runs of one day. */
export const exemptionEndsBetweenTwoRuns: Story = {
  ...emptyStory,
  people: [{ ...alice, keyAges: [90 * DAY_S] }],
  happenings: [
    { day: 3, second: 1, who: alice.name, does: 'tag', key: 'key-exempt-until', value: '+30' },
    {
      day: 6,
      second: NOON,
      who: alice.name,
      does: 'tag',
      key: 'key-exempt-until',
      value: undefined,
    },
    { day: 6, trouble: 'doubled-run', minutes: 420 },
  ],
};

/** Warned on the day before, alice is exempt for a day, and the tag is gone before the next. */
export const exemptForADay: Story = {
  ...emptyStory,
  people: [{ ...alice, keyAges: [82 * DAY_S] }],
  happenings: [exempt(4, 1, '+0'), exempt(4, 20 * HOUR_S, undefined)],
};

/** The same, and the one run that reads of it dies before it can write that down. */
export const exemptionReadByADeadRun: Story = {
  ...exemptForADay,
  happenings: [
    ...exemptForADay.happenings,
    { day: 4, trouble: 'crash', of: 'monitor', call: 5, moment: 'before' },
  ],
};

/** The same, set after the day's run: read by one for the day before alone, which has nothing left to do. */
export const exemptionReadForTheDayBefore: Story = {
  ...exemptForADay,
  happenings: [
    exempt(4, 10 * HOUR_S, '+0'),
    exempt(4, 20 * HOUR_S, undefined),
    { day: 4, trouble: 'catch-up', daysBack: 1, minutes: 300 },
  ],
};

/** Hours after her key was disabled alice is exempt, and another run of that day reads it. */
export const exemptAfterTheDisabling: Story = {
  ...emptyStory,
  people: [{ ...alice, keyAges: [96 * DAY_S] }],
  happenings: [exempt(5, 10 * HOUR_S, '+30'), { day: 5, trouble: 'doubled-run', minutes: 300 }],
};

/** After an exemption alice is to be warned anew: by the runs of two days at once, of which neither knows of the other. */
export const warnedAnewByTwoRunsAtOnce: Story = {
  ...emptyStory,
  days: 5,
  people: [{ ...alice, keyAges: [75 * DAY_S] }],
  happenings: [
    exempt(1, 1, '+1'),
    { day: 3, trouble: 'missed-run' },
    { day: 4, trouble: 'overlapping-runs', seed: 1, hoursApart: 24 },
  ],
};

/**
 * An exemption that ends between two runs is seen when it is over: alice is warned anew, in a message of which the
 * record is lost, and then the tag goes.
 */
export const exemptionSeenWhenOver: Story = {
  ...emptyStory,
  days: 30,
  people: [{ ...alice, keyAges: [85 * DAY_S] }],
  happenings: [
    exempt(4, 10 * HOUR_S, '+0'),
    { day: 5, trouble: 'slack', kind: 'timed-out-after-delivery', hours: 24, share: 1, seed: 1 },
    exempt(5, 20 * HOUR_S, undefined),
  ],
};
