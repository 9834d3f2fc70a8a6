import assert from 'node:assert/strict';
import * as pulumi from '@pulumi/pulumi';
import {
  IdentityCenterAccess,
  IdentityCenterMode,
  IdentitySource,
  type IdentityCenterAccessArgs,
} from './identity-center-access';
import { deploy, here, typesByName, valueOf, type Deployment } from './testing/deployment';

const deployRole = 'arn:aws:iam::222222222222:role/deploy';
const readRole = 'arn:aws:iam::333333333333:role/teams/read';
const applicationArn = 'arn:aws:account-access:eu-central-1:111111111111:application/123abc';
const [{ arn: instanceArn = '', identityStoreId = '' } = {}] = here.identityCenter.instances;
const args: IdentityCenterAccessArgs = {
  groups: [
    { groupName: 'backend', roleArns: [deployRole, readRole], members: ['ada', 'ben@example.com'] },
    { groupName: 'readers', roleArns: [readRole], members: ['ada'] },
  ],
};
const make = (
  given: Partial<IdentityCenterAccessArgs> = {},
  where: Partial<typeof here.identityCenter> = {},
): Promise<Deployment<IdentityCenterAccess>> =>
  deploy((opts) => new IdentityCenterAccess('people', { ...args, ...given }, opts), {
    identityCenter: { ...here.identityCenter, ...where },
  });

/** Whatever the order, fewer than so many can be under way together: each waits for others, and nobody for ever. */
function assertLanes(deployment: Deployment<unknown>, names: readonly string[], most: number) {
  const done = new Set<string>();
  while (done.size < names.length) {
    const ready = names.filter((name) => {
      const others = deployment.child(name).dependsOn.filter((each) => names.includes(each));
      return !done.has(name) && others.every((each) => done.has(each));
    });
    assert.ok(ready.length > 0 && ready.length < most, `${ready.length} at a time`);
    for (const name of ready) done.add(name);
  }
}

describe('IdentityCenterAccess', () => {
  it('makes an application, a group a role set with who is in it, and entitlements', async () => {
    const deployment = await make();
    assert.deepEqual(typesByName(deployment), {
      'people-application': 'aws:accountaccess/application:Application',
      'people-entitlement:backend:222222222222/deploy': 'aws:accountaccess/entitlement:Entitlement',
      'people-entitlement:backend:333333333333/teams/read':
        'aws:accountaccess/entitlement:Entitlement',
      'people-entitlement:readers:333333333333/teams/read':
        'aws:accountaccess/entitlement:Entitlement',
      'people-group:backend': 'aws:identitystore/group:Group',
      'people-group:readers': 'aws:identitystore/group:Group',
      'people-member:backend:ada': 'aws:identitystore/groupMembership:GroupMembership',
      'people-member:backend:ben@example.com': 'aws:identitystore/groupMembership:GroupMembership',
      'people-member:readers:ada': 'aws:identitystore/groupMembership:GroupMembership',
    });
    assert.deepEqual(deployment.child('people-application').inputs, {
      identitySource: { identityCenter: { instanceArn } },
    });
    assert.deepEqual(deployment.child('people-member:backend:ben@example.com').inputs, {
      identityStoreId,
      groupId: 'id-of-backend',
      memberId: 'id-of-ben@example.com',
    });
    const made = deployment.child('people-application').resource as unknown as {
      readonly arn: pulumi.Output<string>;
    };
    assert.deepEqual(deployment.child('people-entitlement:backend:222222222222/deploy').inputs, {
      applicationArn: await valueOf(made.arn),
      entitlement: {
        principalRole: {
          roleArn: deployRole,
          principal: { identityCenter: { groupId: 'id-of-backend' } },
        },
      },
    });
    assert.equal(
      await valueOf(deployment.component.applicationArn ?? assert.fail()),
      await valueOf(made.arn),
    );
  });

  it('protects the application that it makes, and may be told not to', async () => {
    for (const [deletionProtection, protect] of [
      [undefined, true],
      [true, true],
      [false, false],
    ] as const) {
      const { children } = await make({ deletionProtection });
      for (const { name, kept } of children)
        assert.equal(kept.protect, name === 'people-application' ? protect : undefined, name);
    }
  });

  it('makes no application where one is given', async () => {
    const deployment = await make({ applicationArn: pulumi.output(applicationArn) });
    assert.ok(!('people-application' in typesByName(deployment)));
    const { inputs } = deployment.child('people-entitlement:readers:333333333333/teams/read');
    assert.equal(inputs['applicationArn'], applicationArn);
    assert.equal(
      await valueOf(deployment.component.applicationArn ?? assert.fail()),
      applicationArn,
    );
  });

  it('makes the application alone where nobody is in yet', async () =>
    assert.deepEqual(Object.keys(typesByName(await make({ groups: [] }))), ['people-application']));

  it('makes neither groups nor memberships where others provision them', async () => {
    const deployment = await make({ identitySource: IdentitySource.External });
    assert.deepEqual([...new Set(Object.values(typesByName(deployment)))].sort(), [
      'aws:accountaccess/application:Application',
      'aws:accountaccess/entitlement:Entitlement',
    ]);
    const { inputs } = deployment.child('people-entitlement:backend:222222222222/deploy');
    assert.match(JSON.stringify(inputs), /"groupId":"id-of-backend"/);
  });

  it('looks nothing up of the instance where both its names are given', async () => {
    const given = {
      instanceArn: 'arn:aws:sso:::instance/ssoins-aaaaaaaaaaaaaaaa',
      identityStoreId: pulumi.output('d-aaaaaaaaaa'),
    };
    const deployment = await make(given, { instances: [] });
    const { inputs } = deployment.child('people-group:backend');
    assert.equal(inputs['identityStoreId'], 'd-aaaaaaaaaa');
    assert.equal(await valueOf(deployment.component.instanceArn), given.instanceArn);
  });

  it('never has more entitlements under way than AWS takes, however many there are', async () => {
    const roleArns = Array.from({ length: 40 }, (_, i) => `${deployRole}-${i}`);
    const deployment = await make({ groups: [{ groupName: 'all', roleArns }] });
    const names = Object.keys(typesByName(deployment)).filter((name) => /entitlement/.test(name));
    assert.equal(names.length, 40);
    assertLanes(deployment, names, 15);
  });

  describe('where somebody is missing', () => {
    const missing: [
      string,
      Partial<IdentityCenterAccessArgs>,
      Partial<typeof here.identityCenter>,
      readonly RegExp[],
    ][] = [
      [
        'people of its own directory, all at once',
        {},
        { withoutPeople: ['ada', 'ben@example.com'] },
        [/these people .*: ada \(.*not found.*\), ben@example\.com \(/, /console under Users/],
      ],
      [
        'people of an identity provider',
        { identitySource: IdentitySource.External },
        { withoutPeople: ['ada'] },
        [/ada \(/, /administers the identity provider must assign them/],
      ],
      [
        'groups of an identity provider',
        { identitySource: IdentitySource.External },
        { withoutGroups: ['readers'] },
        [/these groups .*: readers \(/, /must create them there by these names/],
      ],
      [
        'groups and people',
        { identitySource: IdentitySource.External },
        { withoutGroups: ['readers'], withoutPeople: ['ada'] },
        [/these people .*ada.*; these groups .*readers/],
      ],
      ['the instance', {}, { instances: [] }, [/found none in this account and region/]],
      [
        'all but one of two instances',
        {},
        {
          instances: [
            ...here.identityCenter.instances,
            { arn: 'arn:aws:sso:::instance/ssoins-bbbbbbbbbbbbbbbb', identityStoreId: 'd-b' },
          ],
        },
        [/ssoins-bbbbbbbbbbbbbbbb: give both instanceArn and identityStoreId/],
      ],
      [
        'the instance that is named',
        { instanceArn: 'arn:aws:sso:::instance/ssoins-bbbbbbbbbbbbbbbb' },
        {},
        [/expected the instance of this account and region, .*ssoins-1234567890abcdef/],
      ],
    ];
    for (const [what, given, where, messages] of missing)
      it(`makes nothing: ${what}`, async () => {
        const made: string[] = [];
        await assert.rejects(
          deploy(
            (opts) => new IdentityCenterAccess('people', { ...args, ...given }, opts),
            { identityCenter: { ...here.identityCenter, ...where } },
            (type) => void made.push(type),
          ),
          (error: Error) => {
            assert.ok(pulumi.RunError.isInstance(error), String(error));
            assert.match(error.message, /^(nothing was made|expected)/);
            for (const message of messages) assert.match(error.message, message);
            return true;
          },
        );
        assert.deepEqual(
          made.filter((type) => type.startsWith('aws:')),
          [],
        );
      });

    it('makes none of the groups’ people where the source is external, and looks them up', async () =>
      assert.rejects(
        make({ identitySource: IdentitySource.External }, { withoutPeople: ['ada'] }),
      ));
  });
});

describe('IdentityCenterAccess with permission sets', () => {
  const ofAws = 'arn:aws:iam::aws:policy/PowerUserAccess';
  const own = 'arn:aws:iam::222222222222:policy/teams/deploys';
  const permissionSets = {
    mode: IdentityCenterMode.PermissionSets,
    permissionSets: [
      {
        permissionSetName: 'deploy',
        roleArns: [deployRole, 'arn:aws:iam::333333333333:role/deploy'],
        description: 'Rolls out',
        policyArns: [ofAws, own],
        permissionsBoundaryArn: 'arn:aws:iam::222222222222:policy/boundary',
        sessionDuration: 5400,
      },
      { permissionSetName: 'read', roleArns: [readRole] },
    ],
  };

  it('makes one for roles that may do the same, and assigns it where each role is', async () => {
    const deployment = await make(permissionSets);
    assert.deepEqual(
      Object.keys(typesByName(deployment)).filter((name) => !/member|group/.test(name)),
      [
        'people-assignment:backend:deploy:222222222222',
        'people-assignment:backend:read:333333333333',
        'people-assignment:readers:read:333333333333',
        'people-permission-set:deploy',
        'people-permission-set:deploy:aws:PowerUserAccess',
        'people-permission-set:deploy:boundary',
        'people-permission-set:deploy:deploys',
        'people-permission-set:read',
      ],
    );
    assert.deepEqual(deployment.child('people-permission-set:deploy').inputs, {
      instanceArn,
      name: 'deploy',
      description: 'Rolls out',
      sessionDuration: 'PT1H30M',
    });
    assert.equal(deployment.child('people-permission-set:read').inputs['sessionDuration'], 'PT1H');
    const { inputs } = deployment.child('people-permission-set:deploy:deploys');
    assert.deepEqual(inputs['customerManagedPolicyReference'], {
      name: 'deploys',
      path: '/teams/',
    });
    const boundary = deployment.child('people-permission-set:deploy:boundary').inputs;
    assert.deepEqual(boundary['permissionsBoundary'], {
      customerManagedPolicyReference: { name: 'boundary', path: '/' },
    });
    const assignment = deployment.child('people-assignment:backend:deploy:222222222222').inputs;
    assert.deepEqual(
      [assignment['principalId'], assignment['principalType'], assignment['targetId']],
      ['id-of-backend', 'GROUP', '222222222222'],
    );
    assert.equal(deployment.component.applicationArn, undefined);
  });

  it('assigns a permission set only when it is whole, its boundary before its policies', async () => {
    const deployment = await make(permissionSets);
    const chain = (name: string): readonly string[] => {
      const [before] = deployment.child(name).dependsOn;
      return before === undefined ? [name] : [...chain(before), name];
    };
    assert.deepEqual(chain('people-assignment:backend:deploy:222222222222'), [
      'people-permission-set:deploy:boundary',
      'people-permission-set:deploy:aws:PowerUserAccess',
      'people-permission-set:deploy:deploys',
      'people-assignment:backend:deploy:222222222222',
    ]);
  });

  it('never has more assignments under way than AWS takes', async () => {
    const roleArns = Array.from(
      { length: 30 },
      (_, i) => `arn:aws:iam::${String(400000000000 + i)}:role/deploy`,
    );
    const deployment = await make({
      mode: IdentityCenterMode.PermissionSets,
      groups: [{ groupName: 'all', roleArns }],
      permissionSets: [{ permissionSetName: 'deploy', roleArns }],
    });
    const names = Object.keys(typesByName(deployment)).filter((name) => /assignment/.test(name));
    assert.equal(names.length, 30);
    assertLanes(deployment, names, 10);
  });
});

describe('the arguments of IdentityCenterAccess', () => {
  const group = args.groups[0] ?? assert.fail();
  const many = (count: number, name = 'team') =>
    Array.from({ length: count }, (_, i) => ({
      groupName: `${name}-${i}`,
      roleArns: [deployRole],
    }));
  const sets = (...permissionSets: NonNullable<IdentityCenterAccessArgs['permissionSets']>) => ({
    mode: IdentityCenterMode.PermissionSets,
    groups: [],
    permissionSets,
  });
  const set = { permissionSetName: 'deploy', roleArns: [deployRole] };
  const wrong: [string, Partial<IdentityCenterAccessArgs>, string, RegExp][] = [
    ['another mode', { mode: 'sso' as IdentityCenterMode }, 'mode', /found "sso"/],
    ['another source', { identitySource: 'okta' as IdentitySource }, 'identitySource', /"okta"/],
    ['no ARN', { instanceArn: 'ssoins-1' }, 'instanceArn', /instance of IAM Identity Center/],
    ['no id', { identityStoreId: '1234' }, 'identityStoreId', /identity store/],
    [
      "Identity Center's own ARN of the application",
      { applicationArn: 'arn:aws:sso::111111111111:application/ssoins-1/apl-1' },
      'applicationArn',
      /account access manager's \(arn:aws:account-access:/,
    ],
    [
      'a pattern of applications',
      { applicationArn: applicationArn.replace('123abc', '*') },
      'applicationArn',
      /found "arn/,
    ],
    [
      'a group without a name',
      { groups: [{ ...group, groupName: '' }] },
      'groups[0].groupName',
      /""/,
    ],
    [
      'no roles',
      { groups: [{ ...group, roleArns: [] }] },
      'groups[0].roleArns',
      /at least one role/,
    ],
    [
      'a pattern of roles',
      { groups: [{ ...group, roleArns: [`${deployRole}*`] }] },
      'groups[0].roleArns',
      /item 0/,
    ],
    [
      'a role twice',
      { groups: [{ ...group, roleArns: [deployRole, deployRole] }] },
      'groups[0].roleArns',
      /twice/,
    ],
    [
      'a person twice',
      { groups: [{ ...group, members: ['ada', 'ada'] }] },
      'groups[0].members',
      /ada twice/,
    ],
    [
      'a name with a space',
      { groups: [{ ...group, members: ['ada l'] }] },
      'groups[0].members',
      /found "ada l"/,
    ],
    [
      'names that differ by case alone',
      { groups: [group, { ...group, groupName: 'Backend' }] },
      'groups[1].groupName',
      /found "Backend"/,
    ],
    [
      '21 groups of a role',
      { groups: many(21) },
      'groups',
      /at most 20 .* found 21 of .*maximumGroupsOfRole/,
    ],
    [
      'a number of groups that is none',
      { maximumGroupsOfRole: 0 },
      'maximumGroupsOfRole',
      /from 1 to 1000/,
    ],
    ['permission sets without the mode', { permissionSets: [set] }, 'permissionSets', /only with/],
    [
      'an application with permission sets',
      { ...sets(set), applicationArn },
      'applicationArn',
      /only with account-access/,
    ],
    [
      'a role for which no permission set stands',
      { ...sets(set), groups: [group] },
      'groups[0].roleArns',
      /found .*teams\/read/,
    ],
    [
      'a name of 33',
      sets({ ...set, permissionSetName: 'p'.repeat(33) }),
      'permissionSets[0].permissionSetName',
      /1 to 32/,
    ],
    [
      'the same name twice',
      sets(set, { ...set, roleArns: [readRole] }),
      'permissionSets',
      /deploy twice/,
    ],
    ['a role in two', sets(set, { ...set, permissionSetName: 'other' }), 'permissionSets', /twice/],
    [
      'two roles of an account in one',
      sets({ ...set, roleArns: [deployRole, `${deployRole}-2`] }),
      'permissionSets[0].roleArns',
      /222222222222 twice/,
    ],
    [
      'too many policies',
      sets({
        ...set,
        policyArns: Array.from({ length: 21 }, (_, i) => `arn:aws:iam::aws:policy/P${i}`),
      }),
      'permissionSets[0].policyArns',
      /at most 20, found 21/,
    ],
    [
      'a description that is too long',
      sets({ ...set, description: 'x'.repeat(701) }),
      'permissionSets[0].description',
      /1 to 700/,
    ],
    [
      'a session of half a minute more',
      sets({ ...set, sessionDuration: 3630 }),
      'permissionSets[0].sessionDuration',
      /whole minutes/,
    ],
    [
      '51 permission sets of an account',
      sets(
        ...Array.from({ length: 51 }, (_, i) => ({
          permissionSetName: `p${i}`,
          roleArns: [`${deployRole}-${i}`],
        })),
      ),
      'permissionSets',
      /at most 50 .*found 51 of 222222222222.*maximumPermissionSetsOfAccount/,
    ],
  ];
  for (const [what, given, propertyPath, message] of wrong)
    it(`are refused before anything is made: ${what}`, async () => {
      const made: string[] = [];
      await assert.rejects(
        deploy(
          (opts) => new IdentityCenterAccess('people', { ...args, ...given }, opts),
          {},
          (type) => void made.push(type),
        ),
        (error: Error & { propertyPath?: string }) => {
          assert.equal(error.propertyPath, propertyPath, error.message);
          assert.match(error.message, message);
          return true;
        },
      );
      assert.deepEqual(
        made.filter((type) => type.startsWith('aws:')),
        [],
      );
    });

  it('are refused where what must be plain is known only later', async () => {
    const groups = [{ ...group, members: [pulumi.output('ada') as unknown as string] }];
    await assert.rejects(make({ groups }), /groups: expected plain values/);
  });

  it('take as many groups as AWS does, and more where it has raised the quota', async () => {
    await make({ groups: many(20) });
    await make({ groups: many(21), maximumGroupsOfRole: 21 });
    // What is a quota of account access manager's is none of permission sets'.
    await make({ ...sets(set), groups: many(21) });
  });
});
