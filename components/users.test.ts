import { deploy, documentIn, refuses, typesByName, valueOf, type Made } from './testing/deployment';
import assert from 'node:assert/strict';
import * as pulumi from '@pulumi/pulumi';
import { Provider } from '@pulumi/aws/provider';
import { Engineer, type EngineerArgs } from './engineer';
import { MachineUser, type MachineUserArgs } from './machine-user';

const deployRole = 'arn:aws:iam::222222222222:role/deploy';

/** Credentials of people must never get into the state. */
function assertNoCredentials(children: readonly Made[]): void {
  for (const { type } of children) assert.doesNotMatch(type, /AccessKey|LoginProfile/);
}

describe('Engineer', () => {
  const alice: EngineerArgs = { userName: 'alice', slackId: 'U0123456789', groupName: 'engineers' };
  const make = (args: EngineerArgs, opts: object) => new Engineer('alice', args, opts);

  it('is a tagged user in the group, and no more', async () => {
    const deployment = await deploy((opts) => make(alice, opts));
    assert.deepEqual(typesByName(deployment), {
      'alice-user': 'aws:iam/user:User',
      'alice-membership': 'aws:iam/userGroupMembership:UserGroupMembership',
    });
    assert.deepEqual(deployment.child('alice-user').inputs, {
      name: 'alice',
      forceDestroy: true,
      tags: { type: 'engineer', 'slack-id': 'U0123456789' },
    });
    assert.deepEqual(deployment.child('alice-membership').inputs, {
      user: 'alice',
      groups: ['engineers'],
    });
    assert.ok(deployment.children.every(({ parent }) => parent === 'alice'));
    assertNoCredentials(deployment.children);
    assert.equal(await valueOf(deployment.component.userName), 'alice');
  });

  it('has name, path, roles and exemption where they are given', async () => {
    const deployment = await deploy((opts) =>
      make(
        {
          ...alice,
          path: '/team/',
          fullName: 'Zoë Müller-O.',
          roleArns: [deployRole],
          keyExemptUntil: '2026-12-31',
        },
        opts,
      ),
    );
    const { path, tags } = deployment.child('alice-user').inputs;
    assert.equal(path, '/team/');
    assert.deepEqual(tags, {
      type: 'engineer',
      'slack-id': 'U0123456789',
      'full-name': 'Zoë Müller-O.',
      'key-exempt-until': '2026-12-31',
    });
    const roles = deployment.child('alice-assume-roles');
    assert.equal(roles.type, 'aws:iam/userPolicy:UserPolicy');
    assert.deepEqual([roles.inputs['user'], roles.inputs['name']], ['alice', 'assume-roles']);
    assert.match(JSON.stringify(documentIn(roles, 'policy')), new RegExp(deployRole));
    assert.equal(deployment.children.length, 3);
  });

  it('takes ARNs of roles that are made in the same program', async () => {
    const deployment = await deploy((opts) =>
      make({ ...alice, roleArns: [pulumi.output(deployRole)] }, opts),
    );
    assert.match(String(deployment.child('alice-assume-roles').inputs['policy']), /role\/deploy"/);
  });

  it('is made with the provider that it is given', async () => {
    const { children } = await deploy((opts) =>
      make(alice, { ...opts, provider: new Provider('identity-account') }),
    );
    for (const { provider } of children) assert.match(provider, /::identity-account::/);
  });

  const wrong: [Partial<EngineerArgs>, string, RegExp][] = [
    [{ userName: 'al ice' }, 'userName', /found "al ice"/],
    [{ userName: 'a'.repeat(65) }, 'userName', /1 to 64/],
    [{ userName: '' }, 'userName', /found ""/],
    [{ path: 'team/' }, 'path', /begins and ends with/],
    [{ slackId: 'alice' }, 'slackId', /Slack user's id \(U… or W…\), found "alice"/],
    [{ slackId: 'C0123456789' }, 'slackId', /found "C0123456789"/],
    [{ fullName: 'A <b>' }, 'fullName', /a name that an AWS tag takes/],
    [{ fullName: 'a'.repeat(257) }, 'fullName', /tag takes/],
    [{ keyExemptUntil: '2026-02-30' }, 'keyExemptUntil', /expected a date/],
    [{ keyExemptUntil: 'next week' }, 'keyExemptUntil', /expected a date/],
    [{ roleArns: ['*'] }, 'roleArns', /the ARN of one role, found "\*"/],
    [
      { roleArns: Array.from({ length: 50 }, (_, i) => `${deployRole}-${i}`) },
      'roleArns',
      /has \d+ characters, and AWS takes 2048/,
    ],
  ];
  for (const [args, property, message] of wrong.slice(0, -1))
    it(`refuses ${JSON.stringify(args)}`, () => refuses(make, alice, args, property, message));

  it('says that too many roles don’t fit', async () => {
    const [args, , message] = wrong.at(-1) ?? [];
    assert.ok(args && message);
    await assert.rejects(
      deploy((opts) => make({ ...alice, ...args }, opts)),
      message,
    );
  });
});

describe('MachineUser', () => {
  const ci: MachineUserArgs = { userName: 'ci' };
  const make = (args: MachineUserArgs, opts: object) => new MachineUser('ci', args, opts);
  const readOnly = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
  const own = 'arn:aws:iam::111111111111:policy/ci/deploy';

  it('is a tagged user', async () => {
    const deployment = await deploy((opts) => make(ci, opts));
    assert.deepEqual(typesByName(deployment), { 'ci-user': 'aws:iam/user:User' });
    assert.deepEqual(deployment.child('ci-user').inputs, {
      name: 'ci',
      forceDestroy: true,
      tags: { type: 'machine' },
    });
    assertNoCredentials(deployment.children);
  });

  it('has an owner or a channel, and policies of its own that nobody else loses', async () => {
    for (const slackId of ['U0123456789', 'C0123456789']) {
      const deployment = await deploy((opts) =>
        make({ ...ci, slackId, policyArns: [readOnly, own, pulumi.output(own)] }, opts),
      );
      const attachment = 'aws:iam/userPolicyAttachment:UserPolicyAttachment';
      assert.deepEqual(typesByName(deployment), {
        'ci-user': 'aws:iam/user:User',
        'ci-policy:aws:ReadOnlyAccess': attachment,
        'ci-policy:ci/deploy': attachment,
        'ci-policies[2]': attachment,
      });
      assert.deepEqual(deployment.child('ci-user').inputs['tags'], {
        type: 'machine',
        'slack-id': slackId,
      });
      assert.deepEqual(deployment.child('ci-policy:aws:ReadOnlyAccess').inputs, {
        user: 'ci',
        policyArn: readOnly,
      });
    }
  });

  const wrong: [Partial<MachineUserArgs>, string, RegExp][] = [
    [{ userName: 'c/i' }, 'userName', /found "c\/i"/],
    [{ slackId: 'X0123456789' }, 'slackId', /or a channel's/],
    [{ policyArns: ['ReadOnlyAccess'] }, 'policyArns[0]', /the ARN of a managed policy/],
    [{ policyArns: [readOnly, deployRole] }, 'policyArns[1]', /the ARN of a managed policy/],
  ];
  for (const [args, property, message] of wrong)
    it(`refuses ${JSON.stringify(args)}`, () => refuses(make, ci, args, property, message));
});
