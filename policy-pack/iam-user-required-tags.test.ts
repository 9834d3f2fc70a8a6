import { iamUserRequiredTags } from './iam-user-required-tags';
import { describePolicy } from './testing/policy-cases';
import { bucket, engineerTags, resource, user } from './testing/resources';
import { unknown } from './testing/run-policy';

const tagged = (tags: unknown) => user('ada', { tags });
const withDefaults = (tags: unknown, defaultTags: unknown) =>
  user('ada', { tags }, { defaultTags });

describePolicy(iamUserRequiredTags, {
  passes: [
    ['an engineer with a Slack id', tagged(engineerTags)],
    ['an engineer of an Enterprise Grid', tagged({ ...engineerTags, 'slack-id': 'W0123ABCDEF' })],
    ['a machine', tagged({ type: 'machine' })],
    ['a machine with a channel', tagged({ type: 'machine', 'slack-id': 'C0123ABCDEF' })],
    ['a machine with an owner', tagged({ type: 'machine', 'slack-id': 'U0123ABCDEF' })],
    ['an exemption of 90 days', tagged({ ...engineerTags, 'key-exempt-until': '2027-02-21' })],
    ['an exemption that is over', tagged({ ...engineerTags, 'key-exempt-until': '2026-01-01' })],
    [
      'a longer exemption where the config says so',
      tagged({ ...engineerTags, 'key-exempt-until': '2027-02-22' }),
      { maximumExemptionDays: 91 },
    ],
    [
      "the provider's default tags",
      withDefaults({ 'slack-id': 'U0123ABCDEF' }, JSON.stringify({ tags: { type: 'engineer' } })),
    ],
    [
      "only the provider's default tags",
      withDefaults(undefined, JSON.stringify({ tags: engineerTags })),
    ],
    [
      "tags that go before the provider's",
      withDefaults(engineerTags, JSON.stringify({ tags: { type: 'robot' } })),
    ],
    [
      'keys in any case',
      tagged({ Type: 'engineer', 'SLACK-ID': 'U0123ABCDEF', 'Key-Exempt-Until': '2027-02-21' }),
    ],
    [
      "the provider's default tags in any case",
      withDefaults({ 'Slack-Id': 'U0123ABCDEF' }, JSON.stringify({ tags: { TYPE: 'engineer' } })),
    ],
    ['a provider without default tags', withDefaults(engineerTags, '{}')],
    ['a tool', tagged({ ...engineerTags, 'rotate-with': 'aws-vault' })],
    ['other tags that are not known yet', tagged({ ...engineerTags, team: unknown })],
  ],
  refuses: [
    ['no tags', user('ada', {}), /tag type is missing: set tags\["type"\] to "engineer" or "machi/],
    ['empty tags', tagged({}), /tag type is missing/],
    ['another type', tagged({ type: 'human' }), /tag type is "human": set/],
    ['a type in capitals', tagged({ type: 'Engineer' }), /tag type is "Engineer"/],
    [
      'a value in capitals under a key in capitals',
      tagged({ TYPE: 'Engineer' }),
      /tag TYPE is "Engineer": set tags\["TYPE"\] to "engineer"/,
    ],
    [
      'what a key in capitals has',
      tagged({ ...engineerTags, 'Key-Exempt-Until': 'forever' }),
      /Key-Exempt-Until is "forever".*a date, YYYY-MM-DD/,
    ],
    ['nearly the key', tagged({ types: 'engineer' }), /tag type is missing/],
    ['an empty type', tagged({ type: '' }), /tag type is ""/],
    [
      'an empty type over a default',
      withDefaults({ type: '' }, JSON.stringify({ tags: { type: 'machine' } })),
      /tag type is ""/,
    ],
    ['an engineer without slack-id', tagged({ type: 'engineer' }), /tag slack-id is missing/],
    [
      "an engineer with a channel's id",
      tagged({ ...engineerTags, 'slack-id': 'C0123ABCDEF' }),
      /tag slack-id is "C0123ABCDEF": set tags\["slack-id"\] to the Slack member id/,
    ],
    [
      'an engineer with a Slack name',
      tagged({ ...engineerTags, 'slack-id': '@ada' }),
      /tag slack-id is "@ada"/,
    ],
    ['a machine with a bad slack-id', tagged({ type: 'machine', 'slack-id': '#ci' }), /"#ci"/],
    [
      'an exemption of 91 days',
      tagged({ ...engineerTags, 'key-exempt-until': '2027-02-22' }),
      /key-exempt-until is "2027-02-22".*at most 90 days ahead/,
    ],
    [
      'an exemption until a day that does not exist',
      tagged({ ...engineerTags, 'key-exempt-until': '2027-02-30' }),
      /key-exempt-until is "2027-02-30".*a date, YYYY-MM-DD/,
    ],
    [
      "a machine's bad exemption",
      tagged({ type: 'machine', 'key-exempt-until': 'forever' }),
      /key-exempt-until is "forever"/,
    ],
    [
      'a missing type beside a Slack id that is not known yet',
      tagged({ 'slack-id': unknown }),
      /tag type is missing/,
    ],
    [
      'a bad exemption beside a type that is not known yet',
      tagged({ type: unknown, 'key-exempt-until': 'forever' }),
      /key-exempt-until is "forever"/,
    ],
    [
      'a tool that nobody knows',
      tagged({ ...engineerTags, 'rotate-with': 'vault' }),
      /tag rotate-with is "vault": set tags\["rotate-with"\] to "keyturn", .*or no such tag/,
    ],
  ],
  notApplicable: [
    ['another resource', bucket],
    ["a role's tags", resource('aws:iam/role:Role', 'deploy', { tags: {} })],
  ],
  unknown: [
    ['tags', tagged(unknown)],
    ['a type', tagged({ type: unknown })],
    ["an engineer's Slack id", tagged({ type: 'engineer', 'slack-id': unknown })],
    ['an exemption', tagged({ ...engineerTags, 'key-exempt-until': unknown })],
    ['default tags that may have an exemption', withDefaults(engineerTags, unknown)],
    ['default tags that may have the type', withDefaults({}, unknown)],
  ],
  bad: tagged({ type: 'human' }),
});
