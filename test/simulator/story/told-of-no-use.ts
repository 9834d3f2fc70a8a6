import { DAY_S, HOUR_S } from '../world/calendar';
import { alice, emptyStory, NOON } from './empty-story';
import type { Story } from './story';
import { promisedRules } from './write-rules';

/** A company that disables what nobody has used for 45 days. */
const tidyStory: Story = {
  ...emptyStory,
  rules: { ...promisedRules, unused: 'disable' },
  people: [{ ...alice, keyAges: [20 * DAY_S] }],
};

/** Nobody ever uses alice's key. */
export const forgottenKey: Story = tidyStory;

/** Alice uses her key in time. */
export const keyUsedInTime: Story = {
  ...tidyStory,
  happenings: [{ day: 20, second: NOON, who: alice.name, does: 'use' }],
};

/** She uses it on the day that was named, in the moments between the run's reading and its last look. */
export const keyUsedAtTheLastMoment: Story = {
  ...tidyStory,
  happenings: [{ day: 29, second: 9 * HOUR_S + 8, who: alice.name, does: 'use' }],
};

/** Robin's and jamie's keys are unused, and the circuit breaker, which lets one go, holds both; alice goes on using hers. */
export const forgottenKeysHeld: Story = {
  ...tidyStory,
  days: 100,
  rules: { ...promisedRules, unused: 'disable', circuitBreaker: { keys: 1, percent: 0 } },
  people: ['alice', 'robin', 'jamie'].map((name) => ({
    ...alice,
    name,
    tags: { ...alice.tags, 'slack-id': `U0000${name.toUpperCase()}` },
    keyAges: [20 * DAY_S],
  })),
};
