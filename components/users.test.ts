import { deploy, refuses, typesByName, valueOf, type Made } from './testing/deployment';
import assert from 'node:assert/strict';
import * as pulumi from '@pulumi/pulumi';
import { Provider } from '@pulumi/aws/provider';
import { Engineer } from './engineer';
import type { EngineerArgs } from './engineer-args';
import type { KeyExemption } from './key-exemption';
import { RotationTool } from './rotation-tool';
import { WayIn } from './way-in';
import { MachineUser, type MachineUserArgs } from './machine-user';

const membership = 'aws:iam/userGroupMembership:UserGroupMembership';

/** Credentials of people must never get into the state, and permissions come from groups alone. */
function assertBare(children: readonly Made[]): void {
  for (const { type } of children) assert.doesNotMatch(type, /AccessKey|LoginProfile|[Pp]olicy/);
}

const outputsOf = (fields: object) =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, pulumi.output(value)]));

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
          keyExemption: {
            until: '2026-12-31',
            reason: pulumi.output('Élevé : congé parental'),
            approvedBy: 'cto@example.com',
          },
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
      'key-exempt-reason': 'Élevé : congé parental',
      'key-exempt-by': 'cto@example.com',
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
    const access = [WayIn.SignIn];
    const deployment = await deploy((opts) => make({ ...alice, ...groups, access }, opts));
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

  it('is in that of those who have key until a day', async () => {
    const args = {
      access: [WayIn.SignIn, WayIn.Key],
      keyUntil: '2027-03-31',
      keyUntilGroupName: 'until-spring',
    };
    const deployment = await deploy((opts) => make({ ...alice, ...args }, opts));
    assert.deepEqual(deployment.child('alice-membership:key-until').inputs, {
      user: 'alice',
      groups: ['until-spring'],
    });
    assert.deepEqual(deployment.child('alice-user').inputs['tags'], {
      type: 'engineer',
      'slack-id': 'U0123456789',
      access: 'key+sign-in',
      'key-until': '2027-03-31',
    });
  });

  const accessTags: readonly [Partial<EngineerArgs>, Readonly<Record<string, string>>][] = [
    [{ access: [WayIn.Key] }, {}],
    [{ access: [WayIn.SignIn] }, { access: 'sign-in' }],
    [{ access: [WayIn.SignIn, WayIn.Key] }, { access: 'key+sign-in' }],
    [
      { access: [WayIn.IdentityCenter] },
      { access: 'identity-center', 'identity-center-name': 'alice' },
    ],
    [
      {
        access: [WayIn.IdentityCenter, WayIn.Key],
        identityCenterName: pulumi.output('alice@example.com'),
      },
      { access: 'key+identity-center', 'identity-center-name': 'alice@example.com' },
    ],
  ];
  for (const [args, tags] of accessTags)
    it(`has the tags ${JSON.stringify(tags)} of the ways ${args.access?.join(' and ')}`, async () => {
      const deployment = await deploy((opts) => make({ ...alice, ...args }, opts));
      const {
        type,
        'slack-id': slackId,
        ...found
      } = deployment.child('alice-user').inputs['tags'] as Record<string, string>;
      assert.deepEqual([type, slackId], ['engineer', 'U0123456789']);
      assert.deepEqual(found, tags);
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
    [{ rotateWith: 'vault' as RotationTool }, 'rotateWith', /expected one of keyturn, aws-vault/],
    [{ keyUntil: '2027-03-31' }, 'keyUntil', /none where access is key$/],
    [{ identityCenterName: 'alice' }, 'identityCenterName', /access has no identity-center/],
    [{ signInGroupName: 'signs-in' }, 'signInGroupName', /access has no sign-in/],
    [{ keylessGroupName: 'keyless' }, 'keylessGroupName', /access has key/],
    [{ keyUntilGroupName: 'until' }, 'keyUntilGroupName', /keyUntil is not given/],
  ];
  for (const [args, property, message] of wrong)
    it(`refuses ${JSON.stringify(args)}`, () => refuses(make, alice, args, property, message));

  // Which tags there are, and so what access is, must be known at once.
  const wrongAccess: readonly [Partial<EngineerArgs>, string, RegExp][] = [
    [{ access: [] }, 'access', /at least one way in/],
    [{ access: [pulumi.output('key') as unknown as WayIn] }, 'access', /found an output/],
    [
      { access: ['sso' as WayIn] },
      'access[0]',
      /one of key, sign-in, identity-center, found "sso"/,
    ],
    [{ access: [WayIn.Key, WayIn.Key] }, 'access[1]', /each way in once/],
    [
      { access: [WayIn.SignIn], keyUntil: '2027-03-31' },
      'keyUntil',
      /none where access is sign-in/,
    ],
    [{ access: [WayIn.Key, WayIn.SignIn], keyUntil: 'soon' }, 'keyUntil', /expected a date/],
    [
      { access: [WayIn.IdentityCenter], identityCenterName: 'Alice A' },
      'identityCenterName',
      /found "Alice A"/,
    ],
    [{ access: [WayIn.IdentityCenter], userName: 'a,b' }, 'identityCenterName', /found "a,b"/],
  ];
  for (const [args, property, message] of wrongAccess)
    it(`refuses ${args.access?.length} ways with ${property}, ${message.source}`, () =>
      assert.rejects(
        deploy((opts) => make({ ...alice, ...args }, opts)),
        (error: Error & { propertyPath?: string }) => {
          assert.equal(error.propertyPath, property);
          assert.match(error.message, message);
          return true;
        },
      ));

  const exemption: KeyExemption = { until: '2026-12-31', reason: 'On leave', approvedBy: 'Bob' };
  const wrongExemptions: readonly [object, keyof KeyExemption, RegExp][] = [
    [{ until: '2026-02-30' }, 'until', /a date, YYYY-MM-DD, found "2026-02-30"/],
    [{ until: undefined }, 'until', /expected a date/],
    [{ reason: undefined }, 'reason', /expected why, in .*, found undefined/],
    [{ reason: ' . ' }, 'reason', /not signs alone.*, found " \. "/],
    [{ reason: 'aWs:x' }, 'reason', /no.* aws: in front.*found "aWs:x"/],
    [{ reason: 'a\nb' }, 'reason', /found "\\n"/],
    [{ reason: 'a'.repeat(257) }, 'reason', /found 257 characters/],
    [{ approvedBy: 'Bob (CTO)' }, 'approvedBy', /who allowed it.*found "\("/],
    [{ approvedBy: '' }, 'approvedBy', /found ""/],
  ];
  for (const [wrong, field, message] of wrongExemptions)
    for (const [what, given] of [
      ['', wrong],
      [' as outputs', outputsOf(wrong)],
    ] as const)
      it(`refuses an exemption with ${JSON.stringify(wrong)}${what}`, () =>
        assert.rejects(
          deploy((opts) => make({ ...alice, keyExemption: { ...exemption, ...given } }, opts)),
          (error: Error & { propertyPath?: string }) => {
            assert.equal(error.propertyPath, `keyExemption.${field}`);
            assert.match(error.message, message);
            return true;
          },
        ));

  // Which tags there are must be known at once.
  const noExemptions: readonly [unknown, RegExp][] = [
    ['2026-12-31', /expected until, reason and approvedBy, found "2026-12-31"/],
    [null, /found null/],
    [pulumi.output(exemption), /found an output/],
    [Promise.resolve(exemption), /found an output/],
  ];
  for (const [given, message] of noExemptions)
    it(`takes no exemption that is ${message.source}`, () =>
      assert.rejects(
        deploy((opts) => make({ ...alice, keyExemption: given as KeyExemption }, opts)),
        (error: Error & { propertyPath?: string }) => {
          assert.equal(error.propertyPath, 'keyExemption');
          assert.match(error.message, message);
          return true;
        },
      ));
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
