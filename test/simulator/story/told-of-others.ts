import { DAY_S, HOUR_S } from '../world/calendar';
import { alice, emptyStory, NOON } from './empty-story';
import type { Kind, KindRule, Story, SwitchFailure } from './story';
import { promisedRules } from './write-rules';

const disabled: KindRule = { ...promisedRules.others['ssh-key'], do: 'disable' };
/** A company that has all kinds disabled. */
export const strictStory: Story = {
  ...emptyStory,
  rules: {
    ...promisedRules,
    others: { 'service-specific': disabled, 'ssh-key': disabled, 'signing-certificate': disabled },
  },
};

/** Somebody turns alice's old SSH key off between the reading of a run and its last look. */
export const sshKeyOffBeforeTheLastLook: Story = {
  ...strictStory,
  people: [{ ...alice, keyAges: [], others: [{ kind: 'ssh-key', age: 85.9 * DAY_S }] }],
  happenings: [
    {
      day: 5,
      second: 9 * HOUR_S + 8,
      who: alice.name,
      does: 'toggle-other',
      kind: 'ssh-key',
      which: 'older',
    },
  ],
};

/** Warned of it, alice resets an API key, which is as new since, and keeps its id. */
export const resetAsNew: Story = {
  ...strictStory,
  days: 120,
  resetRenews: true,
  people: [
    {
      ...alice,
      keyAges: [],
      others: [{ kind: 'service-specific', service: 'bedrock.amazonaws.com', age: 80.9 * DAY_S }],
    },
  ],
  happenings: [
    {
      day: 7,
      second: NOON,
      who: alice.name,
      does: 'reset-other',
      kind: 'service-specific',
      which: 'older',
    },
  ],
};

/** Alice's API key comes to its end before the day on which those of its kind are disabled. */
export const endsBeforeItsDay: Story = {
  ...strictStory,
  people: [
    {
      ...alice,
      keyAges: [],
      others: [
        {
          kind: 'service-specific',
          service: 'bedrock.amazonaws.com',
          validDays: 91,
          age: 70.2 * DAY_S,
        },
      ],
    },
  ],
};

/** For some days nobody may list anybody's service-specific credentials, in which alice's comes to its day. */
export const servicesRefusedForDays: Story = {
  ...strictStory,
  people: [
    {
      ...alice,
      keyAges: [],
      others: [{ kind: 'service-specific', service: 'bedrock.amazonaws.com', age: 85.9 * DAY_S }],
    },
  ],
  happenings: [{ day: 2, trouble: 'refused-services', days: 10, accountId: alice.accountId }],
};

/** On the day on which alice's of that kind is to be turned off, and for so many days, that fails. */
export function switchFailsForDays(kind: Kind, code: SwitchFailure, days: number): Story {
  const age = 85.9 * DAY_S;
  const service = kind === 'service-specific' ? { service: 'bedrock.amazonaws.com' } : {};
  const held =
    kind === 'access-key'
      ? { keyAges: [age] }
      : { keyAges: [], others: [{ kind, age, ...service }] };
  return {
    ...strictStory,
    people: [{ ...alice, ...held }],
    happenings: [
      { day: 4, trouble: 'switch-fails', days: days + 2, accountId: alice.accountId, kind, code },
    ],
  };
}

/** What alice has of other kinds grows old, of which the company only wants to be reported to. */
export const onlyReported: Story = {
  ...emptyStory,
  people: [
    {
      ...alice,
      keyAges: [],
      others: [
        { kind: 'ssh-key', age: 85.9 * DAY_S },
        { kind: 'signing-certificate', age: 85.9 * DAY_S },
      ],
    },
  ],
};

/** The console of Bedrock makes a user for alice's API key. */
export const consoleMakesAUser: Story = {
  ...emptyStory,
  days: 4,
  hasTrail: true,
  people: [{ ...alice, keyAges: [DAY_S] }],
  happenings: [{ day: 2, second: NOON, who: alice.name, does: 'use-console' }],
};
