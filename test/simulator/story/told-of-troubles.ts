import { DAY_S } from '../world/calendar';
import { alice, emptyStory, NOON } from './empty-story';
import type { Story } from './story';

/**
 * The run that disables alice's key dies before it can tell. The team enables the key again and exempts her, so
 * that the next run has nothing to do with it.
 */
export const enabledAgainBeforeItWasTold: Story = {
  ...emptyStory,
  days: 30,
  people: [{ ...alice, keyAges: [70 * DAY_S] }],
  happenings: [
    { day: 20, trouble: 'crash', of: 'monitor', call: 11, moment: 'after' },
    { day: 20, second: NOON, who: alice.name, does: 'toggle', which: 'older' },
    { day: 20, second: NOON, who: alice.name, does: 'tag', key: 'key-exempt-until', value: '+30' },
  ],
};

/** Slack loses every answer of a day on which five machines' keys are told of, by two runs of the same time. */
export const everyAnswerLostForADay: Story = {
  ...emptyStory,
  days: 3,
  people: ['mole', 'monk', 'moss', 'moth', 'mule'].map((name) => ({
    ...alice,
    name,
    tags: { type: 'machine' },
    keyAges: [91 * DAY_S],
  })),
  happenings: [
    { day: 0, trouble: 'slack', kind: 'timed-out-after-delivery', hours: 24, share: 1, seed: 1 },
    { day: 0, trouble: 'doubled-run', minutes: 60 },
  ],
};

/** In an account that is only rehearsed alice makes a key, while Slack can not be had for longer than the queue tries. */
export const keyMadeInARehearsal: Story = {
  ...emptyStory,
  days: 4,
  dryRunAccounts: [alice.accountId],
  people: [{ ...alice, keyAges: [100 * DAY_S] }],
  happenings: [
    { day: 1, second: NOON, who: alice.name, does: 'create' },
    { day: 1, trouble: 'slack', kind: 'http-503', hours: 24, share: 1, seed: 1 },
  ],
  hasTrail: true,
};

/** For some days nobody may list alice's keys, of which one comes to its age; bob's may be listed. */
export const keysRefusedForDays: Story = {
  ...emptyStory,
  people: [
    { ...alice, keyAges: [86 * DAY_S] },
    { ...alice, name: 'bob', tags: { ...alice.tags, 'slack-id': 'U000000BOB' }, keyAges: [DAY_S] },
  ],
  happenings: [{ day: 2, trouble: 'refused', days: 10, who: alice.name, kind: 'access-key' }],
};

/** For some days IAM gives no credential report, in which alice's key comes to its age. */
export const noReportForDays: Story = {
  ...emptyStory,
  people: [{ ...alice, keyAges: [86 * DAY_S] }],
  happenings: [{ day: 2, trouble: 'no-report', days: 10, accountId: alice.accountId }],
};

/** Root has an access key for some days. */
export const rootKeyForDays: Story = {
  ...emptyStory,
  people: [{ ...alice, keyAges: [DAY_S] }],
  happenings: [{ day: 2, trouble: 'root-key', days: 10, accountId: alice.accountId }],
};

/** Root keeps its key, and on two days, the first of which it is to be named on again, nothing comes of the runs. */
export const rootKeyOnAnOlderDay: Story = {
  ...emptyStory,
  days: 20,
  people: [{ ...alice, keyAges: [DAY_S] }],
  happenings: [
    { day: 0, trouble: 'root-key', days: 20, accountId: alice.accountId },
    ...[14, 15].map((day) => ({ day, trouble: 'missed-run' as const })),
    { day: 15, trouble: 'catch-up', daysBack: 4, minutes: 41 },
  ],
};
