import assert from 'node:assert/strict';
import { emptyLedger } from '../../../rules/ledger';
import { isUnknown } from '../../../rules/model';
import { defaultSettings } from '../../../rules/settings';
import { scriptedIam, sdkError } from '../../testing/scripted-client';
import { Calls } from '../accounts/calls';
import type { IamClients } from './clients';
import { listAll } from './read-groups-and-roles';
import { AwsIamReader } from './reader';

interface Asked {
  readonly Filter?: readonly string[];
  readonly MaxItems?: number;
  readonly Marker?: string;
}

const account = { id: '111111111111', name: 'identity' };
const at = new Date('2026-04-01T09:00:00Z');
const arn = (end: string) => `arn:aws:iam::111111111111:${end}`;
const allowing = (Action: string) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Sid: '100%', Effect: 'Allow', Action, Resource: '*' }],
  });
/** As IAM writes a document (RFC 3986). */
const encoded = (text: string) =>
  encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );

const user = {
  UserName: 'alice',
  UserId: 'AIDAALICE',
  Arn: arn('user/alice'),
  Tags: [{ Key: 'type', Value: 'engineer' }],
  GroupList: ['devs'],
  UserPolicyList: [{ PolicyName: 'own', PolicyDocument: encoded(allowing('s3:*')) }],
  AttachedManagedPolicies: [{ PolicyName: 'logs', PolicyArn: arn('policy/teams/logs') }],
};
const group = {
  GroupName: 'devs',
  GroupPolicyList: [{ PolicyName: 'inline', PolicyDocument: encoded(allowing('ec2:*')) }],
  AttachedManagedPolicies: [
    { PolicyName: 'logs', PolicyArn: arn('policy/teams/logs') },
    { PolicyName: 'ReadOnlyAccess', PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' },
  ],
};
const role = (name: string) => ({
  RoleName: name,
  AssumeRolePolicyDocument: encoded(allowing(name)),
});
const policy = {
  PolicyName: 'logs',
  Arn: arn('policy/teams/logs'),
  DefaultVersionId: 'v2',
  PolicyVersionList: [
    { VersionId: 'v3', IsDefaultVersion: false, Document: encoded(allowing('*')) },
    { VersionId: 'v2', IsDefaultVersion: true, Document: encoded(allowing('logs:*')) },
    { VersionId: 'v1', IsDefaultVersion: false, Document: encoded(allowing('iam:*')) },
  ],
};

/** The answer to each call, by its turn; all that was asked. */
async function list(...answers: readonly (object | Error)[]) {
  const asked: Asked[] = [];
  const iam = scriptedIam({
    GetAccountAuthorizationDetails: (input: Asked) => {
      const answer = answers[asked.push({ ...input }) - 1];
      if (answer === undefined || answer instanceof Error) throw answer ?? sdkError('TooMany');
      return answer;
    },
  });
  const listed = await listAll(iam, new Calls('111111111111'));
  return { ...listed, asked };
}

describe('groups and roles', () => {
  const more = { IsTruncated: true };

  it('come with the users, in pages of a thousand of whatever kind', async () => {
    const { users, groupsAndRoles, asked } = await list(
      { UserDetailList: [user], ...more, Marker: 'one' },
      { GroupDetailList: [group], RoleDetailList: [role('first')], ...more, Marker: 'two' },
      { RoleDetailList: [role('second')], Policies: [policy] },
    );
    assert.deepEqual(
      asked.map(({ Filter, MaxItems, Marker }) => [Filter, MaxItems, Marker]),
      [undefined, 'one', 'two'].map((marker) => [
        ['User', 'Group', 'Role', 'LocalManagedPolicy'],
        1000,
        marker,
      ]),
    );
    assert.deepEqual(
      users.map(({ name, tags }) => [name, tags]),
      [['alice', { type: 'engineer' }]],
    );
    const logs = { name: arn('policy/teams/logs'), document: allowing('logs:*') };
    assert.deepEqual(groupsAndRoles, {
      users: [
        {
          name: 'alice',
          groups: ['devs'],
          policies: [logs, { name: 'own', document: allowing('s3:*') }],
        },
      ],
      groups: [
        {
          name: 'devs',
          policies: [
            logs,
            { name: 'arn:aws:iam::aws:policy/ReadOnlyAccess' },
            { name: 'inline', document: allowing('ec2:*') },
          ],
        },
      ],
      roles: ['first', 'second'].map((name) => ({ name, document: allowing(name) })),
    });
  });

  it('are as many as there are', async () => {
    const roles = Array.from({ length: 2500 }, (_, i) => role(`role-${i}`));
    const pages = [0, 1000, 2000].map((start) => ({
      RoleDetailList: roles.slice(start, start + 1000),
      ...(start < 2000 && { ...more, Marker: `after ${start}` }),
    }));
    const { groupsAndRoles, asked } = await list(...pages);
    assert.ok(groupsAndRoles && !isUnknown(groupsAndRoles));
    assert.deepEqual(
      groupsAndRoles.roles.map(({ name }) => name),
      roles.map(({ RoleName }) => RoleName),
    );
    assert.equal(asked.length, 3);
  });

  it('have the texts that are no JSON as IAM gave them, and none where it gave none', async () => {
    const raw = { RoleName: 'raw', AssumeRolePolicyDocument: ` ${allowing('100%')}` };
    const broken = { RoleName: 'broken', AssumeRolePolicyDocument: '%7' };
    const none = { ...group, GroupPolicyList: [{ PolicyName: 'none' }] };
    const { groupsAndRoles } = await list({
      RoleDetailList: [raw, broken, { RoleName: 'none' }],
      GroupDetailList: [none],
    });
    assert.ok(groupsAndRoles && !isUnknown(groupsAndRoles));
    assert.deepEqual(
      groupsAndRoles.roles.map(({ document }) => document),
      [raw.AssumeRolePolicyDocument, '', ''],
    );
    // The policy that is attached was not among the policies.
    assert.deepEqual(
      groupsAndRoles.groups[0]?.policies.map(({ document }) => document),
      [undefined, undefined, undefined],
    );
  });

  for (const [whose, thorough, wanted] of [
    ['a daily run', undefined, ['User']],
    ['an audit without roles', {}, ['User']],
    ['an audit', { listAll }, ['User', 'Group', 'Role', 'LocalManagedPolicy']],
  ] as const)
    it(`are asked for, or not, by ${whose}`, async () => {
      const filters: unknown[] = [];
      const iam = scriptedIam({
        GenerateCredentialReport: () => ({ State: 'COMPLETE' }),
        GetCredentialReport: () => ({
          Content: new TextEncoder().encode('user'),
          GeneratedTime: at,
        }),
        ListVirtualMFADevices: () => ({ VirtualMFADevices: [] }),
        GetAccountAuthorizationDetails: ({ Filter }: Asked) => {
          filters.push(Filter);
          return { RoleDetailList: [role('first')] };
        },
      });
      const clients = { in: () => iam } as unknown as IamClients;
      const ignore = () => undefined;
      const options = thorough && {
        thorough: { onListed: ignore, onUser: ignore, ...thorough },
      };
      const reader = new AwsIamReader(clients, defaultSettings, options);
      const reading = await reader.read(account, emptyLedger(account.id), at);
      assert.ok(reading.outcome === 'read', 'reason' in reading ? reading.reason : '');
      assert.deepEqual(filters, [wanted]);
      assert.equal(reading.groupsAndRoles !== undefined, wanted.length > 1);
    });

  for (const [name, why] of [
    ['AccessDenied', 'access-denied'],
    ['ValidationError', 'unexpected'],
  ] as const)
    for (const pages of [0, 1])
      it(`are not known after ${name} of page ${pages + 1}: the users are listed alone`, async () => {
        const before = [{ UserDetailList: [user], ...more, Marker: 'one' }].slice(0, pages);
        const { users, groupsAndRoles, asked } = await list(...before, sdkError(name), {
          UserDetailList: [user],
        });
        assert.deepEqual(groupsAndRoles, {
          unknown: `${why} at iam:GetAccountAuthorizationDetails`,
        });
        assert.deepEqual(
          users.map((each) => each.name),
          ['alice'],
        );
        assert.deepEqual(asked.at(-1)?.Filter, ['User']);
      });

  it('are not known where the pages break off: users are fewer', async () => {
    const first = { UserDetailList: [user], ...more, Marker: 'one' };
    const { users, groupsAndRoles } = await list(first, sdkError('TimeoutError'), {
      UserDetailList: [user],
    });
    assert.equal(users.length, 1);
    assert.deepEqual(groupsAndRoles, {
      unknown: 'unreachable at iam:GetAccountAuthorizationDetails',
    });
  });

  it('leave the account unread where the credentials end between two pages', () =>
    assert.rejects(
      list({ UserDetailList: [user], ...more, Marker: 'one' }, sdkError('ExpiredToken'), {}),
      { code: 'expired-credentials' },
    ));

  for (const name of ['ExpiredToken', 'Throttling', 'ServiceUnavailable'])
    it(`are not asked for again after ${name}, with which users fare no better`, async () => {
      await assert.rejects(list(sdkError(name), { UserDetailList: [user] }), {
        name: 'AccountError',
      });
    });

  it('leave the account unread where the users can’t be listed either', async () => {
    const refused = sdkError('AccessDenied');
    await assert.rejects(list(refused, refused), { code: 'access-denied' });
  });
});
