import { deploy, documentIn, here, refuses, typesByName, valueOf } from './testing/deployment';
import { templateInAccount } from './testing/template';
import assert from 'node:assert/strict';
import * as pulumi from '@pulumi/pulumi';
import { AuditRole } from './audit-role';
import {
  AuditRoleStackSet,
  StackSetCaller,
  type AuditRoleStackSetArgs,
} from './audit-role-stack-set';
import { KeyEventForwarder } from './key-event-forwarder';

const units = ['ou-abcd-11111111', 'ou-abcd-22222222'];
const args: AuditRoleStackSetArgs = {
  organizationalUnitIds: units,
  monitorRoleArn: 'arn:aws:iam::333333333333:role/keyturn-monitor',
  externalId: 'some-external-id',
};
const actRoleArn = 'arn:aws:iam::333333333333:role/keyturn-act';
const eventBusArn = 'arn:aws:events:eu-central-1:333333333333:event-bus/keyturn';
const make = (given: AuditRoleStackSetArgs, opts: object) =>
  new AuditRoleStackSet('everywhere', given, opts);
const made = (given: Partial<AuditRoleStackSetArgs> = {}, where: Partial<typeof here> = {}) =>
  deploy((opts) => make({ ...args, ...given }, opts), where);

interface Role {
  readonly Properties: {
    readonly RoleName?: string;
    readonly Description: string;
    readonly AssumeRolePolicyDocument: object;
    readonly Policies: readonly { readonly PolicyName: string; readonly PolicyDocument: object }[];
  };
}

/** The template's resources, as CloudFormation would have them in an account. */
async function resourcesIn(
  accountId: string,
  given: Partial<AuditRoleStackSetArgs> = {},
  where: Partial<typeof here> = {},
): Promise<Readonly<Record<string, Role>>> {
  const deployment = await made(given, where);
  const text = String(deployment.child('everywhere-stack-set').inputs['templateBody']);
  const resources = templateInAccount<Role>(text, accountId);
  assert.doesNotMatch(JSON.stringify(resources), /\$\{|Fn::Sub/);
  return resources;
}

describe('AuditRoleStackSet', () => {
  it('is one StackSet, that AWS deploys to new accounts too, and an instance a unit', async () => {
    const deployment = await made({ managementAuditRole: false });
    const ofUnits = units.map((unit) => [
      `everywhere-${unit}`,
      'aws:cloudformation/stackSetInstance:StackSetInstance',
    ]);
    assert.deepEqual(typesByName(deployment), {
      'everywhere-stack-set': 'aws:cloudformation/stackSet:StackSet',
      ...(Object.fromEntries(ofUnits) as Record<string, string>),
    });
    const { templateBody, ...inputs } = deployment.child('everywhere-stack-set').inputs;
    assert.equal(typeof templateBody, 'string');
    const preferences = {
      failureTolerancePercentage: 50,
      maxConcurrentPercentage: 25,
      concurrencyMode: 'SOFT_FAILURE_TOLERANCE',
    };
    assert.deepEqual(inputs, {
      name: 'keyturn-audit-role',
      description: "The role through which Keyturn's monitor reads an account",
      permissionModel: 'SERVICE_MANAGED',
      callAs: 'SELF',
      autoDeployment: { enabled: true, retainStacksOnAccountRemoval: false },
      capabilities: ['CAPABILITY_NAMED_IAM'],
      managedExecution: { active: true },
      operationPreferences: preferences,
    });
    for (const unit of units)
      assert.deepEqual(deployment.child(`everywhere-${unit}`).inputs, {
        stackSetName: 'keyturn-audit-role',
        callAs: 'SELF',
        deploymentTargets: { organizationalUnitIds: [unit] },
        operationPreferences: preferences,
        stackSetInstanceRegion: 'us-east-1',
      });
    assert.equal(await valueOf(deployment.component.stackSetName), 'keyturn-audit-role');
    assert.equal(await valueOf(deployment.component.roleName), 'keyturn-audit');
  });

  describe('makes in each account', () => {
    for (const [what, given] of [
      ['the same role', {}],
      ['the same role under another name', { roleName: 'reader' }],
      ['a role that can only read', { allowDisable: false }],
      ['a role for presses', { actRoleArn }],
      ['a role for presses on machines’ keys', { actRoleArn, allowDisableMachineKeys: true }],
    ] as const)
      for (const [partition, region] of [
        ['aws', 'eu-central-1'],
        ['aws-cn', 'cn-north-1'],
        ['aws-us-gov', 'us-gov-west-1'],
      ] as const)
        it(`${what} as AuditRole, in ${partition}`, async () => {
          const accountId = '222222222222';
          const direct = await deploy(
            (opts) => new AuditRole('audit', { ...args, ...given }, opts),
            {
              partition,
              region,
              accountId,
            },
          );
          const role = direct.child('audit-role');
          const permissions = direct.child('audit-permissions');
          const resources = await resourcesIn(accountId, given, { partition, region });
          assert.deepEqual(Object.keys(resources), ['AuditRole']);
          assert.deepEqual(resources['AuditRole'], {
            Type: 'AWS::IAM::Role',
            Properties: {
              RoleName: role.inputs['name'],
              Description: role.inputs['description'],
              AssumeRolePolicyDocument: documentIn(role, 'assumeRolePolicy'),
              Policies: [
                {
                  PolicyName: permissions.inputs['name'],
                  PolicyDocument: documentIn(permissions, 'policy'),
                },
              ],
            },
          });
        });

    it('a role for presses that disables as the management account’s own', async () => {
      const given = { actRoleArn, allowDisableMachineKeys: true };
      const deployment = await made(given);
      const own = documentIn(deployment.child('everywhere-management-permissions'), 'policy');
      const { AuditRole: role } = await resourcesIn(here.accountId, given);
      assert.deepEqual(role?.Properties.Policies[0]?.PolicyDocument, own);
      assert.match(JSON.stringify(own), /aws:SourceIdentity":"keyturn-act"/);
    });

    it('the same rule and role as KeyEventForwarder, where there is a bus', async () => {
      const accountId = '222222222222';
      const where = { accountId, region: 'us-east-1' };
      const direct = await deploy(
        (opts) => new KeyEventForwarder('forwarder', { eventBusArn }, opts),
        where,
      );
      const resources = await resourcesIn(accountId, { eventBusArn });
      assert.deepEqual(Object.keys(resources), ['AuditRole', 'KeyEventsRole', 'KeyEventsRule']);
      assert.deepEqual(resources['KeyEventsRule'], {
        Type: 'AWS::Events::Rule',
        Properties: {
          Name: 'keyturn-key-events',
          Description: direct.child('forwarder-rule').inputs['description'],
          EventPattern: documentIn(direct.child('forwarder-rule'), 'eventPattern'),
          State: 'ENABLED',
          Targets: [
            {
              Id: 'monitor',
              Arn: eventBusArn,
              RoleArn: { 'Fn::GetAtt': ['KeyEventsRole', 'Arn'] },
            },
          ],
        },
      });
      const { Policies, AssumeRolePolicyDocument } = resources['KeyEventsRole']?.Properties ?? {};
      assert.deepEqual(Policies, [
        {
          PolicyName: 'forward',
          PolicyDocument: documentIn(direct.child('forwarder-permissions'), 'policy'),
        },
      ]);
      // Only for that rule, of that account.
      assert.deepEqual(AssumeRolePolicyDocument, {
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'TrustService',
            Effect: 'Allow',
            Principal: { Service: 'events.amazonaws.com' },
            Action: 'sts:AssumeRole',
            Condition: {
              ArnEquals: {
                'aws:SourceArn': `arn:aws:events:us-east-1:${accountId}:rule/keyturn-key-events`,
              },
              StringEquals: { 'aws:SourceAccount': accountId },
            },
          },
        ],
      });
    });

    it('what CloudFormation takes at most, with the longest external id', async () => {
      const longest = { externalId: 'x'.repeat(1224), eventBusArn };
      const deployment = await made(longest);
      const text = String(deployment.child('everywhere-stack-set').inputs['templateBody']);
      assert.ok(Buffer.byteLength(text) <= 51_200);
    });
  });

  for (const [partition, region, expected] of [
    ['aws', 'eu-central-1', 'us-east-1'],
    ['aws-cn', 'cn-northwest-1', 'cn-north-1'],
    ['aws-us-gov', 'us-gov-east-1', 'us-gov-west-1'],
  ])
    it(`deploys to one region of ${partition}: that of IAM's events`, async () => {
      const { children } = await made({ managementAuditRole: false }, { partition, region });
      const regions = children.map(({ inputs }) => inputs['stackSetInstanceRegion']);
      assert.deepEqual(regions, [expected, expected, undefined]);
    });

  const excludedOnes: [string, pulumi.Input<string[]>][] = [
    ['a list', ['222222222222']],
    ['an output', pulumi.output(['222222222222'])],
  ];
  for (const [what, excludedAccountIds] of excludedOnes)
    it(`leaves out accounts that have a role of their own: ${what}`, async () => {
      const deployment = await made({ excludedAccountIds });
      assert.deepEqual(deployment.child(`everywhere-${units[0]}`).inputs['deploymentTargets'], {
        organizationalUnitIds: [units[0]],
        accountFilterType: 'DIFFERENCE',
        accounts: ['222222222222'],
      });
    });

  it('says of no accounts that they are left out', async () => {
    for (const excluded of [[], pulumi.output([])]) {
      const deployment = await made({ excludedAccountIds: excluded });
      assert.deepEqual(deployment.child(`everywhere-${units[0]}`).inputs['deploymentTargets'], {
        organizationalUnitIds: [units[0]],
      });
    }
  });

  it('never takes the role away to leave out another account', async () => {
    const { children } = await made();
    for (const { type, ignored } of children)
      assert.deepEqual(
        ignored,
        type.endsWith(':StackSetInstance') ? ['deploymentTargets', 'operationPreferences'] : [],
      );
  });

  describe('makes the role of the management account', () => {
    const cases: [string, Partial<AuditRoleStackSetArgs>, boolean][] = [
      ['where that is who makes the StackSet', {}, true],
      ['where it is asked to', { managementAuditRole: true }, true],
      ['not where another program does', { managementAuditRole: false }, false],
      ['not from another account', { callAs: StackSetCaller.DelegatedAdmin }, false],
    ];
    for (const [when, given, expected] of cases)
      it(when, async () => {
        const { children } = await made(given);
        const own = children.filter(({ type }) => type === 'keyturn:index:AuditRole');
        assert.equal(own.length, expected ? 1 : 0);
        const callers = children.flatMap(({ inputs }) => inputs['callAs'] ?? []);
        assert.deepEqual(callers, Array(3).fill(given.callAs ?? 'SELF'));
      });

    it('as the others are', async () => {
      const deployment = await made({ roleName: 'reader', allowDisable: false, actRoleArn });
      const role = deployment.child('everywhere-management-role');
      assert.equal(role.inputs['name'], 'reader');
      const trust = String(role.inputs['assumeRolePolicy']);
      assert.match(trust, /keyturn-monitor".*some-external-id.*keyturn-act/);
      const policy = deployment.child('everywhere-management-permissions').inputs['policy'];
      assert.doesNotMatch(String(policy), /Update/);
    });
  });

  it('keeps a secret external id secret', async () => {
    const deployment = await made({ externalId: pulumi.secret('some-external-id') });
    const stackSet = deployment.child('everywhere-stack-set').resource as unknown as {
      templateBody: pulumi.Output<string>;
    };
    assert.equal(await pulumi.isSecret(stackSet.templateBody), true);
  });

  const wrongUnits: [unknown[], RegExp][] = [
    [[], /expected at least one organizational unit, found an empty list/],
    [['production'], /item 0: expected the id of an organizational unit .*, found "production"/],
    [[units[0], 'ou-abcd'], /item 1: expected the id .*, found "ou-abcd"/],
    [['OU-ABCD-11111111'], /item 0: expected the id/],
    [['ou-abcd-11111111/ou-abcd-22222222'], /item 0: expected the id/],
    [['arn:aws:organizations::1:ou/o-abcdefghij/ou-abcd-11111111'], /item 0: expected the id/],
    [['222222222222'], /item 0: expected the id/],
    [[units[0], units[0]], /item 1: expected each unit once, found "ou-abcd-11111111" again/],
    [['r-abcd', units[0]], /item 0: expected the root alone/],
    [[pulumi.output(units[0])], /item 0: expected the id/],
  ];
  for (const [organizationalUnitIds, message] of wrongUnits)
    it(`refuses the units ${JSON.stringify(organizationalUnitIds).slice(0, 60)}`, () =>
      assert.rejects(
        made({ organizationalUnitIds: organizationalUnitIds as string[] }),
        (error) => {
          assert.ok(pulumi.InputPropertyError.isInstance(error));
          assert.equal(error.propertyPath, 'organizationalUnitIds');
          assert.match(error.reason, message);
          return true;
        },
      ));

  it('takes the root, for all accounts', async () => {
    const deployment = await made({ organizationalUnitIds: ['r-abcd'] });
    assert.ok(deployment.child('everywhere-r-abcd'));
  });

  const wrong: [Partial<AuditRoleStackSetArgs>, string, RegExp][] = [
    [{ roleName: 'a b' }, 'roleName', /found "a b"/],
    [{ monitorRoleArn: 'arn:aws:iam::333333333333:root' }, 'monitorRoleArn', /one role, found/],
    [{ monitorRoleArn: 'arn:aws:iam::333333333333:role/*' }, 'monitorRoleArn', /one role, found/],
    [{ externalId: 'a' }, 'externalId', /2 to 1224/],
    [{ actRoleArn: 'keyturn-act' }, 'actRoleArn', /one role, found "keyturn-act"/],
    [
      { actRoleArn: 'arn:aws:iam::444444444444:role/keyturn-act' },
      'actRoleArn',
      /expected a role of 333333333333, the monitor's account/,
    ],
    [{ allowDisableMachineKeys: true }, 'allowDisableMachineKeys', /only with actRoleArn/],
    [{ actRoleArn, externalId: 'x'.repeat(1224) }, 'externalId', /characters shorter/],
    [{ externalId: '${AWS::AccountId}' }, 'externalId', /2 to 1224/],
    [{ eventBusArn: 'keyturn' }, 'eventBusArn', /event bus, found "keyturn"/],
    [{ excludedAccountIds: ['production'] }, 'excludedAccountIds', /item 0: .*twelve digits/],
    [{ failureTolerancePercentage: 101 }, 'failureTolerancePercentage', /0 to 100, found 101/],
  ];
  for (const [bad, property, message] of wrong)
    it(`refuses ${JSON.stringify(bad)}`, () => refuses(make, args, bad, property, message));

  it('refuses to make the management account’s role from another account', () =>
    assert.rejects(
      made({ callAs: StackSetCaller.DelegatedAdmin, managementAuditRole: true }),
      /managementAuditRole: expected false where callAs is DELEGATED_ADMIN, found true/,
    ));
});
