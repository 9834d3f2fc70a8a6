import assert from 'node:assert/strict';
import {
  CreateAccessKeyCommand,
  CreateServiceSpecificCredentialCommand,
  CreateUserCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  ListAccessKeysCommand,
} from '@aws-sdk/client-iam';
import { Aws } from '../../emulation/pulumi/aws';
import { difference, readResource } from '../../emulation/pulumi/lifecycle';
import { resourceTypes } from '../../emulation/pulumi/table';
import { unlessGone } from '../../emulation/pulumi/table/gone';
import { channel, OrganizationCompany } from './company';

const day = (n: number, hour = 8) => new Date(Date.UTC(2027, 0, 1 + n, hour));

/** What IAM holds of an account's audit role, with the account's id as `ACCOUNT`; undefined where there is none. */
async function auditRoleIn(company: OrganizationCompany, accountId: string) {
  const iam = await company.iamOf(accountId);
  const answer = await unlessGone(iam.send(new GetRoleCommand({ RoleName: 'keyturn-audit' })));
  if (!answer?.Role) return undefined;
  const { PolicyDocument = '' } = await iam.send(
    new GetRolePolicyCommand({ RoleName: 'keyturn-audit', PolicyName: 'audit' }),
  );
  const { AssumeRolePolicyDocument = '', Description, Path, MaxSessionDuration } = answer.Role;
  const inAnyAccount = (text: string): unknown =>
    JSON.parse(decodeURIComponent(text).replaceAll(accountId, 'ACCOUNT'));
  return {
    trust: inAnyAccount(AssumeRolePolicyDocument),
    permissions: inAnyAccount(PolicyDocument),
    Description,
    Path,
    MaxSessionDuration,
  };
}

/** The accounts of the unit have the very role that a stack makes, and no other account has one. */
async function assertSameRole(company: OrganizationCompany): Promise<void> {
  const { management, security, payments, data, sandbox } = company.accounts;
  const made = await auditRoleIn(company, management);
  assert.ok(made);
  // Of its own stack: the StackSet would have failed there.
  assert.ok(await auditRoleIn(company, security));
  for (const account of [payments, data])
    assert.deepEqual(await auditRoleIn(company, account), made);
  assert.equal(await auditRoleIn(company, sandbox), undefined);
}

/** Makes an engineer in an account without a stack, and an access key. */
async function addEngineer(company: OrganizationCompany, accountId: string): Promise<string> {
  const iam = await company.iamOf(accountId);
  const Tags = [
    { Key: 'type', Value: 'engineer' },
    { Key: 'slack-id', Value: 'U0ALICE0001' },
  ];
  await iam.send(new CreateUserCommand({ UserName: 'alice', Tags }));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: 'alice' }));
  return AccessKey?.AccessKeyId ?? '';
}

describe('an organization whose accounts get the audit role from a StackSet', () => {
  let company: OrganizationCompany;
  let keyId: string;
  before(async () => (company = await OrganizationCompany.found(day(0))));
  after(() => company.emulated.stop());

  /** What a day's run says in the channel, at the end of it. */
  async function summaryOf(run: Date): Promise<string> {
    await company.emulated.run(run);
    const texts = company.slack.inbox.channel(channel).map(({ text }) => text);
    return texts.findLast((text) => text.startsWith('Keyturn on ')) ?? '';
  }

  it('has the very role that its stacks make, in every account of the unit', () =>
    assertSameRole(company));

  it('is told of a key that is made in an account without a stack', async () => {
    keyId = await addEngineer(company, company.accounts.payments);
    await company.emulated.turnTo(day(0, 9));
    const [announced, ...others] = company.slack.inbox.channel(channel);
    assert.match(announced?.text ?? '', new RegExp(`New AWS key …${keyId.slice(-4)} for alice`));
    assert.deepEqual(others, []);
  });

  it('is told there of an API key that never ends, and of the user whom a console made for it', async () => {
    const { payments } = company.accounts;
    const iam = await company.iamOf(payments);
    const UserName = 'BedrockAPIKey-x1y2';
    await iam.send(new CreateUserCommand({ UserName, Tags: [{ Key: 'type', Value: 'machine' }] }));
    const ServiceName = 'bedrock.amazonaws.com';
    await iam.send(new CreateServiceSpecificCredentialCommand({ UserName, ServiceName }));
    await company.emulated.turnTo(day(0, 10));
    const texts = company.slack.inbox.channel(channel).map(({ text }) => text);
    const [user, key, ...others] = texts.slice(1);
    assert.match(user ?? '', /^⚠️ New user BedrockAPIKey-x1y2 in .*: a console made it/u);
    assert.match(key ?? '', /^⚠️ New API key for Bedrock …\w{4} for .*, and it never ends$/u);
    assert.deepEqual(others, []);
  });

  it('is read by the monitor through these roles, and told of what is not', async () => {
    assert.match(await summaryOf(day(80)), /: 4 accounts read, 1 not; 1 enabled key /);
    const { blocks } = company.slack.inbox.channel(channel).at(-1) ?? {};
    assert.match(JSON.stringify(blocks), new RegExp(`sandbox.*${company.accounts.sandbox}`));
    const [reminder] = company.slack.inbox.of('U0ALICE0001');
    assert.match(reminder?.text ?? '', /^Rotate your AWS key .* in payments /);
  });

  it('has its old keys disabled through these roles', async () => {
    await summaryOf(day(92));
    const iam = await company.iamOf(company.accounts.payments);
    const { AccessKeyMetadata } = await iam.send(new ListAccessKeysCommand({ UserName: 'alice' }));
    assert.deepEqual(
      AccessKeyMetadata?.map(({ AccessKeyId, Status }) => [AccessKeyId, Status]),
      [[keyId, 'Inactive']],
    );
  });

  it('reads a new account by itself', async () => {
    const warehouse = await company.organization.addAccount('warehouse', company.workloads);
    const { payments } = company.accounts;
    assert.deepEqual(await auditRoleIn(company, warehouse), await auditRoleIn(company, payments));
    assert.match(await summaryOf(day(93)), /: 5 accounts read, 1 not;/);
  });

  it('leaves no role in an account that is taken out of the unit', async () => {
    const { data } = company.accounts;
    await company.organization.move(data, company.organization.rootId);
    assert.equal(await auditRoleIn(company, data), undefined);
    assert.match(await summaryOf(day(94)), /: 4 accounts read, 2 not;/);
  });

  it('would change nothing the second time', async () => {
    const credentials = await company.moto.credentialsFor(company.accounts.management);
    const aws = await Aws.connect({
      endpoint: company.moto.url,
      region: 'eu-central-1',
      credentials,
    });
    for (const { type: token, inputs, outputs, id = '', urn } of company.deployed.management
      .resources) {
      const type = resourceTypes.get(token);
      if (!type || !token.startsWith('aws:cloudformation/')) continue;
      const found = await readResource(type, id, aws, outputs);
      assert.deepEqual(difference(type, inputs, aws, found?.outputs ?? {}).changed, [], urn);
    }
  });
});

describe('an organization whose StackSet a delegated administrator makes', () => {
  let company: OrganizationCompany;
  before(async () => (company = await OrganizationCompany.found(day(0), true)));
  after(() => company.emulated.stop());

  it('has the same role everywhere', () => assertSameRole(company));
});
