import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  actPermissions,
  auditRolePermissions,
  auditRoleTrust,
  keyEventsPermissions,
  slackInPermissions,
  type PolicyDocument,
} from '../../rules/policies';
import { actionsOf } from './grants';

const home = { partition: 'aws', accountId: '111111111111' };
const role = (name: string) => `arn:aws:iam::111111111111:role/keyturn-${name}`;
const arns = {
  ...{ partition: 'aws', auditRoleName: 'keyturn-audit', accountIds: ['111111111111'] },
  ...{ noticeQueueArn: 'a', failedRunsQueueArn: 'b', ledgerArn: 'c', logGroupArn: 'd' },
};
const actionsQueueArn = 'e';

/** By who has it, what a document has more than it had. */
const added: readonly (readonly [string, PolicyDocument, PolicyDocument?])[] = [
  [
    'the function `slack-in`',
    slackInPermissions({ ...arns, actionsQueueArn, signingSecretArn: 'f' }),
  ],
  [
    'the function `key-events`',
    keyEventsPermissions({ ...arns, actionsQueueArn }),
    keyEventsPermissions(arns),
  ],
  ['the function `act`', actPermissions({ ...arns, actionsQueueArn })],
  [
    'the audit role, in each account',
    auditRoleTrust(role('monitor'), 'id', { actRoleArn: role('act') }),
    auditRoleTrust(role('monitor'), 'id'),
  ],
  [
    'the audit role, in each account',
    auditRolePermissions(home, true, {}, { machineKeys: true }),
    auditRolePermissions(home, true),
  ],
];

describe('docs/security.md, of what presses add', () => {
  it('has each statement and its actions, and no other', () => {
    const expected = added.flatMap(([who, now, before]) =>
      now.Statement.filter(({ Sid }) => !before?.Statement.some((each) => each.Sid === Sid))
        .filter(({ Sid }) => Sid !== 'WriteOwnLogs')
        .map((statement) => [who, statement.Sid, [...actionsOf(statement)].sort()]),
    );
    const page = readFileSync(path.join(__dirname, '..', '..', 'docs', 'security.md'), 'utf8');
    const [, section = ''] = page.split('### What presses in Slack add');
    const [table = ''] = section.split('All three functions');
    const rows = [...table.matchAll(/^\| (the .*?) +\| `(\w+)` +\| (.*?) \|/gm)].map(
      ([, who, sid, may = '']) => [
        who,
        sid,
        [...may.matchAll(/`(\w+:\w+)`/g)].map(([, action]) => action).sort(),
      ],
    );
    const inOrder = (list: readonly unknown[]) => list.map((each) => JSON.stringify(each)).sort();
    assert.deepEqual(inOrder(rows), inOrder(expected));
  });
});
