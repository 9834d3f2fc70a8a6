import { deploy, documentIn, refuses, typesByName, valueOf } from './testing/deployment';
import assert from 'node:assert/strict';
import * as pulumi from '@pulumi/pulumi';
import { Provider } from '@pulumi/aws/provider';
import { KeyUntilGroup } from './key-until-group';
import { KeylessGroup, type KeylessGroupArgs } from './keyless-group';
import { MachineGroup, type MachineGroupArgs } from './machine-group';
import { RoleGroup, type RoleGroupArgs } from './role-group';
import { SignInGroup, type SignInGroupArgs } from './sign-in-group';

const deployRole = 'arn:aws:iam::222222222222:role/deploy';
const readOnly = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
const attachment = 'aws:iam/groupPolicyAttachment:GroupPolicyAttachment';

describe('RoleGroup', () => {
  const backend: RoleGroupArgs = { groupName: 'engineers-backend', roleArns: [deployRole] };
  const make = (args: RoleGroupArgs, opts: object) => new RoleGroup('backend', args, opts);
  const roles = (count: number) => Array.from({ length: count }, (_, i) => `${deployRole}-${i}`);

  it('is a group that may assume its roles with MFA, and nothing else', async () => {
    const deployment = await deploy((opts) => make(backend, opts));
    assert.deepEqual(typesByName(deployment), {
      'backend-group': 'aws:iam/group:Group',
      'backend-assume-roles': 'aws:iam/groupPolicy:GroupPolicy',
    });
    assert.deepEqual(deployment.child('backend-group').inputs, { name: 'engineers-backend' });
    const policy = deployment.child('backend-assume-roles');
    assert.deepEqual(
      [policy.inputs['group'], policy.inputs['name']],
      ['engineers-backend', 'assume-roles'],
    );
    assert.deepEqual(documentIn(policy, 'policy'), {
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'AssumeListedRolesWithMfa',
          Effect: 'Allow',
          Action: 'sts:AssumeRole',
          Resource: [deployRole],
          Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
        },
      ],
    });
    assert.equal(await valueOf(deployment.component.groupName), 'engineers-backend');
    assert.match(await valueOf(deployment.component.groupArn), /group\/engineers-backend$/);
  });

  it('has a path where one is given', async () => {
    const deployment = await deploy((opts) => make({ ...backend, path: '/people/' }, opts));
    assert.equal(deployment.child('backend-group').inputs['path'], '/people/');
  });

  it('takes ARNs of roles that are made in the same program', async () => {
    const roleArns = [pulumi.output(deployRole)];
    const deployment = await deploy((opts) => make({ ...backend, roleArns }, opts));
    assert.match(
      String(deployment.child('backend-assume-roles').inputs['policy']),
      /role\/deploy"/,
    );
  });

  it('has managed policies attached where its own has no room for all', async () => {
    const deployment = await deploy((opts) => make({ ...backend, roleArns: roles(300) }, opts));
    const policy = 'aws:iam/policy:Policy';
    assert.deepEqual(
      deployment.children.map(({ name, type }) => [name, type]),
      [
        ['backend-assume-roles-1', policy],
        ['backend-assume-roles-1', attachment],
        ['backend-assume-roles-2', policy],
        ['backend-assume-roles-2', attachment],
        ['backend-assume-roles-3', policy],
        ['backend-assume-roles-3', attachment],
        ['backend-group', 'aws:iam/group:Group'],
      ],
    );
    const documents = deployment.children.filter(({ type }) => type === policy);
    const listed = documents.flatMap((each) => {
      const { Statement } = documentIn(each, 'policy') as { Statement: { Resource: string[] }[] };
      assert.ok(String(each.inputs['policy']).length <= 6144);
      return Statement.flatMap(({ Resource }) => Resource);
    });
    assert.deepEqual(listed.sort(), roles(300).sort());
    assert.deepEqual(
      documents.map(({ inputs }) => inputs['name']),
      [1, 2, 3].map((i) => `engineers-backend-assume-roles-${i}`),
    );
    const attachments = deployment.children.filter(({ type }) => type === attachment);
    assert.deepEqual(
      attachments.map(({ inputs }) => inputs),
      [1, 2, 3].map((i) => ({
        group: 'engineers-backend',
        policyArn: `arn:aws:iam::111111111111:policy/engineers-backend-assume-roles-${i}`,
      })),
    );
  });

  it('is made with the provider that it is given', async () => {
    const { children } = await deploy((opts) =>
      make(
        { ...backend, roleArns: roles(200) },
        { ...opts, provider: new Provider('identity-account') },
      ),
    );
    for (const { provider } of children) assert.match(provider, /::identity-account::/);
  });

  const wrong: [Partial<RoleGroupArgs>, string, RegExp][] = [
    [{ groupName: 'the backend' }, 'groupName', /1 to 128 of .*found "the backend"/],
    [{ groupName: 'a'.repeat(129) }, 'groupName', /1 to 128/],
    [{ groupName: '' }, 'groupName', /found ""/],
    [{ path: 'people' }, 'path', /begins and ends with/],
    [{ roleArns: [] }, 'roleArns', /at least one role/],
    [{ roleArns: ['*'] }, 'roleArns', /item 0: expected the ARN of one role, found "\*"/],
    [{ roleArns: [deployRole, `${deployRole}*`] }, 'roleArns', /item 1/],
  ];
  for (const [args, property, message] of wrong)
    it(`refuses ${JSON.stringify(args)}`, () => refuses(make, backend, args, property, message));

  it('refuses a name after which no policy of its roles can be named', async () => {
    const long = { groupName: 'a'.repeat(128), roleArns: roles(300) };
    await assert.rejects(
      deploy((opts) => make(long, opts)),
      /groupName: expected a group's name: 1 to 113 of/,
    );
    const groupName = 'a'.repeat(113);
    const { children } = await deploy((opts) => make({ ...long, groupName }, opts));
    for (const { inputs } of children) assert.ok(((inputs['name'] ?? '') as string).length <= 128);
  });

  it('says that too many roles don’t fit: of plain ARNs at once, of others once they are known', async () => {
    await assert.rejects(
      deploy((opts) => make({ ...backend, roleArns: roles(1500) }, opts)),
      /roleArns: expected as many as fit in 10 managed policies, found 1500/,
    );
    await assert.rejects(
      deploy((opts) => make({ ...backend, roleArns: pulumi.output(roles(150)) }, opts)),
      /roleArns: the policy for all of them has \d+ characters, and AWS takes 5120/,
    );
  });
});

describe('MachineGroup', () => {
  const own = 'arn:aws:iam::111111111111:policy/ci/deploy';
  const deployers: MachineGroupArgs = { groupName: 'machines-deploy', policyArns: [own] };
  const make = (args: MachineGroupArgs, opts: object) => new MachineGroup('deployers', args, opts);

  it('is a group with the policies, of which nobody else loses one', async () => {
    const policyArns = [readOnly, own, pulumi.output(own)];
    const deployment = await deploy((opts) =>
      make({ ...deployers, path: '/machines/', policyArns }, opts),
    );
    assert.deepEqual(typesByName(deployment), {
      'deployers-group': 'aws:iam/group:Group',
      'deployers-policy:aws:ReadOnlyAccess': attachment,
      'deployers-policy:ci/deploy': attachment,
      'deployers-policies[2]': attachment,
    });
    assert.deepEqual(deployment.child('deployers-group').inputs, {
      name: 'machines-deploy',
      path: '/machines/',
    });
    assert.deepEqual(deployment.child('deployers-policy:aws:ReadOnlyAccess').inputs, {
      group: 'machines-deploy',
      policyArn: readOnly,
    });
    assert.equal(await valueOf(deployment.component.groupName), 'machines-deploy');
  });

  const wrong: [Partial<MachineGroupArgs>, string, RegExp][] = [
    [{ groupName: 'c/i' }, 'groupName', /found "c\/i"/],
    [{ path: '/machines' }, 'path', /begins and ends with/],
    [{ policyArns: ['ReadOnlyAccess'] }, 'policyArns[0]', /the ARN of a managed policy/],
    [{ policyArns: [readOnly, deployRole] }, 'policyArns[1]', /the ARN of a managed policy/],
    [{ policyArns: [] }, 'policyArns', /expected 1 to 10 policies, found 0/],
    [
      { policyArns: Array.from({ length: 11 }, (_, i) => `${own}-${i}`) },
      'policyArns',
      /expected 1 to 10 policies, found 11/,
    ],
  ];
  for (const [args, property, message] of wrong)
    it(`refuses ${JSON.stringify(args).slice(0, 80)}`, () =>
      refuses(make, deployers, args, property, message));
});

const ofWaysIn = [
  {
    name: 'SignInGroup',
    make: (args: SignInGroupArgs, opts: object) => new SignInGroup('staff', args, opts),
    policy: 'sign-in',
    statement: {
      Sid: 'SignInOnOwnMachineWithMfa',
      Effect: 'Allow',
      Action: ['signin:AuthorizeOAuth2Access', 'signin:CreateOAuth2Token'],
      Resource: 'arn:aws:signin:*:111111111111:oauth2/public-client/localhost',
      Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
    },
  },
  {
    name: 'KeylessGroup',
    make: (args: KeylessGroupArgs, opts: object) => new KeylessGroup('staff', args, opts),
    policy: 'no-own-keys',
    statement: {
      Sid: 'DenyOwnAccessKeys',
      Effect: 'Deny',
      Action: ['iam:CreateAccessKey', 'iam:UpdateAccessKey'],
      Resource: [
        'arn:aws:iam::111111111111:user/${aws:username}',
        'arn:aws:iam::111111111111:user/*/${aws:username}',
      ],
    },
  },
  {
    name: 'KeyUntilGroup',
    make: (args: KeylessGroupArgs, opts: object) =>
      new KeyUntilGroup('staff', { ...args, keyUntil: '2027-03-31' }, opts),
    policy: 'no-own-keys-after',
    statement: {
      Sid: 'DenyOwnAccessKeysAfterTheirLastDay',
      Effect: 'Deny',
      Action: ['iam:CreateAccessKey', 'iam:UpdateAccessKey'],
      Resource: [
        'arn:aws:iam::111111111111:user/${aws:username}',
        'arn:aws:iam::111111111111:user/*/${aws:username}',
      ],
      Condition: { DateGreaterThan: { 'aws:CurrentTime': '2027-04-01T12:00:00Z' } },
    },
  },
];
for (const { name, make, policy, statement } of ofWaysIn)
  describe(name, () => {
    it('is a group with the one statement, of the account in which it is made', async () => {
      const deployment = await deploy((opts) => make({ groupName: 'staff', path: '/a/' }, opts));
      assert.deepEqual(typesByName(deployment), {
        'staff-group': 'aws:iam/group:Group',
        [`staff-${policy}`]: 'aws:iam/groupPolicy:GroupPolicy',
      });
      assert.deepEqual(deployment.child('staff-group').inputs, { name: 'staff', path: '/a/' });
      const made = deployment.child(`staff-${policy}`);
      assert.deepEqual([made.inputs['group'], made.inputs['name']], ['staff', policy]);
      assert.deepEqual(documentIn(made, 'policy'), {
        Version: '2012-10-17',
        Statement: [statement],
      });
      assert.equal(await valueOf(deployment.component.groupName), 'staff');
      assert.match(await valueOf(deployment.component.groupArn), /group\/.*staff$/);
    });

    it('is made with the provider that it is given', async () => {
      const provider = new Provider('identity-account');
      const { children } = await deploy((opts) =>
        make({ groupName: 'staff' }, { ...opts, provider }),
      );
      for (const child of children) assert.match(child.provider, /::identity-account::/);
    });

    const wrong: [Partial<SignInGroupArgs>, string, RegExp][] = [
      [{ groupName: 'the staff' }, 'groupName', /1 to 128 of .*found "the staff"/],
      [{ path: 'people' }, 'path', /begins and ends with/],
    ];
    for (const [args, property, message] of wrong)
      it(`refuses ${JSON.stringify(args)}`, () =>
        refuses(make, { groupName: 'staff' }, args, property, message));
  });

describe('the day of KeyUntilGroup', () => {
  const make = (args: { groupName: string; keyUntil: string }, opts: object) =>
    new KeyUntilGroup('staff', args, opts);
  for (const keyUntil of ['2027-02-29', '31.3.2027', ''])
    it(`is refused as ${JSON.stringify(keyUntil)}`, () =>
      refuses(
        make,
        { groupName: 'staff', keyUntil: '2027-03-31' },
        { keyUntil },
        'keyUntil',
        /a date/,
      ));
});
