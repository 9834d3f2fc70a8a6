import assert from 'node:assert/strict';
import {
  GetRoleCommand,
  GetRolePolicyCommand,
  ListAttachedRolePoliciesCommand,
  ListRolesCommand,
  CreatePolicyCommand,
} from '@aws-sdk/client-iam';
import {
  AttachCustomerManagedPolicyReferenceToPermissionSetCommand,
  AttachManagedPolicyToPermissionSetCommand,
  CreateAccountAssignmentCommand,
  CreatePermissionSetCommand,
  DeleteAccountAssignmentCommand,
  DeletePermissionSetCommand,
  DescribeAccountAssignmentCreationStatusCommand,
  DescribeAccountAssignmentDeletionStatusCommand,
  DescribePermissionSetCommand,
  DescribePermissionSetProvisioningStatusCommand,
  GetPermissionsBoundaryForPermissionSetCommand,
  ListAccountAssignmentsCommand,
  ListTagsForResourceCommand,
  ProvisionPermissionSetCommand,
  PutInlinePolicyToPermissionSetCommand,
  PutPermissionsBoundaryToPermissionSetCommand,
  SSOAdminClient,
  TagResourceCommand,
  UntagResourceCommand,
  UpdatePermissionSetCommand,
} from '@aws-sdk/client-sso-admin';
import { startMoto, type Moto } from './start';
import { clientsOf } from './test-clients';

const management = '111111111111';
const member = '222222222222';
const region = 'eu-central-1';
const readOnly = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
const document = (Action: string) =>
  JSON.stringify({ Version: '2012-10-17', Statement: { Effect: 'Allow', Action, Resource: '*' } });

describe('permission sets', () => {
  let moto: Moto;
  let sso: SSOAdminClient;
  let instance: { InstanceArn: string };
  let people: Record<'users' | 'groups', Readonly<Record<string, string>>>;
  before(async () => (moto = await startMoto()));
  beforeEach(async () => {
    await moto.reset();
    const made = await moto.enableIdentityCenter(management, { region, source: 'internal' });
    instance = { InstanceArn: made.instanceArn };
    people = await moto.provision(management, { region, groups: { backend: ['ada'] } });
    const credentials = await moto.credentialsFor(management);
    sso = new SSOAdminClient({ endpoint: moto.url, region, credentials, maxAttempts: 1 });
  });
  after(() => moto.stop());

  const create = async (Name = 'developer') => {
    const asked = { ...instance, Name, Description: 'Who runs it', SessionDuration: 'PT8H' };
    const { PermissionSet } = await sso.send(new CreatePermissionSetCommand(asked));
    return { ...instance, PermissionSetArn: PermissionSet?.PermissionSetArn ?? assert.fail() };
  };
  type Named = Awaited<ReturnType<typeof create>>;
  const backendIn = (set: Named, PrincipalId = people.groups['backend']) => ({
    ...{ ...set, TargetId: member, TargetType: 'AWS_ACCOUNT', PrincipalType: 'GROUP' },
    PrincipalId,
  });
  const asked = (set: Named, principal?: string) =>
    backendIn(set, principal) as ReturnType<typeof backendIn> & {
      TargetType: 'AWS_ACCOUNT';
      PrincipalType: 'GROUP';
    };
  const begin = async (set: Named, principal?: string) => {
    const { AccountAssignmentCreationStatus: status } = await sso.send(
      new CreateAccountAssignmentCommand(asked(set, principal)),
    );
    assert.equal(status?.Status, 'IN_PROGRESS');
    return status.RequestId;
  };
  const look = async (AccountAssignmentCreationRequestId: string | undefined) => {
    const input = { ...instance, AccountAssignmentCreationRequestId };
    const answer = await sso.send(new DescribeAccountAssignmentCreationStatusCommand(input));
    return answer.AccountAssignmentCreationStatus;
  };
  const assign = async (set: Named) => {
    const id = await begin(set);
    const seen = [await look(id), await look(id), await look(id)];
    assert.deepEqual(
      seen.map((each) => each?.Status),
      ['IN_PROGRESS', 'SUCCEEDED', 'SUCCEEDED'],
    );
  };
  const assigned = async (set: Named) =>
    (await sso.send(new ListAccountAssignmentsCommand({ ...set, AccountId: member })))
      .AccountAssignments?.length;
  const iamOf = async (account: string) => clientsOf(moto, await moto.credentialsFor(account)).iam;
  const rolesIn = async (account: string) =>
    (await (await iamOf(account)).send(new ListRolesCommand({}))).Roles ?? [];
  const provision = async (set: Named) => {
    const all = { ...set, TargetType: 'ALL_PROVISIONED_ACCOUNTS' } as const;
    const begun = await sso.send(new ProvisionPermissionSetCommand(all));
    const { RequestId } = begun.PermissionSetProvisioningStatus ?? {};
    const statuses = [];
    for (let i = 0; i < 2; i++) {
      const input = { ...instance, ProvisionPermissionSetRequestId: RequestId };
      const answer = await sso.send(new DescribePermissionSetProvisioningStatusCommand(input));
      statuses.push(answer.PermissionSetProvisioningStatus?.Status);
    }
    return [begun.PermissionSetProvisioningStatus?.Status, ...statuses];
  };

  it('are assigned once it was looked at, and are then a role in the account', async () => {
    const set = await create();
    await sso.send(
      new AttachManagedPolicyToPermissionSetCommand({ ...set, ManagedPolicyArn: readOnly }),
    );
    const id = await begin(set);
    await look(id);
    assert.deepEqual([await assigned(set), await rolesIn(member)], [0, []]);
    await look(id);
    assert.equal(await assigned(set), 1);
    const [{ RoleName, Path, MaxSessionDuration } = assert.fail(), ...more] = await rolesIn(member);
    assert.deepEqual(more, []);
    assert.match(RoleName ?? '', /^AWSReservedSSO_developer_[0-9a-f]{16}$/);
    assert.equal(Path, `/aws-reserved/sso.amazonaws.com/${region}/`);
    assert.equal(MaxSessionDuration, 8 * 3600);
    const attached = await (
      await iamOf(member)
    ).send(new ListAttachedRolePoliciesCommand({ RoleName }));
    assert.deepEqual(
      attached.AttachedPolicies?.map(({ PolicyArn }) => PolicyArn),
      [readOnly],
    );
    // Asked for again, it is the same.
    await assign(set);
    assert.deepEqual([await assigned(set), (await rolesIn(member)).length], [1, 1]);
  });

  it('change their roles when they are provisioned, and not before', async () => {
    const set = await create();
    await assign(set);
    const inline = { ...set, InlinePolicy: document('s3:ListAllMyBuckets') };
    await sso.send(new PutInlinePolicyToPermissionSetCommand(inline));
    await sso.send(
      new PutPermissionsBoundaryToPermissionSetCommand({
        ...set,
        PermissionsBoundary: { ManagedPolicyArn: readOnly },
      }),
    );
    const found = await sso.send(new GetPermissionsBoundaryForPermissionSetCommand(set));
    assert.deepEqual(found.PermissionsBoundary, { ManagedPolicyArn: readOnly });
    const [role] = await rolesIn(member);
    const iam = await iamOf(member);
    const named = { RoleName: role?.RoleName };
    const policy = new GetRolePolicyCommand({ ...named, PolicyName: 'AwsSSOInlinePolicy' });
    await assert.rejects(iam.send(policy), { name: 'NoSuchEntityException' });
    assert.deepEqual(await provision(set), ['IN_PROGRESS', 'IN_PROGRESS', 'SUCCEEDED']);
    const { PolicyDocument = '' } = await iam.send(policy);
    assert.equal(decodeURIComponent(PolicyDocument), inline.InlinePolicy);
    const after = (await iam.send(new GetRoleCommand(named))).Role;
    assert.equal(after?.PermissionsBoundary?.PermissionsBoundaryArn, readOnly);
  });

  it('fail where a policy of the account’s own is missing, and whom nobody knows', async () => {
    const set = await create();
    const reference = { CustomerManagedPolicyReference: { Name: 'deploy', Path: '/keyturn/' } };
    await sso.send(
      new AttachCustomerManagedPolicyReferenceToPermissionSetCommand({ ...set, ...reference }),
    );
    const outcomeOf = async (principal?: string) => {
      const id = await begin(set, principal);
      await look(id);
      return look(id);
    };
    const failed = await outcomeOf();
    assert.equal(failed?.Status, 'FAILED');
    assert.match(failed.FailureReason ?? '', /policy\/keyturn\/deploy/);
    assert.deepEqual([await assigned(set), await rolesIn(member)], [0, []]);
    await (
      await iamOf(member)
    ).send(
      new CreatePolicyCommand({
        ...{ PolicyName: 'deploy', Path: '/keyturn/' },
        PolicyDocument: document('s3:PutObject'),
      }),
    );
    assert.equal((await outcomeOf())?.Status, 'SUCCEEDED');
    const nobody = '00000000-0000-4000-8000-000000000000';
    assert.equal((await outcomeOf(nobody))?.Status, 'FAILED');
  });

  it('are kept from being deleted while they are assigned; with the last assignment the role goes', async () => {
    const set = await create();
    await assign(set);
    await assert.rejects(sso.send(new DeletePermissionSetCommand(set)), {
      name: 'ConflictException',
    });
    const { AccountAssignmentDeletionStatus: status } = await sso.send(
      new DeleteAccountAssignmentCommand(asked(set)),
    );
    assert.equal(status?.Status, 'IN_PROGRESS');
    const looking = new DescribeAccountAssignmentDeletionStatusCommand({
      ...instance,
      AccountAssignmentDeletionRequestId: status.RequestId,
    });
    for (const expected of ['IN_PROGRESS', 'SUCCEEDED'])
      assert.equal((await sso.send(looking)).AccountAssignmentDeletionStatus?.Status, expected);
    assert.deepEqual([await assigned(set), await rolesIn(member)], [0, []]);
    await sso.send(new DeletePermissionSetCommand(set));
    await assert.rejects(sso.send(new DescribePermissionSetCommand(set)), {
      name: 'ResourceNotFoundException',
    });
  });

  it('have a name once, tags, and what an update leaves out', async () => {
    const set = await create();
    await assert.rejects(create(), { name: 'ConflictException' });
    const resource = { ...instance, ResourceArn: set.PermissionSetArn };
    const tags = (values: Readonly<Record<string, string>>) =>
      Object.entries(values).map(([Key, Value]) => ({ Key, Value }));
    await sso.send(new TagResourceCommand({ ...resource, Tags: tags({ team: 'a', cost: '1' }) }));
    await sso.send(new TagResourceCommand({ ...resource, Tags: tags({ team: 'b' }) }));
    await sso.send(new UntagResourceCommand({ ...resource, TagKeys: ['cost'] }));
    const { Tags } = await sso.send(new ListTagsForResourceCommand(resource));
    assert.deepEqual(Tags, tags({ team: 'b' }));
    await sso.send(new UpdatePermissionSetCommand({ ...set, RelayState: 'https://example.com' }));
    const { PermissionSet } = await sso.send(new DescribePermissionSetCommand(set));
    const { Description, SessionDuration, RelayState } = PermissionSet ?? {};
    assert.deepEqual(
      [Description, SessionDuration, RelayState],
      ['Who runs it', 'PT8H', 'https://example.com'],
    );
  });
});
