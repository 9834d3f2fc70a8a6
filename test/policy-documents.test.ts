import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format } from 'prettier';
import { documentLimits } from '../rules/policies';
import { coveredAccount } from '../stacks/testing/covered-account';
import { TestProject } from '../stacks/testing/project';
import { runStack, type Registered } from '../stacks/testing/run-stack';

/**
 * Every policy document that the stacks make, kept in files for review: those of the example, those of a company that
 * has everything in one account and every setting that changes a document, and those that an organization's StackSet
 * makes in an account. After a wanted change:
 * KEYTURN_UPDATE_SNAPSHOTS=1 npx mocha test/policy-documents.test.ts, then read the diff.
 */
const folder = path.join(__dirname, 'snapshots', 'policies');
const isUpdate = process.env['KEYTURN_UPDATE_SNAPSHOTS'] === '1';
const root = path.join(__dirname, '..');

const oneAccount = `
  aws:region: eu-central-1
  keyturn:accountKinds: [identity, member, monitor]
  keyturn:accountId: '444444444444'
  keyturn:allowDisable: false
  keyturn:externalId: turn-it
  keyturn:roles:
${Array.from({ length: 130 }, (_, i) => `    - {name: role-${i}, existing: true}\n`).join('')}    - {name: deploy}
  keyturn:teamChannel: C0INFRA0001
  keyturn:createKmsKey: true
  keyturn:fanOut: distributed
  keyturn:accounts:
    organization:
      id: o-abcdefghij
      roleArn: arn:aws:iam::555555555555:role/list-accounts
`;
const everyRole = Array.from({ length: 130 }, (_, i) => `one-account/role-${i}`).join(', ');
const engineers = `engineers:\n  alice: {slackId: U0ALICE0001, roles: [${everyRole}]}\n  bob: {slackId: U0BOB000001, access: [sign-in]}\n`;

/** What each type of resource calls its document, and how long AWS lets it be. */
const documentsOf: Readonly<
  Record<string, { readonly property: string; readonly limit?: keyof typeof documentLimits }>
> = {
  'aws:cloudwatch/eventBusPolicy:EventBusPolicy': { property: 'policy', limit: 'eventBus' },
  'aws:iam/groupPolicy:GroupPolicy': { property: 'policy', limit: 'groupInline' },
  'aws:iam/policy:Policy': { property: 'policy', limit: 'managedPolicy' },
  'aws:iam/role:Role': { property: 'assumeRolePolicy', limit: 'roleTrust' },
  'aws:iam/rolePolicy:RolePolicy': { property: 'policy', limit: 'roleInline' },
  'aws:kms/key:Key': { property: 'policy', limit: 'key' },
  'aws:s3/bucketPolicy:BucketPolicy': { property: 'policy' },
  'aws:secretsmanager/secretPolicy:SecretPolicy': { property: 'policy' },
  'aws:sns/topicPolicy:TopicPolicy': { property: 'policy' },
  'aws:sqs/queuePolicy:QueuePolicy': { property: 'policy' },
};

interface Found {
  /** `production/audit-role.trust` */
  readonly name: string;
  readonly text: string;
  readonly limit: keyof typeof documentLimits | undefined;
  /** Inline policies of one owner count together. */
  readonly owner: string;
}

function documentsIn(stack: string, resources: readonly Registered[]): Found[] {
  return resources.flatMap(({ type, name, inputs }) => {
    const known = documentsOf[type];
    for (const [property, value] of Object.entries(inputs))
      if (property !== known?.property && typeof value === 'string')
        assert.doesNotMatch(value, /"Statement"/, `${type} ${name} has a document in ${property}`);
    if (!known) return [];
    const text = inputs[known.property];
    assert.equal(typeof text, 'string', `${type} ${name} has no document`);
    const owner = [inputs['role'], inputs['user'], inputs['group'], name].find((each) => each);
    const suffix = known.property === 'policy' ? '' : '.trust';
    return {
      name: `${stack}/${name}${suffix}`,
      text: String(text),
      limit: known.limit,
      owner: `${stack} ${known.limit} ${JSON.stringify(owner)}`,
    };
  });
}

describe('the policy documents of the stacks', () => {
  const found: Found[] = [];

  before(async () => {
    for (const stack of ['identity', 'production', 'monitor'])
      found.push(...documentsIn(stack, (await runStack(root, stack)).resources));
    const project = new TestProject({ 'one-account': oneAccount }, engineers);
    const { resources } = await runStack(project.folder, 'one-account', {
      config: { 'keyturn:slackToken': ['xoxb', 'not', 'a', 'token'].join('-') },
      secretKeys: ['keyturn:slackToken'],
    });
    project.remove();
    found.push(...documentsIn('one-account', resources));
    found.push(...documentsIn('covered', await coveredAccount('666666666666')));
    if (isUpdate) rmSync(folder, { recursive: true, force: true });
  });

  it('are as the reviewed snapshots', async () => {
    for (const { name, text } of found) {
      const file = path.join(folder, `${name}.json`);
      const readable = await format(text, { parser: 'json', printWidth: 100 });
      if (isUpdate) {
        mkdirSync(path.dirname(file), { recursive: true });
        writeFileSync(file, readable);
      }
      assert.ok(existsSync(file), `there is no reviewed snapshot ${name}.json`);
      assert.equal(readable, readFileSync(file, 'utf8'), name);
    }
  });

  it('have no snapshot of what is no more', () => {
    const kept = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.json'))
      .map((file) => file.replaceAll(path.sep, '/').replace(/\.json$/, ''));
    assert.deepEqual(kept.sort(), found.map(({ name }) => name).sort());
  });

  it('are JSON, of the version with variables, each statement with a name of its own', () => {
    for (const { name, text } of found) {
      const document = JSON.parse(text) as { Version: string; Statement: { Sid: string }[] };
      assert.equal(document.Version, '2012-10-17', name);
      const names = document.Statement.map(({ Sid }) => Sid);
      assert.ok(names.length > 0 && names.every((sid) => /^[A-Za-z0-9]+$/.test(sid)), name);
      assert.equal(new Set(names).size, names.length, name);
    }
  });

  it("are within AWS's limits, all of one owner together", () => {
    const sizes = new Map<string, number>();
    for (const { owner, text } of found)
      sizes.set(owner, (sizes.get(owner) ?? 0) + text.replaceAll(/\s/g, '').length);
    for (const { owner, limit } of found)
      if (limit)
        assert.ok((sizes.get(owner) ?? 0) <= documentLimits[limit], `${owner} is too long`);
  });

  it('never allow everything, to everybody or in every place', () => {
    for (const { name, text } of found) {
      assert.doesNotMatch(
        text,
        /"Action":"\*"|"Action":\["\*"|:\*","Effect":"Allow","Action":"\*"/,
        name,
      );
      const { Statement } = JSON.parse(text) as { Statement: { Effect: string }[] };
      for (const statement of Statement.filter(({ Effect }) => Effect === 'Allow'))
        if (/"Principal":(\{"AWS":)?"\*"/.test(JSON.stringify(statement)))
          assert.match(JSON.stringify(statement), /PrincipalOrgID/, name);
    }
  });
});
