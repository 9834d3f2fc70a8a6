import { DAY_S, HOUR_S } from '../world/calendar';
import { alice, emptyStory, NOON } from './empty-story';
import type { Story } from './story';
import { promisedRules } from './write-rules';

/** Warned of a second key, alice turns that off within the grace, and weeks later on again. */
export const secondKeyOffForWeeks: Story = {
  ...emptyStory,
  people: [{ ...alice, keyAges: [20 * DAY_S] }],
  happenings: [
    { day: 3, second: NOON, who: alice.name, does: 'create' },
    { day: 4, second: NOON, who: alice.name, does: 'toggle', which: 'newer' },
    { day: 30, second: NOON, who: alice.name, does: 'toggle', which: 'newer' },
  ],
};

/** The notice of alice's second key becomes a dead letter, and is told days later. */
export const toldDaysLater: Story = {
  ...emptyStory,
  days: 12,
  people: [{ ...alice, keyAges: [10 * DAY_S, 20 * DAY_S] }],
  happenings: [
    { day: 0, trouble: 'slack', kind: 'http-503', hours: 24, share: 1, seed: 1 },
    ...[1, 2, 3, 4].map((day) => ({ day, trouble: 'missed-run' as const })),
    { day: 4, trouble: 're-drive' },
  ],
};

/** On days without runs alice makes a second key; then somebody catches up on the first of those days. */
export const secondKeyAfterTheDay: Story = {
  ...emptyStory,
  people: [{ ...alice, keyAges: [20 * DAY_S] }],
  happenings: [
    ...[8, 9, 10, 11, 12].map((day) => ({ day, trouble: 'missed-run' as const })),
    { day: 11, second: NOON, who: alice.name, does: 'create' },
    { day: 12, trouble: 'catch-up', daysBack: 4, minutes: 300 },
  ],
};

/** The same, though a run of a day in between has handled the account. */
export const caughtUpOnLongAgo: Story = {
  ...emptyStory,
  people: [{ ...alice, keyAges: [20 * DAY_S] }],
  happenings: [
    { day: 10, second: NOON, who: alice.name, does: 'create' },
    { day: 11, trouble: 'missed-run' },
    { day: 12, trouble: 'missed-run' },
    { day: 12, trouble: 'catch-up', daysBack: 6, minutes: 300 },
  ],
};

/**
 * The run that is to disable the older of alice's two keys dies before it does. By the day of the next one the newer
 * key is to stop too.
 */
export const bothKeysStopAtOnce: Story = {
  ...emptyStory,
  people: [{ ...alice, keyAges: [103 * DAY_S, 105 * DAY_S] }],
  happenings: [
    { day: 2, trouble: 'crash', of: 'monitor', call: 10, moment: 'before' },
    { day: 3, trouble: 'missed-run' },
    { day: 4, trouble: 'missed-run' },
  ],
};

/**
 * The older of alice's keys is disabled for the newer one, before anybody is told of its age, and enabled again. By the
 * next run it is due for that again, and old; and the newer one goes after the account is read, before the last look.
 */
export const secondKeyGoneBeforeTheLastLook: Story = {
  ...emptyStory,
  days: 15,
  people: [{ ...alice, keyAges: [89 * DAY_S, 20 * DAY_S] }],
  happenings: [
    { day: 2, second: NOON, who: alice.name, does: 'toggle', which: 'older' },
    { day: 3, second: 9 * HOUR_S + 7, who: alice.name, does: 'delete', which: 'newer' },
  ],
};

/** The run that is to disable alice's key for a newer one dies before it does. That one goes, and the key's own day comes. */
export const ownDayAfterTheSecondKey: Story = {
  ...emptyStory,
  days: 15,
  people: [{ ...alice, keyAges: [80 * DAY_S - NOON] }],
  happenings: [
    { day: 7, second: NOON, who: alice.name, does: 'create' },
    { day: 10, trouble: 'crash', of: 'monitor', call: 10, moment: 'before' },
    { day: 10, second: NOON, who: alice.name, does: 'delete', which: 'newer' },
  ],
};

/** The same of a second key: it is off for some hours, which a run for the day before reads alone. */
export const secondKeyOffForTheDayBefore: Story = {
  ...emptyStory,
  rules: { ...promisedRules, secondKeyGraceDays: 5 },
  people: [{ ...alice, keyAges: [20 * DAY_S] }],
  happenings: [
    { day: 2, second: NOON, who: alice.name, does: 'create' },
    { day: 5, second: 10 * HOUR_S, who: alice.name, does: 'toggle', which: 'newer' },
    { day: 5, second: 20 * HOUR_S, who: alice.name, does: 'toggle', which: 'newer' },
    { day: 5, trouble: 'catch-up', daysBack: 1, minutes: 300 },
  ],
};
