import type { Story } from './story';
import { promisedRules } from './write-rules';

const DAY_S = 24 * 60 * 60;
const NOON = 12 * 60 * 60;
const alice = {
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

/**
 * The run that disables alice's key dies before it can tell. The team enables the key again and exempts her, so
 * that the next run has nothing to do with it.
 */
export const enabledAgainBeforeItWasTold: Story = {
  ...emptyStory,
  days: 30,
  people: [{ ...alice, keyAges: [70 * DAY_S] }],
  happenings: [
    { day: 20, trouble: 'crash', of: 'monitor', call: 10, moment: 'after' },
    { day: 20, second: NOON, who: alice.name, does: 'toggle', which: 'older' },
    { day: 20, second: NOON, who: alice.name, does: 'tag', key: 'key-exempt-until', value: '+30' },
  ],
};
