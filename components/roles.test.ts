import { deploy, documentIn, here, refuses, typesByName, valueOf } from './testing/deployment';
import assert from 'node:assert/strict';
import * as pulumi from '@pulumi/pulumi';
import { Provider } from '@pulumi/aws/provider';
import { auditRolePermissions, auditRoleTrust } from '../rules/policies';
import { AssumableRole, type AssumableRoleArgs } from './assumable-role';
import { AuditRole, type AuditRoleArgs } from './audit-role';

describe('AssumableRole', () => {
  const args: AssumableRoleArgs = { roleName: 'deploy', identityAccountId: '222222222222' };
  const make = (given: AssumableRoleArgs, opts: object) => new AssumableRole('deploy', given, opts);

  it('is a role that trusts the identity account’s engineers', async () => {
    const deployment = await deploy((opts) => make(args, opts));
    assert.deepEqual(typesByName(deployment), { 'deploy-role': 'aws:iam/role:Role' });
    const role = deployment.child('deploy-role');
    assert.deepEqual(Object.keys(role.inputs).sort(), ['assumeRolePolicy', 'name']);
    assert.equal(role.parent, 'deploy');
    assert.deepEqual(documentIn(role, 'assumeRolePolicy'), {
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'TrustEngineersWithMfa',
          Effect: 'Allow',
          Principal: { AWS: 'arn:aws:iam::222222222222:root' },
          Action: 'sts:AssumeRole',
          Condition: {
            Bool: { 'aws:MultiFactorAuthPresent': 'true' },
            StringEquals: { 'aws:PrincipalTag/type': 'engineer' },
            ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::222222222222:user/*' },
          },
        },
      ],
    });
    assert.equal(
      await valueOf(deployment.component.roleArn),
      'arn:aws:iam::111111111111:role/deploy',
    );
  });

  it('has all that it is given, in the partition of the provider', async () => {
    const boundary = 'arn:aws-cn:iam::111111111111:policy/boundary';
    const deployment = await deploy(
      (opts) =>
        make(
          {
            ...args,
            path: '/ops/',
            description: 'Deploys',
            policyArns: ['arn:aws-cn:iam::aws:policy/PowerUserAccess'],
            permissionsBoundaryArn: boundary,
            maxSessionDuration: 43200,
            maxMfaAge: 3600,
          },
          { ...opts, provider: new Provider('china') },
        ),
      { partition: 'aws-cn', region: 'cn-north-1' },
    );
    const { assumeRolePolicy, ...rest } = deployment.child('deploy-role').inputs;
    assert.deepEqual(rest, {
      name: 'deploy',
      path: '/ops/',
      description: 'Deploys',
      permissionsBoundary: boundary,
      maxSessionDuration: 43200,
    });
    assert.match(String(assumeRolePolicy), /arn:aws-cn:iam::222222222222:root/);
    assert.match(String(assumeRolePolicy), /"aws:MultiFactorAuthAge":"3600"/);
    const attachment = deployment.child('deploy-policy:aws:PowerUserAccess');
    assert.equal(attachment.type, 'aws:iam/rolePolicyAttachment:RolePolicyAttachment');
    for (const { provider } of deployment.children) assert.match(provider, /::china::/);
  });

  const wrong: [Partial<AssumableRoleArgs>, string, RegExp][] = [
    [{ roleName: 'a/b' }, 'roleName', /found "a\/b"/],
    [{ path: '/ops' }, 'path', /begins and ends with/],
    [{ path: '/teams/*/' }, 'path', /found "\/teams\/\*\/"/],
    [{ description: 'Deploys – daily' }, 'description', /signs of Latin-1, .*, found "–"/],
    [{ description: 'łódź' }, 'description', /found "ł"/],
    [{ description: 'x'.repeat(1001) }, 'description', /found 1001 characters/],
    [{ identityAccountId: '22222222222' }, 'identityAccountId', /twelve digits/],
    [{ identityAccountId: '*' }, 'identityAccountId', /twelve digits/],
    [{ maxSessionDuration: 3599 }, 'maxSessionDuration', /from 3600 to 43200/],
    [{ maxSessionDuration: 43201 }, 'maxSessionDuration', /found 43201/],
    [{ maxMfaAge: 59 }, 'maxMfaAge', /from 60 to 129600/],
    [{ permissionsBoundaryArn: 'boundary' }, 'permissionsBoundaryArn', /managed policy/],
    [{ policyArns: ['*'] }, 'policyArns[0]', /managed policy/],
  ];
  for (const [bad, property, message] of wrong)
    it(`refuses ${JSON.stringify(bad).slice(0, 60)}`, () =>
      refuses(make, args, bad, property, message));
});

describe('AuditRole', () => {
  const monitorRoleArn = 'arn:aws:iam::333333333333:role/keyturn-monitor';
  const args: AuditRoleArgs = { monitorRoleArn, externalId: 'some-external-id' };
  const make = (given: AuditRoleArgs, opts: object) => new AuditRole('audit', given, opts);

  it('is a role that trusts the monitor, and its permissions', async () => {
    const deployment = await deploy((opts) => make(args, opts));
    assert.deepEqual(typesByName(deployment), {
      'audit-role': 'aws:iam/role:Role',
      'audit-permissions': 'aws:iam/rolePolicy:RolePolicy',
    });
    const role = deployment.child('audit-role');
    assert.equal(role.inputs['name'], 'keyturn-audit');
    assert.deepEqual(documentIn(role, 'assumeRolePolicy'), {
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'TrustMonitor',
          Effect: 'Allow',
          Principal: { AWS: 'arn:aws:iam::333333333333:root' },
          Action: 'sts:AssumeRole',
          Condition: {
            ArnEquals: { 'aws:PrincipalArn': monitorRoleArn },
            StringEquals: { 'sts:ExternalId': 'some-external-id' },
          },
        },
      ],
    });
    const permissions = deployment.child('audit-permissions');
    assert.deepEqual(
      [permissions.inputs['role'], permissions.inputs['name']],
      ['keyturn-audit', 'audit'],
    );
    assert.match(String(permissions.inputs['policy']), /iam:UpdateAccessKey/);
  });

  const actRoleArn = 'arn:aws:iam::333333333333:role/keyturn-act';
  const documentsOf = async (given: Partial<AuditRoleArgs>) => {
    const deployment = await deploy((opts) => make({ ...args, ...given }, opts));
    return [
      documentIn(deployment.child('audit-role'), 'assumeRolePolicy'),
      documentIn(deployment.child('audit-permissions'), 'policy'),
    ];
  };
  const home = { partition: 'aws', accountId: here.accountId };

  it('trusts who does what is pressed where that is named, and lets it do no more', async () => {
    const [trust, permissions] = await documentsOf({ actRoleArn: pulumi.output(actRoleArn) });
    assert.deepEqual(trust, auditRoleTrust(monitorRoleArn, 'some-external-id', { actRoleArn }));
    assert.deepEqual(permissions, auditRolePermissions(home, true));
  });

  it('lets presses alone disable the keys of machines, where it is told to', async () => {
    for (const allowDisableMachineKeys of [true, pulumi.output(true)]) {
      const [trust, permissions] = await documentsOf({ actRoleArn, allowDisableMachineKeys });
      assert.deepEqual(trust, auditRoleTrust(monitorRoleArn, 'some-external-id', { actRoleArn }));
      const pressed = { machineKeys: true };
      assert.deepEqual(permissions, auditRolePermissions(home, true, {}, pressed));
    }
    const given = { actRoleArn, allowDisableMachineKeys: true, allowDisable: false };
    assert.deepEqual((await documentsOf(given))[1], auditRolePermissions(home, false));
  });

  it('is as before where nobody presses', async () => {
    const before = await documentsOf({});
    assert.deepEqual(await documentsOf({ allowDisableMachineKeys: false }), before);
    assert.doesNotMatch(JSON.stringify(before), /SourceIdentity|keyturn-act/);
  });

  it('can only read where nothing may be disabled', async () => {
    for (const allowDisable of [false, pulumi.output(false)]) {
      const deployment = await deploy((opts) => make({ ...args, allowDisable }, opts));
      assert.doesNotMatch(
        String(deployment.child('audit-permissions').inputs['policy']),
        /Update|Put|Delete/,
      );
    }
  });

  it('keeps a secret external id secret', async () => {
    const deployment = await deploy((opts) =>
      make({ ...args, externalId: pulumi.secret('some-external-id') }, opts),
    );
    const role = deployment.child('audit-role').resource as unknown as {
      assumeRolePolicy: pulumi.Output<string>;
    };
    assert.equal(await pulumi.isSecret(role.assumeRolePolicy), true);
  });

  const wrong: [Partial<AuditRoleArgs>, string, RegExp][] = [
    [{ roleName: 'a b' }, 'roleName', /found "a b"/],
    [{ monitorRoleArn: 'arn:aws:iam::333333333333:root' }, 'monitorRoleArn', /the ARN of one role/],
    [
      { monitorRoleArn: 'arn:aws:iam::333333333333:role/*' },
      'monitorRoleArn',
      /the ARN of one role/,
    ],
    [{ externalId: 'a' }, 'externalId', /2 to 1224/],
    [{ externalId: 'with space' }, 'externalId', /2 to 1224/],
    [{ actRoleArn: 'keyturn-act' }, 'actRoleArn', /the ARN of one role, found "keyturn-act"/],
    [
      { actRoleArn: actRoleArn.replace('333333333333', '444444444444') },
      'actRoleArn',
      /expected a role of 333333333333, the monitor's account, found arn:\S+444444444444/,
    ],
    [{ allowDisableMachineKeys: true }, 'allowDisableMachineKeys', /only with actRoleArn/],
    [
      { actRoleArn, externalId: 'x'.repeat(1224) },
      'externalId',
      /expected one that is \d+ characters shorter: .* longer than the 2048/,
    ],
  ];
  for (const [bad, property, message] of wrong)
    it(`refuses ${JSON.stringify(bad)}`, () => refuses(make, args, bad, property, message));
});
