import { HOUR_S } from '../world/calendar';
import type { Story } from './story';
import { promisedRules } from './write-rules';

export const NOON = 12 * HOUR_S;
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
