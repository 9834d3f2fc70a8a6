import assert from 'node:assert/strict';
import {
  CreateRoleCommand,
  CreateUserCommand,
  GetUserCommand,
  ListUsersCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { AccountAccessClient } from '../pulumi/account-access-client';
import { callWithBotocore, type Call } from './botocore';
import { MotoError, startMoto, type Moto } from './start';
import { clientsOf } from './test-clients';

const management = '111111111111';
const member = '222222222222';
const region = 'eu-central-1';
const roleArn = (name: string) => `arn:aws:iam::${member}:role/${name}`;

/** As AWS's guide has it, with the application's account. */
function trustOf(
  applicationArn: string,
  Action: readonly string[] = ['sts:AssumeRole', 'sts:SetContext', 'sts:TagSession'],
) {
  const StringEquals = { 'aws:SourceAccount': management, 'aws:SourceArn': applicationArn };
  const service = { Service: 'account-access.amazonaws.com' };
  const people = {
    ...{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${management}:root` } },
    ...{ Action: 'sts:AssumeRole', Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } },
  };
  const application = { Effect: 'Allow', Principal: service, Action, Condition: { StringEquals } };
  return { Version: '2012-10-17', Statement: [people, application] };
}

describe('account access manager', function () {
  this.timeout(20_000);
  let moto: Moto;
  let instanceArn: string;
  let client: AccountAccessClient;
  let people: Record<'users' | 'groups', Readonly<Record<string, string>>>;
  before(async () => (moto = await startMoto({ at: new Date('2026-09-01T08:00:00Z') })));
  beforeEach(async () => {
    await moto.reset();
    ({ instanceArn } = await moto.enableIdentityCenter(management, { region, source: 'internal' }));
    const groups = { backend: ['ada'], data: ['ben'] };
    people = await moto.provision(management, { region, users: ['cleo'], groups });
    const credentials = await moto.credentialsFor(management);
    client = new AccountAccessClient({ endpoint: moto.url, region, credentials });
  });
  after(() => moto.stop());

  const createRole = async (RoleName: string, trust: object) => {
    const { iam } = clientsOf(moto, await moto.credentialsFor(member));
    const AssumeRolePolicyDocument = JSON.stringify(trust);
    await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
  };
  const active = async () => {
    const arn = await client.createApplication(instanceArn);
    const statuses = [];
    for (let i = 0; i < 2; i++) statuses.push((await client.getApplication(arn)).status);
    assert.deepEqual(statuses, ['CREATE_IN_PROGRESS', 'ACTIVE']);
    return arn;
  };
  const group = (name: string) => ({
    identityCenter: { groupId: people.groups[name] ?? assert.fail(name) },
  });
  const called = async (...calls: readonly Call[]) =>
    callWithBotocore(
      moto,
      await moto.credentialsFor(management),
      { service: 'account-access', region },
      calls,
    );
  const outcomes = (answers: readonly Readonly<Record<string, unknown>>[]) =>
    answers.map((each) => each['error'] ?? 'done');

  it('answers AWS’s own client: one application an instance, in progress at first', async () => {
    const identitySource = { identityCenter: { instanceArn } };
    const [made = {}, again, other] = await called(
      ['create_application', { identitySource, tags: { team: 'platform' } }],
      ['create_application', { identitySource }],
      [
        'create_application',
        { identitySource: { identityCenter: { instanceArn: `${instanceArn.slice(0, -1)}.` } } },
      ],
    );
    assert.equal(again?.['error'], 'AlreadyCreatedException');
    assert.equal(other?.['error'], 'ValidationException');
    const { applicationArn } = made;
    const pattern = `^arn:aws:account-access:${region}:${management}:application/[a-zA-Z0-9-]+$`;
    assert.match(String(applicationArn), new RegExp(pattern));
    const about = { applicationArn };
    const resource = { resourceArn: applicationArn };
    const [first, then, listed, , , tags, , , , gone] = await called(
      ['get_application', about],
      ['get_application', about],
      ['list_applications', {}],
      ['tag_resource', { ...resource, tags: { cost: '1' } }],
      ['untag_resource', { ...resource, tagKeys: ['team'] }],
      ['list_tags_for_resource', resource],
      ['delete_application', about],
      ['delete_application', about],
      ['get_application', about],
      ['get_application', about],
    );
    assert.deepEqual(
      [first?.['status'], then?.['status'], then?.['tags']],
      ['CREATE_IN_PROGRESS', 'ACTIVE', { team: 'platform' }],
    );
    const [{ tenantId } = assert.fail()] = listed?.['applications'] as { tenantId: string }[];
    assert.match(tenantId, /^aa-[a-z0-9-]{1,21}$/);
    assert.equal(tenantId, then?.['tenantId']);
    assert.deepEqual(tags?.['tags'], { cost: '1' });
    assert.equal(gone?.['error'], 'ResourceNotFoundException');
  });

  it('answers AWS’s own client: entitlements, found by what they are about, which never change', async () => {
    const applicationArn = await active();
    await createRole('reader', trustOf(applicationArn));
    await createRole('others', trustOf(`${applicationArn}x`));
    const entitled = (principal: object, name = 'reader') => ({
      applicationArn,
      entitlement: {
        principalRole: { principal: { identityCenter: principal }, roleArn: roleArn(name) },
      },
    });
    const backend = { groupId: people.groups['backend'] };
    const ada = { userId: people.users['ada'] };
    const nobody = { userId: '00000000-0000-4000-8000-000000000000' };
    const made = await called(
      ['create_entitlement', entitled(backend)],
      ['create_entitlement', entitled(backend)],
      ['create_entitlement', entitled(ada)],
      ['create_entitlement', entitled(backend, 'nothing')],
      ['create_entitlement', entitled(backend, 'others')],
      ['create_entitlement', entitled(nobody)],
    );
    const [first, again, second] = made.map((each) => each['entitlementId']);
    assert.equal(first, again);
    const refused = 'ValidationException';
    assert.deepEqual(outcomes(made.slice(3)), [refused, refused, refused]);
    const by = (filter: object) =>
      ['list_entitlements', { applicationArn, filter: { principalRole: filter } }] as const;
    const found = await called(
      by({ roleArn: roleArn('reader') }),
      by({ principal: { identityCenter: ada } }),
      by({ account: management }),
    );
    type Listed = { entitlementId: string }[];
    assert.deepEqual(
      found.map((each) => (each['entitlements'] as Listed).map((one) => one.entitlementId)),
      [[first, second], [second], []],
    );
    const one = { applicationArn, entitlementId: first };
    const [described = {}, ...rest] = await called(
      ['get_entitlement', one],
      ['delete_entitlement', one],
      ['delete_entitlement', one],
      ['get_entitlement', one],
    );
    assert.deepEqual(described['entitlement'], {
      principalRole: {
        principal: { identityCenter: backend },
        roleArn: roleArn('reader'),
        account: member,
      },
    });
    assert.deepEqual(outcomes(rest), ['done', 'done', 'ValidationException']);
    assert.equal(rest[2]?.['message'], 'Entitlement not found');
  });

  it('takes twenty groups a role, and fifteen writes at a time, which its client waits out', async () => {
    const applicationArn = await active();
    await createRole('reader', trustOf(applicationArn));
    const names = Array.from({ length: 21 }, (_, i) => `group-${i}`);
    const none = Object.fromEntries(names.map((name) => [name, []]));
    people = await moto.provision(management, { region, groups: none });
    const [last = '', ...first] = names;
    const create = (name: string) =>
      client.createEntitlement(applicationArn, {
        principal: group(name),
        roleArn: roleArn('reader'),
      });
    const ids = await Promise.all(first.map(create));
    assert.equal(new Set(ids).size, 20);
    const refused = (await moto.recordedCalls()).filter(({ status }) => status === 429);
    assert.ok(refused.length > 0);
    await assert.rejects(create(last), { name: 'ServiceQuotaExceededException' });
    const userId = people.users['cleo'] ?? '';
    const principal = { identityCenter: { userId } };
    await client.createEntitlement(applicationArn, { principal, roleArn: roleArn('reader') });
  });

  it('gives nothing out before it is active, and forgets everybody when it is deleted', async () => {
    const applicationArn = await client.createApplication(instanceArn);
    await createRole('reader', trustOf(applicationArn));
    const entitlement = { principal: group('backend'), roleArn: roleArn('reader') };
    const create = () => client.createEntitlement(applicationArn, entitlement);
    await assert.rejects(create(), { name: 'ConflictException' });
    await client.getApplication(applicationArn);
    await create();
    const asked = { applicationArn, userName: 'ada', roleArn: roleArn('reader') };
    await moto.roleCredentials(asked);
    await client.deleteApplication(applicationArn);
    await assert.rejects(moto.roleCredentials(asked), { code: 'UnauthorizedException' });
  });

  describe('sessions', () => {
    const codeOf = (asking: Promise<unknown>) =>
      asking.then(
        () => 'let in',
        (error: unknown) => (error instanceof MotoError ? error.code : assert.fail(String(error))),
      );

    it('are for whoever is in an entitled group, or is entitled', async () => {
      const applicationArn = await active();
      await createRole('reader', trustOf(applicationArn));
      const entitle = (identityCenter: { groupId: string } | { userId: string }) =>
        client.createEntitlement(applicationArn, {
          principal: { identityCenter },
          roleArn: roleArn('reader'),
        });
      await entitle({ groupId: people.groups['backend'] ?? '' });
      await entitle({ userId: people.users['cleo'] ?? '' });
      const ask = (userName: string) =>
        codeOf(moto.roleCredentials({ applicationArn, userName, roleArn: roleArn('reader') }));
      const outcomesOf = async () => [await ask('ada'), await ask('ben'), await ask('cleo')];
      assert.deepEqual(await outcomesOf(), ['let in', 'AccessDeniedException', 'let in']);
      assert.equal(await ask('eve'), 'UnauthorizedException');
      await moto.provision(management, { region, groups: { backend: ['ben'] } });
      assert.deepEqual(await outcomesOf(), ['AccessDeniedException', 'let in', 'let in']);
    });

    it('are what the role’s trust lets that very application make', async () => {
      const applicationArn = await active();
      const trusts = {
        ours: trustOf(applicationArn),
        others: trustOf(`${applicationArn}x`),
        bare: trustOf(applicationArn, ['sts:AssumeRole', 'sts:TagSession']),
        nobodys: {
          Version: '2012-10-17',
          Statement: trustOf(applicationArn).Statement.slice(0, 1),
        },
      };
      const { iam } = clientsOf(moto, await moto.credentialsFor(member));
      const seen: Record<string, string> = {};
      for (const [RoleName, trust] of Object.entries(trusts)) {
        await createRole(RoleName, trustOf(applicationArn));
        const asked = { principal: group('backend'), roleArn: roleArn(RoleName) };
        await client.createEntitlement(applicationArn, asked);
        const PolicyDocument = JSON.stringify(trust);
        await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument }));
        const who = { applicationArn, userName: 'ada', roleArn: roleArn(RoleName) };
        seen[RoleName] = await codeOf(moto.roleCredentials(who));
      }
      const denied = 'AccessDeniedException';
      assert.deepEqual(seen, { ours: 'let in', others: denied, bare: denied, nobodys: denied });
    });

    it('are the role’s, without MFA, for an hour; CloudTrail has who made them and for whom', async () => {
      const applicationArn = await active();
      await createRole('reader', trustOf(applicationArn));
      const entitlement = { principal: group('backend'), roleArn: roleArn('reader') };
      await client.createEntitlement(applicationArn, entitlement);
      const asked = { applicationArn, userName: 'ada', roleArn: roleArn('reader') };
      const session = clientsOf(moto, await moto.roleCredentials(asked));
      const userId = people.users['ada'] ?? '';
      const { Arn } = await session.sts.send(new GetCallerIdentityCommand());
      assert.equal(Arn, `arn:aws:sts::${member}:assumed-role/reader/${userId}`);
      await session.iam.send(new ListUsersCommand({}));

      const credentials = await moto.credentialsFor(member);
      const trail = new CloudTrailClient({ endpoint: moto.url, region, credentials });
      const { Events = [] } = await trail.send(
        new LookupEventsCommand({
          LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'AssumeRole' }],
        }),
      );
      const [{ CloudTrailEvent = '', Username } = assert.fail(), ...more] = Events;
      assert.deepEqual([more, Username], [[], undefined]);
      const event = JSON.parse(CloudTrailEvent) as Record<string, unknown>;
      assert.deepEqual(
        [event['userIdentity'], event['requestParameters'], event['sourceIPAddress']],
        [
          { type: 'AWSService', invokedBy: 'account-access.amazonaws.com' },
          { roleArn: roleArn('reader'), roleSessionName: userId },
          'account-access.amazonaws.com',
        ],
      );
      await moto.setClock(new Date((await moto.now()).getTime() + 60 * 60_000));
      await assert.rejects(session.iam.send(new GetUserCommand({ UserName: 'any' })), {
        name: 'ExpiredToken',
      });
    });

    it('say in the events of their own calls whom they are for', async () => {
      const applicationArn = await active();
      await createRole('admin', trustOf(applicationArn));
      const entitlement = { principal: group('backend'), roleArn: roleArn('admin') };
      await client.createEntitlement(applicationArn, entitlement);
      const { iam } = clientsOf(
        moto,
        await moto.roleCredentials({
          ...{ applicationArn, userName: 'ada', roleArn: roleArn('admin') },
          sessionName: 'ada',
        }),
      );
      await iam.send(new CreateUserCommand({ UserName: 'new' }));
      const [event = assert.fail()] = (await moto.iamEvents()).slice(-1);
      const identity = event.detail.userIdentity as typeof event.detail.userIdentity & {
        onBehalfOf: { userId: string; identityStoreArn: string };
      };
      assert.equal(identity.arn, `arn:aws:sts::${member}:assumed-role/admin/ada`);
      assert.equal(identity.sessionContext?.attributes.mfaAuthenticated, 'false');
      assert.equal(identity.onBehalfOf.userId, people.users['ada']);
      assert.match(
        identity.onBehalfOf.identityStoreArn,
        new RegExp(`^arn:aws:identitystore::${management}:identitystore/d-`),
      );
    });
  });
});
