import assert from 'node:assert/strict';
import { readTags } from './tags';

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
      'a type in another case',
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
