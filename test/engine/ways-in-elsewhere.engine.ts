import assert from 'node:assert/strict';
import { startMoto, type Moto } from '../../emulation/moto/start';
import { destroyed, kindsOf } from './changes';
import { accountIds, Company, region, roleArn, session } from './company';
import { denied } from './identity-center/in-aws';
import { OthersApplication } from './identity-center/others-application';
import { InAws } from './in-aws';

/** People whom others let in by Identity Center, and then the company's own stack by the same application. */
describe('the stacks of a company whose Identity Center others administer', function () {
  this.timeout(1_200_000);
  this.bail(true);
  let moto: Moto;
  let company: Company;
  let identity: InAws;
  let others: OthersApplication;

  before(async () => {
    moto = await startMoto();
    company = new Company(moto);
    identity = new InAws(moto, accountIds.identity);
    const place = { accountId: accountIds.center, region };
    others = await OthersApplication.make(moto, place, ['ada', 'ben']);
    await company.up('monitor', 'identity', 'production', 'staging');
  });
  after(async () => {
    company?.close();
    await moto?.stop();
  });

  const comesIn = (name: string) =>
    others.center.comesIn(name, {
      applicationArn: others.arn,
      roleArn: roleArn('production', 'deploy'),
    });

  it('says of their users how they come, and has its roles trust that application', async () => {
    const before = await company.role('production', 'deploy');
    company.config('identity', 'identityCenterElsewhere', true);
    company.trusts(others.arn);
    company.engineer('ada', ['key', 'identity-center'], 'access');
    assert.deepEqual(await company.up('identity'), ['update ada-user']);
    assert.equal(await identity.tag('ada', 'access'), 'key+identity-center');
    assert.deepEqual(await company.up('production'), ['update deploy-role', 'update read-role']);
    assert.deepEqual((await company.role('production', 'deploy')).is, before.is);
  });

  it('leaves it to the others whom they let in', async () => {
    assert.equal(await comesIn('ada'), denied);
    await others.letIn('ada', roleArn('production', 'deploy'));
    assert.equal(await comesIn('ada'), session('production', 'deploy', 'ada'));
    assert.equal(await comesIn('ben'), denied);
    assert.deepEqual(await company.up('identity', 'production'), []);
  });

  it('deletes the IAM user of whoever comes that way alone', async () => {
    company.engineer('ada', ['identity-center'], 'access');
    company.engineer('ada', false, 'iamUser');
    assert.deepEqual(kindsOf(await company.up('identity')), ['delete']);
    assert.deepEqual(await identity.userNames(), ['ben', 'cleo']);
    assert.equal(await comesIn('ada'), session('production', 'deploy', 'ada'));
  });

  it('goes on by a stack file of its own, with the application that is there', async () => {
    company.config('identity', 'identityCenterElsewhere', undefined);
    company.declare('center', {
      'keyturn:accountKinds': ['identity-center'],
      'keyturn:identityCenter': { applicationArn: others.arn },
    });
    company.engineer('ben', ['key', 'identity-center'], 'access');
    await company.up('monitor');
    assert.deepEqual(await company.up('identity'), ['update ben-user']);
    // The account of roles that comes last.
    await company.up('staging');
    const changes = await company.up('center');
    assert.deepEqual(
      changes.filter((change) => / identity-center-/.test(change)),
      [
        `create identity-center-entitlement:engineers-backend:${accountIds.production}/deploy`,
        `create identity-center-entitlement:engineers-backend:${accountIds.staging}/deploy`,
        'create identity-center-group:engineers-backend',
        'create identity-center-member:engineers-backend:ada',
        'create identity-center-member:engineers-backend:ben',
      ],
    );
    assert.equal(await comesIn('ben'), session('production', 'deploy', 'ben'));
  });

  it('comes down without what others made', async () => {
    assert.deepEqual(kindsOf(await destroyed(await company.stack('center'))), ['delete']);
    assert.equal(await comesIn('ben'), denied);
    assert.equal(await comesIn('ada'), session('production', 'deploy', 'ada'));
    const { groups, applications } = await others.center.contents();
    assert.deepEqual([groups, applications], [[], 1]);
  });
});
