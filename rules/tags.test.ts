import assert from 'node:assert/strict';
import { describeTagProblem, readTags } from './read-tags';

const now = new Date('2026-06-01T09:00:00Z');
const limits = { timeZone: 'Etc/UTC', maximumExemptionDays: 90 };
const engineer = { type: 'engineer', 'slack-id': 'U0ALICE0001' };

describe('readTags', () => {
  const cases: [
    string,
    Record<string, string>,
    { type?: string; slackId?: string; until?: string; bad: string[] },
  ][] = [
    ['an engineer', engineer, { type: 'engineer', slackId: 'U0ALICE0001', bad: [] }],
    [
      'an id of an enterprise grid',
      { ...engineer, 'slack-id': 'W0ALICE0001' },
      { type: 'engineer', slackId: 'W0ALICE0001', bad: [] },
    ],
    ['no tags', {}, { bad: ['type'] }],
    [
      'keys in another case',
      { Type: 'engineer', 'SLACK-ID': 'U0ALICE0001', 'Key-Exempt-Until': '2026-06-01' },
      { type: 'engineer', slackId: 'U0ALICE0001', until: '2026-06-01', bad: [] },
    ],
    [
      'a bad value under a key in another case',
      { Type: 'machine', 'Slack-Id': '@alice', 'KEY-EXEMPT-UNTIL': 'ever' },
      { type: 'machine', bad: ['slack-id', 'key-exempt-until'] },
    ],
    [
      'a key that is nearly one',
      { Typ: 'engineer', type_: 'engineer', 'slack id': 'U0ALICE0001' },
      { bad: ['type'] },
    ],
    // IAM has no two that differ by case only. Others that are asked in its place may.
    [
      'a key in two cases, the one that is as written last',
      { Type: 'machine', type: 'engineer', 'slack-id': 'U0ALICE0001' },
      { type: 'engineer', slackId: 'U0ALICE0001', bad: [] },
    ],
    [
      'a value of type in another case, which no policy takes for an engineer',
      { ...engineer, type: 'Engineer' },
      { slackId: 'U0ALICE0001', bad: ['type'] },
    ],
    [
      'a type with a space',
      { ...engineer, type: 'engineer ' },
      { slackId: 'U0ALICE0001', bad: ['type'] },
    ],
    [
      'an engineer without a Slack id',
      { type: 'engineer' },
      { type: 'engineer', bad: ['slack-id'] },
    ],
    [
      'an engineer with a channel',
      { ...engineer, 'slack-id': 'C0TEAM00001' },
      { type: 'engineer', bad: ['slack-id'] },
    ],
    [
      'an engineer with a handle',
      { ...engineer, 'slack-id': '@alice' },
      { type: 'engineer', bad: ['slack-id'] },
    ],
    [
      'a mention for an id',
      { ...engineer, 'slack-id': '<!channel>' },
      { type: 'engineer', bad: ['slack-id'] },
    ],
    ['a machine without a Slack id', { type: 'machine' }, { type: 'machine', bad: [] }],
    [
      'a machine with a channel',
      { type: 'machine', 'slack-id': 'C0TEAM00001' },
      { type: 'machine', slackId: 'C0TEAM00001', bad: [] },
    ],
    [
      'a machine with a bad id',
      { type: 'machine', 'slack-id': 'team' },
      { type: 'machine', bad: ['slack-id'] },
    ],
    [
      'an exemption for today',
      { ...engineer, 'key-exempt-until': '2026-06-01' },
      { type: 'engineer', slackId: 'U0ALICE0001', until: '2026-06-01', bad: [] },
    ],
    [
      'an exemption of 90 days',
      { ...engineer, 'key-exempt-until': '2026-08-30' },
      { type: 'engineer', slackId: 'U0ALICE0001', until: '2026-08-30', bad: [] },
    ],
    [
      'an exemption of 91 days',
      { ...engineer, 'key-exempt-until': '2026-08-31' },
      { type: 'engineer', slackId: 'U0ALICE0001', bad: ['key-exempt-until'] },
    ],
    [
      'an exemption without an end',
      { ...engineer, 'key-exempt-until': 'forever' },
      { type: 'engineer', slackId: 'U0ALICE0001', bad: ['key-exempt-until'] },
    ],
    [
      'a day that does not exist',
      { ...engineer, 'key-exempt-until': '2026-06-31' },
      { type: 'engineer', slackId: 'U0ALICE0001', bad: ['key-exempt-until'] },
    ],
    [
      'a tool that nobody knows, which leaves all else valid',
      { ...engineer, 'rotate-with': 'aws-valt' },
      { type: 'engineer', slackId: 'U0ALICE0001', bad: ['rotate-with'] },
    ],
    [
      'a tool in another case',
      { ...engineer, 'Rotate-With': 'AWS-Vault' },
      { type: 'engineer', slackId: 'U0ALICE0001', bad: ['rotate-with'] },
    ],
    [
      'an empty tool',
      { ...engineer, 'rotate-with': '' },
      { type: 'engineer', slackId: 'U0ALICE0001', bad: ['rotate-with'] },
    ],
  ];
  for (const [name, tags, expected] of cases)
    it(name, () => {
      const read = readTags(tags, now, limits);
      assert.deepEqual(
        {
          type: read.type,
          slackId: read.slackId,
          until: read.exemptUntil,
          bad: read.problems.map(({ tag }) => tag),
        },
        { type: undefined, slackId: undefined, until: undefined, ...expected },
      );
    });
});

describe('what is wrong with a tag is said', () => {
  const sentences = (tags: Record<string, string>) =>
    readTags(tags, now, limits).problems.map(describeTagProblem);
  const user = 'a Slack user id (U… or W…)';
  const cases: [Record<string, string>, string[]][] = [
    [engineer, []],
    [{}, ['the tag type is missing: expected one of engineer, machine']],
    [{ type: 'robot' }, ['the tag type is "robot": expected one of engineer, machine']],
    [{ type: 'engineer' }, [`the tag slack-id is missing: expected ${user}`]],
    [
      { type: 'engineer', 'slack-id': 'C0TEAM00001' },
      [`the tag slack-id is "C0TEAM00001": expected ${user}`],
    ],
    [
      { type: 'machine', 'slack-id': '@a' },
      [`the tag slack-id is "@a": expected ${user} or a channel's (C… or G…)`],
    ],
    [
      { ...engineer, 'key-exempt-until': 'ever' },
      ['the tag key-exempt-until is "ever": expected a date, YYYY-MM-DD'],
    ],
    [
      { ...engineer, 'key-exempt-until': '2026-08-31' },
      ['the tag key-exempt-until is "2026-08-31": expected a date at most 90 days ahead'],
    ],
    [
      { ...engineer, 'Key-Exempt-Reason': 'On leave', 'key-exempt-by': 'Bob' },
      [
        'the tag key-exempt-until is missing: expected a date, YYYY-MM-DD, beside key-exempt-reason',
      ],
    ],
    [
      { ...engineer, 'key-exempt-by': 'Bob' },
      ['the tag key-exempt-until is missing: expected a date, YYYY-MM-DD, beside key-exempt-by'],
    ],
    // Who leaves them empty has said nothing.
    [{ ...engineer, 'key-exempt-reason': '', 'key-exempt-by': '  ' }, []],
    [
      { ...engineer, 'Rotate-With': 'vault' },
      [
        'the tag Rotate-With is "vault": expected one of keyturn, aws-vault, aws-cli, custom, or no such tag',
      ],
    ],
  ];
  for (const [tags, expected] of cases)
    it(JSON.stringify(tags), () => assert.deepEqual(sentences(tags), expected));

  it('names the tag as the user has it', () =>
    assert.deepEqual(
      sentences({ TYPE: 'Engineer', 'Key-Exempt-Until': 'ever', 'Slack-Id': '@alice' }),
      [
        'the tag TYPE is "Engineer": expected one of engineer, machine',
        'the tag Key-Exempt-Until is "ever": expected a date, YYYY-MM-DD',
      ],
    ));

  for (const tool of ['keyturn', 'aws-vault', 'aws-cli', 'custom'] as const)
    it(`takes the tool ${tool}, under a key in any case`, () => {
      for (const key of ['rotate-with', 'Rotate-With']) {
        const { rotateWith, problems } = readTags({ ...engineer, [key]: tool }, now, limits);
        assert.deepEqual({ rotateWith, problems }, { rotateWith: tool, problems: [] });
      }
    });

  it('takes an exemption that somebody wrote by hand, with or without a reason, as it stands', () => {
    const until = { ...engineer, 'key-exempt-until': '2026-07-01' };
    const read = (tags: Record<string, string>) => {
      const { exemptUntil, exemptReason, exemptBy, problems } = readTags(tags, now, limits);
      return [exemptUntil, exemptReason, exemptBy, problems.length];
    };
    const nothing = ['2026-07-01', undefined, undefined, 0];
    assert.deepEqual(read(until), nothing);
    assert.deepEqual(read({ ...until, 'key-exempt-reason': ' ', 'key-exempt-by': '' }), nothing);
    assert.deepEqual(
      read({ ...until, 'KEY-EXEMPT-REASON': ' =1+1 ', 'Key-Exempt-By': 'a'.repeat(256) }),
      ['2026-07-01', ' =1+1 ', 'a'.repeat(256), 0],
    );
  });

  it('reads the full name as it stands', () => {
    for (const key of ['full-name', 'Full-Name'])
      assert.equal(readTags({ [key]: ' Zoë ' }, now, limits).fullName, ' Zoë ');
  });
});
