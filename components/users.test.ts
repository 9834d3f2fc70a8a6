import { deploy, refuses, typesByName, valueOf, type Made } from './testing/deployment';
import assert from 'node:assert/strict';
import * as pulumi from '@pulumi/pulumi';
import { Provider } from '@pulumi/aws/provider';
import { Engineer, type EngineerArgs } from './engineer';
import { RotationTool } from './rotation-tool';
import { MachineUser, type MachineUserArgs } from './machine-user';

const membership = 'aws:iam/userGroupMembership:UserGroupMembership';

/** Credentials of people must never get into the state, and permissions come from groups alone. */
function assertBare(children: readonly Made[]): void {
  for (const { type } of children) assert.doesNotMatch(type, /AccessKey|LoginProfile|[Pp]olicy/);
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
    assertBare(deployment.children);
    assert.equal(await valueOf(deployment.component.userName), 'alice');
  });

  it('has name, path and exemption where they are given', async () => {
    const deployment = await deploy((opts) =>
      make(
        {
          ...alice,
          path: '/team/',
          fullName: 'Zoë Müller-O.',
          keyExemptUntil: '2026-12-31',
          rotateWith: RotationTool.AwsVault,
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
      'rotate-with': 'aws-vault',
    });
    assert.equal(deployment.children.length, 2);
  });

  it('is in one group more, that of its roles, and nothing else of it', async () => {
    for (const roleGroupName of ['engineers-backend', pulumi.output('engineers-backend')]) {
      const deployment = await deploy((opts) => make({ ...alice, roleGroupName }, opts));
      assert.deepEqual(typesByName(deployment), {
        'alice-user': 'aws:iam/user:User',
        'alice-membership': membership,
        'alice-membership:roles': membership,
      });
      const groupsOf = (name: string) => deployment.child(name).inputs['groups'];
      assert.deepEqual(groupsOf('alice-membership'), ['engineers']);
      assert.deepEqual(groupsOf('alice-membership:roles'), ['engineers-backend']);
      assertBare(deployment.children);
    }
  });

  it('is in the groups of its ways in, each by a membership of its own', async () => {
    const groups = { signInGroupName: 'engineers-sign-in', keylessGroupName: 'without-key' };
    const deployment = await deploy((opts) => make({ ...alice, ...groups }, opts));
    assert.deepEqual(typesByName(deployment), {
      'alice-membership': membership,
      'alice-membership:keyless': membership,
      'alice-membership:sign-in': membership,
      'alice-user': 'aws:iam/user:User',
    });
    for (const [what, group] of [
      ['sign-in', 'engineers-sign-in'],
      ['keyless', 'without-key'],
    ] as const) {
      const { inputs, replacedOn } = deployment.child(`alice-membership:${what}`);
      assert.deepEqual(inputs, { user: 'alice', groups: [group] });
      // Else the provider takes the user out of one group before it adds them to the other.
      assert.deepEqual(replacedOn, ['groups']);
    }
  });

  it('is added to another group of roles before it is taken out of the one before', async () => {
    const deployment = await deploy((opts) => make({ ...alice, roleGroupName: 'x' }, opts));
    assert.deepEqual(deployment.child('alice-membership:roles').replacedOn, ['groups']);
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
    [{ rotateWith: 'vault' as RotationTool }, 'rotateWith', /expected one of keyturn, aws-vault/],
    [{ keyExemptUntil: 'next week' }, 'keyExemptUntil', /expected a date/],
  ];
  for (const [args, property, message] of wrong)
    it(`refuses ${JSON.stringify(args)}`, () => refuses(make, alice, args, property, message));
});

describe('MachineUser', () => {
  const ci: MachineUserArgs = { userName: 'ci' };
  const make = (args: MachineUserArgs, opts: object) => new MachineUser('ci', args, opts);

  it('is a tagged user', async () => {
    const deployment = await deploy((opts) => make(ci, opts));
    assert.deepEqual(typesByName(deployment), { 'ci-user': 'aws:iam/user:User' });
    assert.deepEqual(deployment.child('ci-user').inputs, {
      name: 'ci',
      forceDestroy: true,
      tags: { type: 'machine' },
    });
    assertBare(deployment.children);
  });

  it('has an owner or a channel, and the permissions of its group', async () => {
    for (const slackId of ['U0123456789', 'C0123456789']) {
      const groupName = 'machines-deploy';
      const deployment = await deploy((opts) => make({ ...ci, slackId, groupName }, opts));
      assert.deepEqual(typesByName(deployment), {
        'ci-user': 'aws:iam/user:User',
        'ci-membership': membership,
      });
      assert.deepEqual(deployment.child('ci-user').inputs['tags'], {
        type: 'machine',
        'slack-id': slackId,
      });
      const { inputs, replacedOn } = deployment.child('ci-membership');
      assert.deepEqual(inputs, { user: 'ci', groups: [groupName] });
      assert.deepEqual(replacedOn, ['groups']);
    }
  });

  const wrong: [Partial<MachineUserArgs>, string, RegExp][] = [
    [{ userName: 'c/i' }, 'userName', /found "c\/i"/],
    [{ slackId: 'X0123456789' }, 'slackId', /or a channel's/],
  ];
  for (const [args, property, message] of wrong)
    it(`refuses ${JSON.stringify(args)}`, () => refuses(make, ci, args, property, message));
});
