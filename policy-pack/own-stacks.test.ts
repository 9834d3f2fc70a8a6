import assert from 'node:assert/strict';
import path from 'node:path';
import { manyEngineers } from '../stacks/testing/many-engineers';
import { organizationStacks, TestProject } from '../stacks/testing/project';
import { runStack, type Registered } from '../stacks/testing/run-stack';
import { iam } from './core/resource-types';
import { startPack } from './testing/compiled-pack';
import { packFolder, type PackProcess } from './testing/pack-process';
import type { TestResource } from './testing/requests';

const repository = path.join(packFolder, '..');

/** A company with one account. */
const oneAccount = `
  aws:region: eu-central-1
  keyturn:accountKinds: [identity, member, monitor]
  keyturn:accountId: '111111111111'
  keyturn:roles:
    - {name: deploy, policyArns: [arn:aws:iam::aws:policy/PowerUserAccess]}
  keyturn:teamChannel: C0INFRA0001
  keyturn:slackTokenSecretArn: arn:aws:secretsmanager:eu-central-1:111111111111:secret:slack-AbCdEf
`;
const engineers = `
engineers:
  ada: {slackId: U0ADA000001, roles: [everything/deploy]}
machineUsers:
  ci: {slackId: C0DEPLOY001, policyArns: [arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess]}
`;

/** What the stack registered, with the provider that each resource goes to. */
function registered(resources: readonly Registered[]): readonly TestResource[] {
  const providers = new Map(
    resources
      .filter(({ type }) => type === 'pulumi:providers:aws')
      .map(({ name, inputs }) => [name, inputs]),
  );
  return resources.map(({ type, name, inputs, provider }) => ({
    type,
    name,
    props: inputs,
    provider: providers.get(provider) ?? {},
  }));
}

describe('our own stacks', () => {
  let pack: PackProcess;
  before(async () => {
    pack = await startPack();
  });
  after(() => pack.stop());

  const people = [
    iam.user,
    iam.group,
    iam.groupPolicy,
    iam.groupPolicyAttachment,
    iam.accountPasswordPolicy,
  ];

  async function assertPasses(folder: string, stack: string, types: readonly string[]) {
    const { resources } = await runStack(folder, stack);
    for (const type of types)
      assert.ok(
        resources.some((each) => each.type === type),
        `there is a ${type}`,
      );
    assert.deepEqual(await pack.runProgram(registered(resources)), []);
  }

  it('pass the policy pack whole: identity', () =>
    assertPasses(repository, 'identity', [...people, iam.role]));
  it('pass the policy pack whole: monitor', () => assertPasses(repository, 'monitor', [iam.role]));
  it('pass the policy pack whole: production', () =>
    assertPasses(repository, 'production', [iam.role]));

  it('pass the policy pack whole: one account for everything', async () => {
    const project = new TestProject({ everything: oneAccount }, engineers);
    try {
      await assertPasses(project.folder, 'everything', [...people, iam.role]);
    } finally {
      project.remove();
    }
  });

  it('pass the policy pack whole: accounts whose monitor takes presses, and their organization', async () => {
    const answering = `${organizationStacks.monitor}  keyturn:slackSigningSecretArn: arn:aws:secretsmanager:eu-central-1:333333333333:secret:signing-AbCdEf
  keyturn:slackAppId: A0COMPANY01
  keyturn:responders: [U0ADA000001]
`;
    const project = new TestProject({ ...organizationStacks, monitor: answering });
    try {
      for (const stack of ['monitor', 'production', 'management'])
        await assertPasses(project.folder, stack, [iam.role]);
      const { resources } = await runStack(project.folder, 'production');
      assert.match(JSON.stringify(resources), /sts:SetSourceIdentity/);
    } finally {
      project.remove();
    }
  });

  it('pass the policy pack whole: 500 engineers with 60 sets of roles, and one with 120', async () => {
    const project = new TestProject(manyEngineers.stacks, manyEngineers.engineers);
    try {
      await assertPasses(project.folder, 'identity', [...people, iam.policy]);
    } finally {
      project.remove();
    }
  });

  it('pass the policy pack whole: an organization', async () => {
    const project = new TestProject(organizationStacks);
    try {
      const stackSet = 'aws:cloudformation/stackSet:StackSet';
      await assertPasses(project.folder, 'management', [stackSet, iam.role]);
    } finally {
      project.remove();
    }
  });
});
