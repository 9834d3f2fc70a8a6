import assert from 'node:assert/strict';
import { paginateListRoles } from '@aws-sdk/client-iam';
import { startMoto, type Moto } from '../../emulation/moto/start';
import { destroyed, kindsOf, refreshed } from './changes';
import { accountIds, Company, region, roleArn, session, type Member } from './company';
import { OthersApplication } from './identity-center/others-application';
import { InAws } from './in-aws';

/** The same company, where account access manager can't be had, and then can. */
describe('the stacks of a company whose people come by permission sets', function () {
  this.timeout(1_200_000);
  this.bail(true);
  let moto: Moto;
  let company: Company;
  let identity: InAws;
  let rolesAtFirst: Awaited<ReturnType<Company['roles']>>;
  let application: OthersApplication;

  before(async () => {
    moto = await startMoto();
    company = new Company(moto);
    identity = new InAws(moto, accountIds.identity);
    await moto.enableIdentityCenter(accountIds.center, { region, source: 'internal' });
    await moto.provision(accountIds.center, { region, users: ['ada', 'ben', 'cleo'] });
    company.declare('center', {
      'keyturn:accountKinds': ['identity-center'],
      'keyturn:identityCenter': { mode: 'permission-sets' },
    });
    await company.up('monitor', 'identity', 'production', 'staging', 'center');
    rolesAtFirst = await company.roles();
  });
  after(async () => {
    company?.close();
    await moto?.stop();
  });

  /** What Identity Center has made in an account, and how long sessions of it last. */
  async function rolesMadeIn(account: Member) {
    const client = await new InAws(moto, accountIds[account]).iam();
    const made: (readonly [string, number | undefined])[] = [];
    for await (const { Roles = [] } of paginateListRoles(
      { client },
      { PathPrefix: '/aws-reserved/' },
    ))
      for (const { RoleName = '', MaxSessionDuration } of Roles)
        made.push([RoleName.replace(/_[0-9a-f]{16}$/, ''), MaxSessionDuration]);
    return made.sort();
  }
  const ofCenter = () => company.up('center');

  it('makes a set for the roles that may do the same, and assigns it in both accounts', async () => {
    company.engineer('ada', ['key', 'identity-center'], 'access');
    assert.deepEqual(await company.up('identity'), ['update ada-user']);
    assert.deepEqual(await ofCenter(), [
      ...['production', 'staging'].map(
        (account) =>
          `create identity-center-assignment:engineers-backend:deploy:${accountIds[account as Member]}`,
      ),
      'create identity-center-group:engineers-backend',
      'create identity-center-member:engineers-backend:ada',
      'create identity-center-permission-set:deploy',
      'create identity-center-permission-set:deploy:aws:PowerUserAccess',
    ]);
    for (const account of ['production', 'staging'] as const)
      assert.deepEqual(await rolesMadeIn(account), [['AWSReservedSSO_deploy', 4 * 60 * 60]]);
    assert.deepEqual(await company.up('center', 'identity', 'production', 'staging'), []);
    assert.deepEqual(await refreshed(await company.stack('center')), []);
    assert.deepEqual(await company.roles(), rolesAtFirst);
  });

  it('follows engineers.yaml: one more, other roles, no IAM user', async () => {
    company.engineer('ben', ['identity-center'], 'access');
    company.engineer('ben', false, 'iamUser');
    company.engineer('cleo', ['key', 'identity-center'], 'access');
    await company.up('identity');
    assert.deepEqual(await identity.userNames(), ['ada', 'cleo']);
    assert.deepEqual(await ofCenter(), [
      `create identity-center-assignment:engineers-read@production:read:${accountIds.production}`,
      'create identity-center-group:engineers-read@production',
      'create identity-center-member:engineers-backend:ben',
      'create identity-center-member:engineers-read@production:cleo',
      'create identity-center-permission-set:read',
      'create identity-center-permission-set:read:aws:ReadOnlyAccess',
    ]);
    company.engineer('ben', ['production/read'], 'roles');
    assert.deepEqual(await ofCenter(), [
      'create identity-center-member:engineers-read@production:ben',
      'delete identity-center-member:engineers-backend:ben',
    ]);
  });

  it('keeps a set in step with its role, and gives roles that differ one each', async () => {
    const [deploy] = rolesAtFirst;
    const roles = (maxSessionHours: number) => [
      { name: 'deploy', policyArns: deploy?.is.policies, maxSessionHours },
    ];
    company.config('staging', 'roles', roles(2));
    assert.deepEqual(await company.up('staging'), ['update deploy-role']);
    await ofCenter();
    assert.deepEqual(await rolesMadeIn('production'), [
      ['AWSReservedSSO_deploy@production', 4 * 60 * 60],
      ['AWSReservedSSO_read', 60 * 60],
    ]);
    assert.deepEqual(await rolesMadeIn('staging'), [
      ['AWSReservedSSO_deploy@staging', 2 * 60 * 60],
    ]);
    company.config('staging', 'roles', roles(3));
    assert.deepEqual(await company.up('staging', 'center'), [
      'update deploy-role',
      'update identity-center-permission-set:deploy@staging',
    ]);
    assert.deepEqual(await rolesMadeIn('staging'), [
      ['AWSReservedSSO_deploy@staging', 3 * 60 * 60],
    ]);
    company.config('staging', 'roles', roles(4));
    await company.up('staging', 'center');
    assert.deepEqual(await rolesMadeIn('staging'), [['AWSReservedSSO_deploy', 4 * 60 * 60]]);
    assert.deepEqual(await company.roles(), rolesAtFirst);
  });

  it('lets people into the roles themselves from one deployment to the next', async () => {
    const place = { accountId: accountIds.center, region };
    application = await OthersApplication.make(moto, place, []);
    company.trusts(application.arn);
    await company.up('production', 'staging');
    company.config('center', 'identityCenter', { applicationArn: application.arn });
    const changes = await ofCenter();
    const gone = /assignment|permission-set/;
    assert.deepEqual(
      changes.filter((change) => !gone.test(change)),
      [
        `create identity-center-entitlement:engineers-backend:${accountIds.production}/deploy`,
        `create identity-center-entitlement:engineers-backend:${accountIds.staging}/deploy`,
        `create identity-center-entitlement:engineers-read@production:${accountIds.production}/read`,
      ],
    );
    assert.deepEqual(kindsOf(changes.filter((change) => gone.test(change))), ['delete']);
    assert.deepEqual(
      await application.center.comesIn('ada', {
        applicationArn: application.arn,
        roleArn: roleArn('staging', 'deploy'),
      }),
      session('staging', 'deploy', 'ada'),
    );
    assert.deepEqual(await rolesMadeIn('production'), []);
    assert.deepEqual(
      (await company.roles()).map(({ is }) => is),
      rolesAtFirst.map(({ is }) => is),
    );
  });

  it('goes back, and comes down with all that it made', async () => {
    company.config('center', 'identityCenter', { mode: 'permission-sets' });
    await ofCenter();
    assert.deepEqual(
      (await rolesMadeIn('production')).map(([name]) => name),
      ['AWSReservedSSO_deploy', 'AWSReservedSSO_read'],
    );
    assert.deepEqual(kindsOf(await destroyed(await company.stack('center'))), ['delete']);
    for (const account of ['production', 'staging'] as const)
      assert.deepEqual(await rolesMadeIn(account), []);
    const { groups, users, sets } = await application.center.contents();
    assert.deepEqual([groups, users, sets], [[], ['ada', 'ben', 'cleo'], 0]);
  });
});
