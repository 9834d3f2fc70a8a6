import assert from 'node:assert/strict';
import { startMoto, type Moto } from '../../emulation/moto/start';
import { destroyed, kindsOf, refreshed, refusalOf } from './changes';
import { accountIds, Company, region, roleArn, session, type Member } from './company';
import { denied, IdentityCenterInAws } from './identity-center/in-aws';
import { OthersApplication } from './identity-center/others-application';
import { InAws } from './in-aws';

/** A company's stacks, whose people go over to Identity Center. Each step goes on where the one before ended. */
describe('the stacks of a company whose people come by Identity Center', function () {
  this.timeout(1_200_000);
  this.bail(true);
  let moto: Moto;
  let company: Company;
  let center: IdentityCenterInAws;
  let identity: InAws;
  let applicationArn: string;
  let rolesAtFirst: Awaited<ReturnType<Company['roles']>>;

  before(async () => {
    moto = await startMoto();
    company = new Company(moto);
    identity = new InAws(moto, accountIds.identity);
    const place = { accountId: accountIds.center, region };
    center = await IdentityCenterInAws.enable(moto, place);
    await moto.provision(place.accountId, { region, users: ['ada@acme.example', 'ben', 'dora'] });
  });
  after(async () => {
    company?.close();
    await moto?.stop();
  });

  const comesIn = (name: string, account: Member, role: string) =>
    center.comesIn(name, { applicationArn, roleArn: roleArn(account, role) });
  /** Of nothing that a role is, but its trust. */
  const assertSameRoles = async () =>
    assert.deepEqual(
      (await company.roles()).map(({ is }) => is),
      rolesAtFirst.map(({ is }) => is),
    );
  const trustStatements = async () => (await company.roles()).map(({ trust }) => trust);

  it('begins with keys alone, and lets nobody in by what nobody administers', async () => {
    await company.up('monitor', 'identity', 'production', 'staging');
    rolesAtFirst = await company.roles();
    assert.deepEqual(
      rolesAtFirst.map(({ trust }) => trust.length),
      [1, 1, 1],
    );
    company.engineer('ada', ['key', 'identity-center'], 'access');
    const refusal = await refusalOf(company.up('identity'));
    assert.match(refusal, /no stack file of an account that administers IAM Identity Center/);
    assert.equal(await identity.tag('ada', 'access'), undefined);
    company.engineer('ada', undefined, 'access');
  });

  it('makes the application first, with nobody in it', async () => {
    company.declare('center', { 'keyturn:accountKinds': ['identity-center'] });
    // It is an account more to watch, whose events the monitor's bus must take.
    await company.up('monitor');
    const changes = await company.up('center');
    assert.ok(changes.includes('create identity-center-application'), changes.join('\n'));
    const { accountAccessApplicationArn } = await (await company.stack('center')).outputs();
    applicationArn = accountAccessApplicationArn?.value as string;
    assert.match(applicationArn, /^arn:aws:account-access:eu-central-1:454545454545:application\//);
  });

  it('lets nobody in before the roles trust it', async () => {
    company.engineer('ada', ['key', 'identity-center'], 'access');
    company.engineer('ada', 'ada@acme.example', 'identityCenterName');
    const refusal = await refusalOf(company.up('center'));
    assert.match(refusal, /production.* nothing in its keyturn:accountAccessApplicationArn/);
    assert.deepEqual((await center.contents()).groups, []);
  });

  it('has the roles trust that application in place, and no other', async () => {
    company.trusts(applicationArn);
    assert.deepEqual(await company.up('production', 'staging'), [
      ...['update deploy-role', 'update read-role'],
      'update deploy-role',
    ]);
    await assertSameRoles();
    for (const [i, trust] of (await trustStatements()).entries()) {
      const [own, second, ...more] = trust;
      assert.deepEqual([own, more], [rolesAtFirst[i]?.trust[0], []]);
      // As AWS's page on preparing roles has it, with its optional action.
      assert.deepEqual(second, {
        Sid: 'TrustAccountAccess',
        Effect: 'Allow',
        Principal: { Service: 'account-access.amazonaws.com' },
        Action: ['sts:AssumeRole', 'sts:SetContext', 'sts:TagSession'],
        Condition: {
          StringEquals: {
            'aws:SourceAccount': accountIds.center,
            'aws:SourceArn': applicationArn,
          },
        },
      });
    }
    const others = { accountId: '787878787878', region };
    const other = await OthersApplication.make(moto, others, ['mallory']);
    await assert.rejects(
      other.letIn('mallory', roleArn('production', 'deploy')),
      /There was an error verifying role/,
    );
  });

  it('lets in whose access says so: a tag there, a membership here, and no other role', async () => {
    company.engineer('ben', ['identity-center'], 'access');
    assert.deepEqual(await company.up('identity'), [
      'create ben-membership:keyless',
      'create engineers-without-key-group',
      'create engineers-without-key-no-own-keys',
      'update ada-user',
      'update ben-user',
    ]);
    assert.deepEqual(await company.up('center'), [
      `create identity-center-entitlement:engineers-backend:${accountIds.production}/deploy`,
      `create identity-center-entitlement:engineers-backend:${accountIds.staging}/deploy`,
      'create identity-center-group:engineers-backend',
      'create identity-center-member:engineers-backend:ada@acme.example',
      'create identity-center-member:engineers-backend:ben',
    ]);
    const tags = (name: string) =>
      Promise.all(['access', 'identity-center-name'].map((key) => identity.tag(name, key)));
    assert.deepEqual(await tags('ada'), ['key+identity-center', 'ada@acme.example']);
    assert.deepEqual(await tags('ben'), ['identity-center', 'ben']);
    assert.deepEqual(await tags('cleo'), [undefined, undefined]);
    for (const name of ['ada@acme.example', 'ben'])
      for (const account of ['production', 'staging'] as const)
        assert.equal(await comesIn(name, account, 'deploy'), session(account, 'deploy', name));
    assert.equal(await comesIn('ben', 'production', 'read'), denied);
    assert.equal(await comesIn('dora', 'production', 'deploy'), denied);
  });

  it('finds nothing to change the second time, nor after a refresh', async () => {
    assert.deepEqual(await company.up('center', 'identity', 'production', 'staging'), []);
    assert.deepEqual(await refreshed(await company.stack('center')), []);
  });

  it('makes no IAM user of whoever comes by Identity Center alone, and takes one away', async () => {
    company.engineer('ben', false, 'iamUser');
    company.engineer('dora', {
      ...{ slackId: 'U08DORAKEY1', roles: ['production/read'] },
      ...{ access: ['identity-center'], iamUser: false },
    });
    assert.deepEqual(kindsOf(await company.up('identity')), ['delete']);
    assert.deepEqual(await identity.userNames(), ['ada', 'cleo']);
    assert.deepEqual(await company.up('center'), [
      `create identity-center-entitlement:engineers-read@production:${accountIds.production}/read`,
      'create identity-center-group:engineers-read@production',
      'create identity-center-member:engineers-read@production:dora',
    ]);
    assert.equal(await comesIn('ben', 'staging', 'deploy'), session('staging', 'deploy', 'ben'));
    assert.equal(
      await comesIn('dora', 'production', 'read'),
      session('production', 'read', 'dora'),
    );
  });

  it('follows whoever gets other roles, and changes no role for it', async () => {
    company.engineer('ben', ['production/read'], 'roles');
    assert.deepEqual(await company.up('identity'), []);
    assert.deepEqual(await company.up('center'), [
      'create identity-center-member:engineers-read@production:ben',
      'delete identity-center-member:engineers-backend:ben',
    ]);
    assert.equal(await comesIn('ben', 'production', 'read'), session('production', 'read', 'ben'));
    assert.equal(await comesIn('ben', 'production', 'deploy'), denied);
    assert.deepEqual(await company.up('production', 'staging'), []);
  });

  it('a role that may do more is that role, and lets in the same', async () => {
    const more = 'arn:aws:iam::aws:policy/SecurityAudit';
    const [, read] = await company.roles();
    assert.ok(read);
    const roles = (policyArns: readonly (string | undefined)[]) =>
      company.config('production', 'roles', [
        { name: 'deploy', policyArns: rolesAtFirst[0]?.is.policies, maxSessionHours: 4 },
        { name: 'read', policyArns },
      ]);
    roles([...read.is.policies, more]);
    assert.deepEqual(await company.up('production'), ['create read-policy:aws:SecurityAudit']);
    assert.deepEqual(await company.up('center'), []);
    assert.equal((await company.role('production', 'read')).is.RoleId, read.is.RoleId);
    assert.equal(
      await comesIn('dora', 'production', 'read'),
      session('production', 'read', 'dora'),
    );
    roles(read.is.policies);
    await company.up('production');
    await assertSameRoles();
  });

  it('lets nobody in any more who goes back to their key, or leaves', async () => {
    company.engineer('ada', undefined, 'access');
    company.engineer('ada', undefined, 'identityCenterName');
    company.engineer('dora', undefined);
    assert.deepEqual(await company.up('identity'), ['update ada-user']);
    assert.deepEqual(await company.up('center'), [
      ...['production', 'staging'].map(
        (account) =>
          `delete identity-center-entitlement:engineers-backend:${accountIds[account as Member]}/deploy`,
      ),
      'delete identity-center-group:engineers-backend',
      'delete identity-center-member:engineers-backend:ada@acme.example',
      'delete identity-center-member:engineers-read@production:dora',
    ]);
    assert.equal(await identity.tag('ada', 'access'), undefined);
    assert.equal(await comesIn('ada@acme.example', 'production', 'deploy'), denied);
    assert.equal(await comesIn('dora', 'production', 'read'), denied);
    assert.deepEqual(await center.membersOf('engineers-read@production'), ['ben']);
    assert.deepEqual((await center.contents()).users, ['ada@acme.example', 'ben', 'dora']);
  });

  it('comes down on purpose, and leaves the people, and roles that trust nobody but IAM users', async () => {
    const stack = await company.stack('center');
    // By the preview that `pulumi destroy` begins with: without it what is not protected would go first.
    assert.match(await refusalOf(stack.previewDestroy()), /protect/);
    assert.equal(await comesIn('ben', 'production', 'read'), session('production', 'read', 'ben'));
    company.config('center', 'deletionProtection', false);
    await company.up('center');
    assert.deepEqual(kindsOf(await destroyed(stack)), ['delete']);
    assert.deepEqual(await center.contents(), {
      ...{ groups: [], users: ['ada@acme.example', 'ben', 'dora'] },
      ...{ sets: 0, applications: 0 },
    });
    company.trusts(undefined);
    await company.up('production', 'staging');
    assert.deepEqual(await company.roles(), rolesAtFirst);
  });
});
