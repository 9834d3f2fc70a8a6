import type { Story } from './story';
import { promisedRules } from './write-rules';

export const DAY_S = 24 * 60 * 60;
export const NOON = 12 * 60 * 60;
export const alice = {
  name: 'alice',
  accountId: '111111111111',
  tags: { type: 'engineer', 'slack-id': 'U0000ALICE' },
  hasMfa: true,
};
/** A company in which nobody is and nothing happens. */
export const emptyStory: Story = {
  seed: 1,
  days: 60,
  firstDate: '2026-03-02',
  timeZone: 'Etc/UTC',
  hour: 9,
  accounts: [{ id: alice.accountId, name: 'identity' }],
  dryRunAccounts: [],
  rules: promisedRules,
  people: [],
  happenings: [],
  pageSize: 1000,
  hasTrail: false,
  resetRenews: false,
};

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
    { day: 3, second: 9 * 60 * 60 + 7, who: alice.name, does: 'delete', which: 'newer' },
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

export const HOUR_S = 60 * 60;
const exempt = (day: number, second: number, value: string | undefined) =>
  ({ day, second, who: alice.name, does: 'tag', key: 'key-exempt-until', value }) as const;

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
