import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format } from 'prettier';
import { runStack, type Registered as Resource } from '../../stacks/testing/run-stack';
import { goodStacks, TestProject } from '../../stacks/testing/project';
import { documentsIn, type Registered, type Stacks } from './grants';
import { policyOfKey, whatIsEncrypted, whoMayDoWhat } from './pages';
import { everything } from './companies';

const root = path.join(__dirname, '..', '..');
const page = path.join(root, 'docs', 'security.md');
const isUpdate = process.env['KEYTURN_UPDATE_SNAPSHOTS'] === '1';

/**
 * docs/security.md holds tables and a policy that are made from what the example's stacks register. After a wanted change:
 * KEYTURN_UPDATE_SNAPSHOTS=1 npx mocha test/permissions/pages.test.ts, then read the difference.
 */
describe('docs/security.md', () => {
  let stacks: Stacks;
  let byDefault: readonly Resource[];
  let withKey: readonly Resource[];
  let ofDistributedRuns: readonly Registered[];

  before(async () => {
    const monitor = await runStack(root, 'monitor');
    byDefault = await allOfIts('');
    withKey = await allOfIts('  keyturn:createKmsKey: true\n');
    stacks = new Map([
      ['111111111111', await runStack(root, 'identity')],
      ['222222222222', await runStack(root, 'production')],
      ['333333333333', monitor],
    ]);
    ofDistributedRuns = await documentsOfDistributedRuns();
  });

  for (const [what, table] of [
    ['who may do what', () => whoMayDoWhat([...documentsIn(stacks), ...ofDistributedRuns])],
    ['what is encrypted', () => whatIsEncrypted(byDefault, withKey)],
    [
      'the policy of the key',
      () => policyOfKey(documentsIn(new Map([['333333333333', { resources: withKey }]]))),
    ],
  ] as const)
    it(`says ${what} as the stacks register it`, async () => {
      const text = readFileSync(page, 'utf8');
      const part = new RegExp(`(<!-- ${what}: [^>]*-->)[^]*?(<!-- end -->)`);
      assert.match(text, part, `docs/security.md has no place for ${what}`);
      const made = text.replace(
        part,
        (_, start: string, end: string) => `${start}\n\n${table()}\n\n${end}`,
      );
      const formatted = await format(made, {
        parser: 'markdown',
        printWidth: 100,
        singleQuote: true,
      });
      if (isUpdate) writeFileSync(page, formatted);
      else assert.equal(text, formatted);
    });

  it('finds nothing that is not encrypted', () =>
    assert.doesNotMatch(whatIsEncrypted(byDefault, withKey), /\*\*not/));

  it('says of everything that holds data with which key it is encrypted', () => {
    const table = whatIsEncrypted(byDefault, withKey);
    for (const type of ['LogGroup', 'Table', 'Function', 'Bucket', 'Schedule', 'StateMachine'])
      assert.match(table, new RegExp(`\\| ${type} \\|`));
    for (const type of ['Secret', 'Topic', 'Queue'])
      assert.match(table, new RegExp(`\\| ${type} \\|`));
    for (const row of table.split('\n').slice(2))
      if (!row.includes('EventBus')) assert.match(row, /the monitor's key[^|]*\|$/, row);
  });
});

/** The example's runs are in one function. */
async function documentsOfDistributedRuns(): Promise<readonly Registered[]> {
  const project = new TestProject({
    ...goodStacks,
    monitor: `${goodStacks.monitor}  keyturn:fanOut: distributed\n`,
  });
  try {
    const monitor = await runStack(project.folder, 'monitor');
    return documentsIn(new Map([['333333333333', monitor]])).filter(({ name }) =>
      /^keyturn-(run|schedule)-/.test(name),
    );
  } finally {
    project.remove();
  }
}

/** A monitor with all that one can have: its own secret, and a state machine. */
async function allOfIts(more: string): Promise<readonly Resource[]> {
  const lines = `${everything.replace(/.*slackTokenSecretArn.*\n/, '')}  keyturn:fanOut: distributed\n${more}`;
  const project = new TestProject({ monitor: lines });
  try {
    const { resources } = await runStack(project.folder, 'monitor', {
      config: { 'keyturn:slackToken': ['xoxb', 'not', 'a', 'token'].join('-') },
      secretKeys: ['keyturn:slackToken'],
    });
    return resources;
  } finally {
    project.remove();
  }
}
