import { iamUserRequiredTags } from './iam-user-required-tags';
import { describePolicy } from './testing/policy-cases';
import { bucket, engineerTags, resource, user } from './testing/resources';
import type { TestResource } from './testing/requests';
import { unknown } from './testing/run-policy';

const tagged = (tags: unknown) => user('ada', { tags });
const exempt = (until: string, reason = 'On leave: back in May', by = 'cto@example.com') => ({
  ...engineerTags,
  'key-exempt-until': until,
  'key-exempt-reason': reason,
  'key-exempt-by': by,
});
const withDefaults = (tags: unknown, defaultTags: unknown) =>
  user('ada', { tags }, { defaultTags });

describePolicy(iamUserRequiredTags, {
  passes: [
    ['an engineer with a Slack id', tagged(engineerTags)],
    ['an engineer of an Enterprise Grid', tagged({ ...engineerTags, 'slack-id': 'W0123ABCDEF' })],
    ['a machine', tagged({ type: 'machine' })],
    ['a machine with a channel', tagged({ type: 'machine', 'slack-id': 'C0123ABCDEF' })],
    ['a machine with an owner', tagged({ type: 'machine', 'slack-id': 'U0123ABCDEF' })],
    ['an exemption of 90 days', tagged(exempt('2027-02-21'))],
    ['an exemption that is over', tagged(exempt('2026-01-01'))],
    [
      'a longer exemption where the config says so',
      tagged(exempt('2027-02-22')),
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
      tagged({
        ...{ Type: 'engineer', 'SLACK-ID': 'U0123ABCDEF', 'Key-Exempt-Until': '2027-02-21' },
        ...{ 'KEY-EXEMPT-REASON': 'On leave', 'Key-Exempt-By': 'Bob' },
      }),
    ],
    [
      'a reason and a name of 256 characters',
      tagged(exempt('2027-02-21', 'ł'.repeat(256), 'b'.repeat(256))),
    ],
    [
      "the provider's default tags in any case",
      withDefaults({ 'Slack-Id': 'U0123ABCDEF' }, JSON.stringify({ tags: { TYPE: 'engineer' } })),
    ],
    ['a provider without default tags', withDefaults(engineerTags, '{}')],
    ['a tool', tagged({ ...engineerTags, 'rotate-with': 'aws-vault' })],
    ['a way in', tagged({ ...engineerTags, access: 'sign-in' })],
    [
      'ways in',
      tagged({ ...engineerTags, access: 'key+identity-center', 'key-until': '2027-03-31' }),
    ],
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
      'an exemption without a reason',
      tagged({ ...engineerTags, 'key-exempt-until': '2027-02-21', 'key-exempt-by': 'Bob' }),
      /tag key-exempt-reason is missing: set tags\["key-exempt-reason"\] to why there is an exemption/,
    ],
    [
      'an exemption that nobody allowed',
      tagged({ ...engineerTags, 'key-exempt-until': '2027-02-21', 'key-exempt-reason': 'Away' }),
      /tag key-exempt-by is missing: set tags\["key-exempt-by"\] to who allowed it/,
    ],
    [
      'a reason without an exemption',
      tagged({ ...engineerTags, 'key-exempt-reason': 'Away', 'key-exempt-by': 'Bob' }),
      /tag key-exempt-until is missing: .* a date, YYYY-MM-DD, or take key-exempt-reason away/,
    ],
    ...(
      [
        ['of 257 characters', 'a'.repeat(257)],
        ['with a comma', 'On leave, really'],
        ['that is a formula of a spreadsheet', '=HYPERLINK("https://x.test")'],
        ['that says nothing', ' - '],
        ['that begins as AWS does', 'aws:x'],
        ['that is empty', ''],
      ] as const
    ).map(([what, reason]): [string, TestResource, RegExp] => [
      `a reason ${what}`,
      tagged(exempt('2027-02-21', reason)),
      /tag key-exempt-reason is ".*1 to 256 letters, digits, spaces/,
    ]),
    [
      'a bad name under a key in capitals, with the default of the provider beside it',
      withDefaults(
        { ...engineerTags, 'Key-Exempt-By': 'Bob & Co' },
        JSON.stringify({ tags: { 'key-exempt-until': '2027-02-21', 'key-exempt-reason': 'Away' } }),
      ),
      /tag Key-Exempt-By is "Bob & Co": set tags\["Key-Exempt-By"\] to who allowed it/,
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
    [
      'a way in that nobody knows',
      tagged({ ...engineerTags, access: 'key+sso' }),
      /tag access is "key\+sso": set tags\["access"\] to one or more of "key", "sign-in", "identity-c/,
    ],
    ['a way in twice', tagged({ ...engineerTags, access: 'key+key' }), /tag access is "key\+key"/],
    ['no way in', tagged({ ...engineerTags, access: '' }), /tag access is ""/],
    [
      'keys until a day that does not exist',
      tagged({ ...engineerTags, access: 'key+sign-in', 'key-until': '2027-02-30' }),
      /tag key-until is "2027-02-30": .*a date, YYYY-MM-DD/,
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
    ['a reason', tagged({ ...exempt('2027-02-21'), 'key-exempt-reason': unknown })],
    ['default tags that may have an exemption', withDefaults(engineerTags, unknown)],
    ['default tags that may have the type', withDefaults({}, unknown)],
  ],
  bad: tagged({ type: 'human' }),
});
