import assert from 'node:assert/strict';
import path from 'node:path';
import { paginateGetAccountAuthorizationDetails } from '@aws-sdk/client-iam';
import { Keyturn } from '../cli/testing/keyturn';
import { startMoto, type Moto } from '../emulation/moto/start';
import { clientsOf } from '../emulation/moto/test-clients';
import { deployStack, type DeployedStack } from '../emulation/pulumi/deploy';
import { iam } from '../policy-pack/core/resource-types';
import { startPack } from '../policy-pack/testing/compiled-pack';
import { goodStacks, TestProject } from '../stacks/testing/project';

const account = '111111111111';
const MONITOR = '333333333333';
/** Around where a user's, a group's and a managed policy are full, and far beyond. */
const counts = [0, 1, 37, 38, 39, 40, 99, 100, 101, 120, 150, 300, 900];
const roleNames = Array.from({ length: 900 }, (_, i) => `some-team-role-${i}`);

const program = JSON.stringify(path.join(__dirname, '..', 'stacks', 'index.ts'));
const pulumiYaml = `name: keyturn\nruntime: nodejs\nmain: ${program}\n`;
const stacks = {
  ...goodStacks,
  production: `${goodStacks.production}${roleNames.map((name) => `    - {name: ${name}, existing: true}\n`).join('')}`,
};
const engineers = `engineers:\n${counts
  .map((count, i) => {
    const roles = roleNames.slice(0, count).map((name) => `production/${name}`);
    return `  has-${count}: {slackId: U${String(i).padStart(10, '0')}, roles: [${roles.join(', ')}]}\n`;
  })
  .join('')}machineUsers:
  ci: {slackId: C0TEAM00001, policyArns: [arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess]}
`;

/** Whatever number of roles somebody has: what the identity stack deploys is in order by our own judges. */
describe('what is deployed, at any number of roles', () => {
  let moto: Moto;
  let project: TestProject;
  let deployed: DeployedStack;
  before(async () => {
    moto = await startMoto();
    project = new TestProject(stacks, engineers, pulumiYaml);
    const deploy = (stack: string, accountId: string) =>
      deployStack({ stack, moto, accountId, projectFolder: project.folder });
    // AWS forwards events only to a bus whose policy lets it.
    await deploy('monitor', MONITOR);
    deployed = await deploy('identity', account);
  });
  after(async () => {
    project?.remove();
    await moto?.stop();
  });

  it('passes the policy pack whole', async () => {
    const pack = await startPack();
    try {
      const provider = deployed.resources.find(({ name }) => name === 'home')?.inputs ?? {};
      const program = deployed.resources.map(({ type, name, inputs }) => {
        return { type, name, props: inputs, provider };
      });
      assert.ok(program.some(({ type }) => type === iam.policy));
      assert.deepEqual(await pack.runProgram(program), []);
    } finally {
      await pack.stop();
    }
  });

  it('passes the audit of what users, groups and roles give', async () => {
    const keyturn = await Keyturn.build();
    try {
      const {
        accessKeyId,
        secretAccessKey,
        sessionToken = '',
      } = await moto.credentialsFor(account);
      const env = {
        ...moto.env,
        AWS_ACCESS_KEY_ID: accessKeyId,
        AWS_SECRET_ACCESS_KEY: secretAccessKey,
        AWS_SESSION_TOKEN: sessionToken,
      };
      const rules = ['self-management', 'group-permissions', 'no-admin', 'role-mfa', 'role-caller'];
      const args = ['audit', '--format', 'json', '--fail-on', ...rules];
      const { code, stdout, stderr } = await keyturn.run(args, { env });
      assert.deepEqual([code, stderr], [0, '']);
      const { users } = JSON.parse(stdout) as { users: readonly unknown[] };
      assert.equal(users.length, counts.length + 1);
    } finally {
      keyturn.remove();
    }
  });

  it('is within what IAM takes, and gives each of them their roles, by groups alone', async () => {
    const client = clientsOf(moto, await moto.credentialsFor(account)).iam;
    const groupsOf = new Map<string, readonly string[]>();
    const rolesOf = new Map<string, number>();
    const managed = new Map<string, string>();
    const Filter = ['User' as const, 'Group' as const, 'LocalManagedPolicy' as const];
    const pages = [];
    for await (const page of paginateGetAccountAuthorizationDetails({ client }, { Filter }))
      pages.push(page);
    for (const { Arn = '', PolicyVersionList = [] } of pages.flatMap(
      ({ Policies = [] }) => Policies,
    ))
      managed.set(Arn, decodeURIComponent(PolicyVersionList[0]?.Document ?? ''));
    for (const text of managed.values()) assert.ok(dense(text).length <= 6144);
    for (const user of pages.flatMap(({ UserDetailList = [] }) => UserDetailList)) {
      assert.deepEqual([user.UserPolicyList ?? [], user.AttachedManagedPolicies ?? []], [[], []]);
      groupsOf.set(user.UserName ?? '', user.GroupList ?? []);
    }
    for (const group of pages.flatMap(({ GroupDetailList = [] }) => GroupDetailList)) {
      const inline = (group.GroupPolicyList ?? []).map(({ PolicyDocument = '' }) =>
        decodeURIComponent(PolicyDocument),
      );
      assert.ok(dense(inline.join('')).length <= 5120, group.GroupName);
      const attached = group.AttachedManagedPolicies ?? [];
      assert.ok(attached.length <= 10, group.GroupName);
      const texts = [
        ...inline,
        ...attached.map(({ PolicyArn = '' }) => managed.get(PolicyArn) ?? ''),
      ];
      rolesOf.set(
        group.GroupName ?? '',
        texts.reduce(
          (sum, text) => sum + [...text.matchAll(/role\/some-team-role-\d+"/g)].length,
          0,
        ),
      );
    }
    for (const count of counts) {
      const groups = groupsOf.get(`has-${count}`) ?? [];
      assert.equal(groups.length, count === 0 ? 1 : 2);
      assert.ok(groups.includes('engineers'));
      const sum = groups.reduce((all, group) => all + (rolesOf.get(group) ?? 0), 0);
      assert.equal(sum, count);
    }
  });
});

/** As IAM counts. */
function dense(text: string): string {
  return text.replaceAll(/\s/g, '');
}
