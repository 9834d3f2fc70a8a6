import assert from 'node:assert/strict';
import { changes, describe as inWords } from './changes';
import type { Registered } from './registered';
import { surprises } from './surprises';

const base = 'urn:pulumi:identity::keyturn::';
const monitorBase = `${base}keyturn:index:KeyMonitor$`;
const home = `${base}pulumi:providers:aws::home`;

const provider: Registered = { urn: home, inputs: { region: 'eu-central-1' } };
const alice: Registered = {
  urn: `${base}keyturn:index:Engineer$aws:iam/user:User::alice-user`,
  parent: `${base}keyturn:index:Engineer::alice`,
  provider: home,
  inputs: { name: 'alice', path: '/', tags: { type: 'engineer', 'slack-id': 'U0ALICE0001' } },
};
const role: Registered = {
  urn: `${base}keyturn:index:AuditRole$aws:iam/role:Role::audit-role`,
  provider: home,
  inputs: { name: 'keyturn-audit', path: '/', assumeRolePolicy: { Version: '2012-10-17' } },
};
const group: Registered = {
  urn: `${base}keyturn:index:EngineerBaseline$aws:iam/group:Group::engineers-group`,
  provider: home,
  inputs: { name: 'engineers', path: '/' },
};
const ledger: Registered = {
  urn: `${monitorBase}aws:dynamodb/table:Table::keyturn-ledger`,
  provider: home,
  protect: true,
  inputs: { name: 'keyturn-ledger', hashKey: 'account', rangeKey: 'item' },
};
const queue: Registered = {
  urn: `${monitorBase}aws:sqs/queue:Queue::keyturn-notices`,
  provider: home,
  inputs: { name: 'keyturn-notices.fifo', fifoQueue: true, visibilityTimeoutSeconds: 720 },
};
const stackSetBase = `${base}keyturn:index:AuditRoleStackSet$aws:cloudformation/`;
const stackSet: Registered = {
  urn: `${stackSetBase}stackSet:StackSet::everywhere-stack-set`,
  provider: home,
  inputs: { name: 'keyturn-audit-role', templateBody: { Resources: {} } },
};
const inUnit: Registered = {
  urn: `${stackSetBase}stackSetInstance:StackSetInstance::everywhere-ou-abcd-11111111`,
  provider: home,
  inputs: { stackSetName: 'keyturn-audit-role', stackSetInstanceRegion: 'us-east-1' },
};
// Pulumi chooses the names of these two.
const secret: Registered = {
  urn: `${monitorBase}aws:secretsmanager/secret:Secret::keyturn-slack-token`,
  provider: home,
  protect: true,
  inputs: { description: 'The token' },
};
const bucket: Registered = {
  urn: `${base}awsx:cloudtrail:Trail$aws:s3/bucket:Bucket::trail`,
  provider: home,
  protect: true,
  inputs: { forceDestroy: false },
};
const rule: Registered = {
  urn: `${base}keyturn:index:KeyEventForwarder$aws:cloudwatch/eventRule:EventRule::rule`,
  provider: home,
  inputs: { name: 'rule' },
};
const company = [
  provider,
  alice,
  role,
  group,
  ledger,
  queue,
  stackSet,
  inUnit,
  secret,
  bucket,
  rule,
];

/** The company after an upgrade: each of these changed, null for gone, and others come. */
function upgraded(
  changed: readonly (readonly [Registered, Partial<Registered> | null])[],
  ...more: Registered[]
): Registered[] {
  const by = new Map(changed);
  const kept = company.flatMap((each) => {
    const change = by.get(each);
    return change === null ? [] : [{ ...each, ...change }];
  });
  return [...kept, ...more];
}

const inputs = (each: Registered, change: object) =>
  [each, { inputs: { ...each.inputs, ...change } }] as const;
const renamed = (each: Registered, from: string, to: string) =>
  [each, { urn: each.urn.replace(from, to) }] as const;
const aliased = (each: Registered, from: string, to: string) =>
  [each, { urn: each.urn.replace(from, to), aliases: [each.urn] }] as const;

const bob: Registered = {
  ...alice,
  urn: alice.urn.replace('alice', 'bob'),
  inputs: { ...alice.inputs, name: 'bob' },
};
const home2: Registered = { ...provider, urn: `${home}-2` };
const movedTo = (now: Registered): (readonly [Registered, Partial<Registered> | null])[] => [
  [provider, now],
  ...company.slice(1).map((each) => [each, { provider: now.urn }] as const),
];

/** What an upgrade would do, and which of it is a surprise. */
const cases: readonly {
  readonly what: string;
  readonly after: readonly Registered[];
  readonly surprising: readonly string[];
  readonly harmless?: readonly string[];
}[] = [
  { what: 'nothing changed', after: company, surprising: [] },
  {
    what: 'a user has another name in AWS',
    after: upgraded([inputs(alice, { name: 'alice.adams' })]),
    surprising: ['would be replaced: aws:iam/user:User alice-user (name changed)'],
  },
  {
    what: 'a user has another name in the program',
    after: upgraded([renamed(alice, 'alice-user', 'alice')]),
    surprising: [
      'would be deleted and made anew: aws:iam/user:User alice-user, now alice (renamed in the program: add an alias)',
    ],
  },
  {
    what: 'a user has another name in both',
    after: upgraded([[alice, { urn: alice.urn.replace('alice', 'ada'), inputs: { name: 'ada' } }]]),
    surprising: ['would be deleted: aws:iam/user:User alice-user'],
    harmless: ['would be new: aws:iam/user:User ada-user'],
  },
  {
    what: 'a user gets another parent',
    after: upgraded([renamed(alice, 'index:Engineer', 'iam:Engineer')]),
    surprising: [
      `would be deleted and made anew: aws:iam/user:User alice-user, now ${base}keyturn:iam:Engineer$aws:iam/user:User::alice-user (renamed in the program: add an alias)`,
    ],
  },
  {
    what: 'a user has another name in the program, and an alias',
    after: upgraded([aliased(alice, 'alice-user', 'alice')]),
    surprising: [],
  },
  {
    what: 'an alias does not save a user whose name in AWS changes',
    after: upgraded([
      [alice, { urn: `${alice.urn}-2`, aliases: [alice.urn], inputs: { name: 'ada' } }],
    ]),
    surprising: ['would be replaced: aws:iam/user:User alice-user-2 (name changed)'],
  },
  {
    what: 'an alias of something else is none',
    after: upgraded([
      [alice, { urn: alice.urn.replace('alice-user', 'alice'), aliases: [`${alice.urn}-2`] }],
    ]),
    surprising: [
      'would be deleted and made anew: aws:iam/user:User alice-user, now alice (renamed in the program: add an alias)',
    ],
  },
  {
    what: "a StackSet's template is another, which AWS brings to every account",
    after: upgraded([inputs(stackSet, { templateBody: { Resources: { Role: { Type: 'a' } } } })]),
    surprising: [],
    harmless: [
      'would be updated: aws:cloudformation/stackSet:StackSet everywhere-stack-set (templateBody changed)',
    ],
  },
  {
    what: 'a StackSet goes to another region, and so leaves all accounts for a while',
    after: upgraded([inputs(inUnit, { stackSetInstanceRegion: 'eu-central-1' })]),
    surprising: [
      'would be replaced: aws:cloudformation/stackSetInstance:StackSetInstance everywhere-ou-abcd-11111111 (stackSetInstanceRegion changed)',
    ],
  },
  {
    what: 'a user is moved to another path, which IAM does in place',
    after: upgraded([inputs(alice, { path: '/people/' })]),
    surprising: [],
    harmless: ['would be updated: aws:iam/user:User alice-user (path changed)'],
  },
  {
    what: "a role's path changes",
    after: upgraded([inputs(role, { path: '/keyturn/' })]),
    surprising: ['would be replaced: aws:iam/role:Role audit-role (path changed)'],
  },
  {
    what: "a role's trust changes",
    after: upgraded([
      inputs(role, { assumeRolePolicy: { Version: '2012-10-17', Statement: [1] } }),
    ]),
    surprising: [],
    harmless: ['would be updated: aws:iam/role:Role audit-role (assumeRolePolicy changed)'],
  },
  {
    what: 'the group has another name',
    after: upgraded([inputs(group, { name: 'people' })]),
    surprising: ['would be replaced: aws:iam/group:Group engineers-group (name changed)'],
  },
  {
    what: "the ledger's key changes",
    after: upgraded([inputs(ledger, { rangeKey: 'what' })]),
    surprising: ['would be replaced: aws:dynamodb/table:Table keyturn-ledger (rangeKey changed)'],
  },
  {
    what: 'the ledger loses its protection',
    after: upgraded([[ledger, { protect: undefined }]]),
    surprising: ['would no longer be protected: aws:dynamodb/table:Table keyturn-ledger'],
  },
  {
    what: 'the ledger is left out',
    after: upgraded([[ledger, null]]),
    surprising: ['would be deleted: aws:dynamodb/table:Table keyturn-ledger'],
  },
  {
    what: 'a queue is no FIFO queue any more',
    after: upgraded([inputs(queue, { fifoQueue: undefined })]),
    surprising: ['would be replaced: aws:sqs/queue:Queue keyturn-notices (fifoQueue changed)'],
  },
  {
    what: 'a queue waits longer',
    after: upgraded([inputs(queue, { visibilityTimeoutSeconds: 721 })]),
    surprising: [],
    harmless: [
      'would be updated: aws:sqs/queue:Queue keyturn-notices (visibilityTimeoutSeconds changed)',
    ],
  },
  {
    what: 'a secret gets a name that Pulumi chose until now',
    after: upgraded([inputs(secret, { name: 'slack-token' })]),
    surprising: [
      'would be replaced: aws:secretsmanager/secret:Secret keyturn-slack-token (name changed)',
    ],
  },
  {
    what: 'a bucket has another name in AWS',
    after: upgraded([inputs(bucket, { bucket: 'logs' })]),
    surprising: ['would be replaced: aws:s3/bucket:Bucket trail (bucket changed)'],
  },
  {
    what: 'a bucket has another name in the program',
    after: upgraded([renamed(bucket, '::trail', '::logs')]),
    surprising: [
      'would be deleted and made anew: aws:s3/bucket:Bucket trail, now logs (renamed in the program: add an alias)',
    ],
  },
  {
    what: 'something that holds nothing is replaced, renamed or gone',
    after: upgraded([inputs(rule, { name: 'other' })]),
    surprising: [],
    harmless: ['would be replaced: aws:cloudwatch/eventRule:EventRule rule (name changed)'],
  },
  {
    what: 'the provider has another name in the program',
    after: upgraded(movedTo(home2)),
    surprising: [alice, role, group, ledger, queue, stackSet, inUnit, secret, bucket].map(
      (each) =>
        `would be replaced: ${each.urn
          .split(/[$]|::/)
          .slice(-2)
          .join(' ')} (provider changed)`,
    ),
    harmless: [
      'would be replaced: aws:cloudwatch/eventRule:EventRule rule (provider changed)',
      'would be deleted and made anew: pulumi:providers:aws home, now home-2 (renamed in the program: add an alias)',
    ],
  },
  {
    what: 'the provider has another name in the program, and an alias',
    after: upgraded(movedTo({ ...home2, aliases: [home] })),
    surprising: [],
  },
  {
    what: 'the provider is of another region, which is nothing to IAM',
    after: upgraded(movedTo({ ...provider, inputs: { region: 'eu-west-1' } })),
    surprising: [ledger, queue, stackSet, inUnit, secret, bucket].map(
      (each) =>
        `would be replaced: ${each.urn
          .split(/[$]|::/)
          .slice(-2)
          .join(' ')} (provider's region changed)`,
    ),
    harmless: [
      'would be updated: pulumi:providers:aws home (region changed)',
      "would be replaced: aws:cloudwatch/eventRule:EventRule rule (provider's region changed)",
    ],
  },
  {
    what: 'there is a new engineer',
    after: upgraded([], bob),
    surprising: [],
    harmless: ['would be new: aws:iam/user:User bob-user'],
  },
  {
    what: 'one user goes and another comes, who is not the same',
    after: upgraded([[alice, null]], bob),
    surprising: ['would be deleted: aws:iam/user:User alice-user'],
    harmless: ['would be new: aws:iam/user:User bob-user'],
  },
  {
    what: 'a tag changes',
    after: upgraded([inputs(alice, { tags: { type: 'engineer', 'slack-id': 'U0ALICE0002' } })]),
    surprising: [],
    harmless: ['would be updated: aws:iam/user:User alice-user (tags changed)'],
  },
  {
    what: 'the program says in another order what it said',
    after: company.toReversed().map((each) => ({
      ...each,
      inputs: Object.fromEntries(Object.entries(each.inputs).toReversed()),
    })),
    surprising: [],
  },
];

describe('an upgrade', () => {
  for (const { what, after, surprising, harmless = [] } of cases)
    it(`${surprising.length > 0 ? 'surprises' : 'does not surprise'}: ${what}`, () => {
      assert.deepEqual(surprises(company, after).map(inWords), surprising);
      assert.deepEqual(
        changes(company, after).map(inWords).sort(),
        [...surprising, ...harmless].sort(),
      );
    });
});
