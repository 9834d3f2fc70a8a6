import assert from 'node:assert/strict';
import {
  CloudFormationClient,
  CreateStackInstancesCommand,
  CreateStackSetCommand,
  DeleteStackInstancesCommand,
  DeleteStackSetCommand,
  DescribeStackSetCommand,
  ListStackInstancesCommand,
  UpdateStackSetCommand,
  type CreateStackSetCommandInput,
  type DeploymentTargets,
} from '@aws-sdk/client-cloudformation';
import { GetRolePolicyCommand, ListRolesCommand } from '@aws-sdk/client-iam';
import { Organization } from './organization';
import { startMoto, type Moto } from './start';
import { clientsOf } from './test-clients';

const management = '111111111111';
const policy = (Action: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action, Resource: '*' }],
});
const template = (action: string) =>
  JSON.stringify({
    Resources: {
      Reader: {
        Type: 'AWS::IAM::Role',
        Properties: {
          RoleName: 'reader',
          AssumeRolePolicyDocument: policy('sts:AssumeRole'),
          Policies: [{ PolicyName: 'read', PolicyDocument: policy(action) }],
        },
      },
    },
  });
const readers: CreateStackSetCommandInput = {
  StackSetName: 'readers',
  PermissionModel: 'SERVICE_MANAGED',
  AutoDeployment: { Enabled: true, RetainStacksOnAccountRemoval: false },
  Capabilities: ['CAPABILITY_NAMED_IAM'],
  TemplateBody: template('iam:ListUsers'),
};

describe('StackSets that AWS deploys to an organization', () => {
  let moto: Moto;
  let organization: Organization;
  let unit: string;
  let inUnit: string;
  let below: string;
  before(async () => (moto = await startMoto()));
  after(() => moto.stop());
  beforeEach(async () => {
    await moto.reset();
    organization = await Organization.of(moto, management);
    unit = await organization.addUnit('workloads');
    inUnit = await organization.addAccount('payments', unit);
    const child = await organization.addUnit('analytics', unit);
    below = await organization.addAccount('data', await organization.addUnit('lake', child));
  });

  const formationOf = async (account = management) =>
    new CloudFormationClient(clientsOf(moto, await moto.credentialsFor(account)).config);

  async function create(more: Partial<CreateStackSetCommandInput> = {}): Promise<void> {
    const formation = await formationOf();
    await formation.send(new CreateStackSetCommand({ ...readers, ...more }));
  }

  async function deployTo(targets: Partial<DeploymentTargets> = {}): Promise<void> {
    const formation = await formationOf();
    await formation.send(
      new CreateStackInstancesCommand({
        StackSetName: 'readers',
        Regions: ['us-east-1'],
        DeploymentTargets: { OrganizationalUnitIds: [unit], ...targets },
      }),
    );
  }

  /** What the role `reader` of an account may; undefined where there is none. */
  async function mayIn(account: string): Promise<string | undefined> {
    const { iam } = clientsOf(moto, await moto.credentialsFor(account));
    const { Roles = [] } = await iam.send(new ListRolesCommand({}));
    if (!Roles.some(({ RoleName }) => RoleName === 'reader')) return undefined;
    const { PolicyDocument = '' } = await iam.send(
      new GetRolePolicyCommand({ RoleName: 'reader', PolicyName: 'read' }),
    );
    return /"Action": ?"([^"]*)"/.exec(decodeURIComponent(PolicyDocument))?.[1];
  }

  it('reach a unit and the units below it, and not the management account', async () => {
    const outside = await organization.addAccount('sandbox');
    await create();
    await organization.move(management, unit);
    await deployTo();
    for (const account of [inUnit, below]) assert.equal(await mayIn(account), 'iam:ListUsers');
    for (const account of [outside, management]) assert.equal(await mayIn(account), undefined);
    const { Summaries } = await (
      await formationOf()
    ).send(new ListStackInstancesCommand({ StackSetName: 'readers' }));
    assert.deepEqual(
      Summaries?.map((each) => [each.Account, each.OrganizationalUnitId]).sort(),
      [
        [inUnit, unit],
        [below, unit],
      ].sort(),
    );
  });

  const filters: [DeploymentTargets['AccountFilterType'], boolean, boolean][] = [
    ['DIFFERENCE', false, true],
    ['INTERSECTION', true, false],
  ];
  for (const [AccountFilterType, first, second] of filters)
    it(`heed a filter: ${AccountFilterType}`, async () => {
      await create();
      await deployTo({ AccountFilterType, Accounts: [inUnit] });
      assert.equal((await mayIn(inUnit)) !== undefined, first);
      assert.equal((await mayIn(below)) !== undefined, second);
    });

  it('are changed where they are', async () => {
    await create();
    await deployTo();
    const formation = await formationOf();
    await formation.send(
      new UpdateStackSetCommand({ ...readers, TemplateBody: template('iam:ListRoles') }),
    );
    for (const account of [inUnit, below]) assert.equal(await mayIn(account), 'iam:ListRoles');
  });

  it('tell what they were given', async () => {
    await create({ ManagedExecution: { Active: true } });
    const formation = await formationOf();
    const { StackSet } = await formation.send(
      new DescribeStackSetCommand({ StackSetName: 'readers' }),
    );
    assert.deepEqual(StackSet?.AutoDeployment, readers.AutoDeployment);
    assert.deepEqual(StackSet?.Capabilities, readers.Capabilities);
    assert.deepEqual(StackSet?.ManagedExecution, { Active: true });
  });

  const removals: [string, CreateStackSetCommandInput['AutoDeployment'], boolean][] = [
    ['take the role away', { Enabled: true, RetainStacksOnAccountRemoval: false }, false],
    ['leave the role', { Enabled: true, RetainStacksOnAccountRemoval: true }, true],
  ];
  for (const [what, AutoDeployment, remains] of removals)
    it(`reach an account that comes, even one that was left out, and ${what} where one goes`, async () => {
      await create({ AutoDeployment });
      const outside = await organization.addAccount('sandbox');
      await deployTo({ AccountFilterType: 'DIFFERENCE', Accounts: [outside] });
      await organization.move(outside, unit);
      assert.equal(await mayIn(outside), 'iam:ListUsers');
      await organization.move(outside, organization.rootId);
      assert.equal((await mayIn(outside)) !== undefined, remains);
    });

  it('leave accounts that come alone where they are told to', async () => {
    await create({ AutoDeployment: { Enabled: false } });
    await deployTo();
    assert.equal(await mayIn(await organization.addAccount('sandbox', unit)), undefined);
  });

  it('go unit by unit, and then altogether', async () => {
    await create();
    await deployTo();
    const formation = await formationOf();
    const stackSet = { StackSetName: 'readers' };
    await assert.rejects(formation.send(new DeleteStackSetCommand(stackSet)));
    await formation.send(
      new DeleteStackInstancesCommand({
        ...stackSet,
        Regions: ['us-east-1'],
        DeploymentTargets: { OrganizationalUnitIds: [unit] },
        RetainStacks: false,
      }),
    );
    for (const account of [inUnit, below]) assert.equal(await mayIn(account), undefined);
    // No longer a target.
    assert.equal(await mayIn(await organization.addAccount('sandbox', unit)), undefined);
    await formation.send(new DeleteStackSetCommand(stackSet));
  });

  const refused: [string, Partial<CreateStackSetCommandInput>, () => string, RegExp][] = [
    ['a named role that is not acknowledged', { Capabilities: [] }, () => management, /CAPABILITY/],
    ['a member account', {}, () => inUnit, /not the management account/],
    [
      'a member account that is no delegated administrator',
      { CallAs: 'DELEGATED_ADMIN' },
      () => inUnit,
      /not a delegated administrator/,
    ],
    ['an account of no organization', {}, () => '999999999999', /enable organizations access/],
  ];
  for (const [who, more, account, message] of refused)
    it(`refuse ${who}`, async () => {
      const formation = await formationOf(account());
      const sent = formation.send(new CreateStackSetCommand({ ...readers, ...more }));
      await assert.rejects(sent, message);
    });
});
