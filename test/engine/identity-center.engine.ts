import assert from 'node:assert/strict';
import { GetRoleCommand } from '@aws-sdk/client-iam';
import { startMoto, type Moto } from '../../emulation/moto/start';
import { destroyed, kindsOf, refreshed, refusalOf, upped } from './changes';
import { denied } from './identity-center/in-aws';
import {
  managementId,
  productionId,
  region,
  roleArn,
  session,
  TwoAccounts,
} from './identity-center/two-accounts';
import { InAws } from './in-aws';

describe('IdentityCenterAccess under the real engine', function () {
  this.timeout(600_000);
  this.bail(true);
  let moto: Moto;
  let accounts: TwoAccounts;

  before(async () => (moto = await startMoto()));
  after(() => moto?.stop());

  describe('with account access manager, and people of its own directory', () => {
    const backend = (members: readonly string[], more: readonly string[] = []) => ({
      groupName: 'engineers-backend',
      roleArns: ['deploy', ...more].map(roleArn),
      members,
    });
    let applicationArn: string;
    const data = { groupName: 'engineers-data', roleArns: [roleArn('read')], members: ['ben'] };

    before(async () => {
      accounts = await TwoAccounts.open(moto, 'internal');
      await moto.provision(managementId, { region, users: ['ada', 'ben', 'cleo'] });
    });

    after(() => accounts?.close());

    it('begins with roles that let nobody in but IAM users, and an application', async () => {
      accounts.roles(['deploy', 'read']);
      assert.deepEqual(await accounts.up('production'), ['create deploy-role', 'create read-role']);
      accounts.access({ groups: [] });
      assert.deepEqual(await accounts.up('management'), ['create people-application']);
      applicationArn = await accounts.readApplication();
      assert.match(applicationArn, /^arn:aws:account-access:eu-central-1:454545454545:/);
    });

    it('has the roles trust it in place: who they are stays, and so does their account', async () => {
      const iam = await new InAws(moto, productionId).iam();
      const idOf = async () =>
        (await iam.send(new GetRoleCommand({ RoleName: 'deploy' }))).Role?.RoleId;
      const before = await idOf();
      accounts.roles(['deploy', 'read'], applicationArn);
      assert.deepEqual(await accounts.up('production'), ['update deploy-role', 'update read-role']);
      assert.equal(await idOf(), before);
      assert.equal(await accounts.comesIn('ada', 'deploy'), denied);
    });

    it('makes nothing while somebody is missing, and says who, and who makes them', async () => {
      accounts.access({ groups: [backend(['ada', 'dora', 'emil'])] });
      const refusal = await refusalOf(upped(accounts.management));
      assert.match(refusal, /dora .*emil/);
      assert.match(refusal, /whoever administers IAM Identity Center must add them/);
      assert.doesNotMatch(refusal, / {4}at /);
      assert.deepEqual((await accounts.center.contents()).groups, []);
    });

    it('lets a group into its roles', async () => {
      accounts.access({ groups: [backend(['ada'])] });
      assert.deepEqual(await accounts.up('management'), [
        `create people-entitlement:engineers-backend:${productionId}/deploy`,
        'create people-group:engineers-backend',
        'create people-member:engineers-backend:ada',
      ]);
      assert.equal(await accounts.comesIn('ada', 'deploy'), session('deploy', 'ada'));
      assert.equal(await accounts.comesIn('ben', 'deploy'), denied);
      assert.equal(await accounts.comesIn('ada', 'read'), denied);
    });

    it('finds nothing to change the second time, nor after a refresh', async () => {
      assert.deepEqual(await accounts.up('management'), []);
      assert.deepEqual(await refreshed(accounts.management), []);
    });

    it('a person more is a membership, and nothing else', async () => {
      accounts.access({ groups: [backend(['ada', 'cleo'])] });
      assert.deepEqual(await accounts.up('management'), [
        'create people-member:engineers-backend:cleo',
      ]);
      assert.equal(await accounts.comesIn('cleo', 'deploy'), session('deploy', 'cleo'));
    });

    it('a role set more is a group of its own, and changes no other', async () => {
      accounts.access({ groups: [backend(['ada', 'cleo']), data] });
      assert.deepEqual(await accounts.up('management'), [
        `create people-entitlement:engineers-data:${productionId}/read`,
        'create people-group:engineers-data',
        'create people-member:engineers-data:ben',
      ]);
      assert.equal(await accounts.comesIn('ben', 'read'), session('read', 'ben'));
      assert.equal(await accounts.comesIn('ben', 'deploy'), denied);
    });

    it('another role of a role set, and one less, is that entitlement', async () => {
      const entitlement = `people-entitlement:engineers-backend:${productionId}/read`;
      accounts.access({ groups: [backend(['ada', 'cleo'], ['read']), data] });
      assert.deepEqual(await accounts.up('management'), [`create ${entitlement}`]);
      assert.equal(await accounts.comesIn('ada', 'read'), session('read', 'ada'));
      accounts.access({ groups: [backend(['ada', 'cleo']), data] });
      assert.deepEqual(await accounts.up('management'), [`delete ${entitlement}`]);
      assert.equal(await accounts.comesIn('ada', 'read'), denied);
    });

    it('what somebody changed by hand is put right', async () => {
      const { groups: before } = await accounts.center.contents();
      // By hand, and the group is still there.
      await accounts.center.empty('engineers-data');
      assert.equal(await accounts.comesIn('ben', 'read'), denied);
      await refreshed(accounts.management);
      assert.deepEqual(await accounts.up('management'), [
        'create people-member:engineers-data:ben',
      ]);
      assert.equal(await accounts.comesIn('ben', 'read'), session('read', 'ben'));
      assert.deepEqual((await accounts.center.contents()).groups, before);
    });

    it('takes away nothing by mistake: the application is protected', async () => {
      assert.match(await refusalOf(accounts.management.previewDestroy()), /protect/);
      assert.equal((await accounts.center.contents()).applications, 1);
      assert.equal(await accounts.comesIn('ben', 'read'), session('read', 'ben'));
    });

    it('is taken down on purpose; people and roles stay', async () => {
      accounts.access({ groups: [backend(['ada', 'cleo']), data], deletionProtection: false });
      await accounts.up('management');
      assert.deepEqual(kindsOf(await destroyed(accounts.management)), ['delete']);
      assert.deepEqual(await accounts.center.contents(), {
        groups: [],
        users: ['ada', 'ben', 'cleo'],
        sets: 0,
        applications: 0,
      });
      await destroyed(accounts.production);
      assert.deepEqual(await new InAws(moto, productionId).everything(), []);
    });
  });

  describe('with account access manager, and people of an external source', () => {
    const group = (groupName: string) => ({ groupName, roleArns: [roleArn('deploy')] });
    const external = (...names: readonly string[]) =>
      accounts.access({
        identitySource: 'external',
        groups: names.map(group),
        deletionProtection: false,
      });

    before(async () => {
      accounts = await TwoAccounts.open(moto, 'external');
    });

    after(() => accounts?.close());

    it('makes nothing while a group is missing, and says who creates it', async () => {
      external();
      await accounts.up('management');
      accounts.roles(['deploy'], await accounts.readApplication());
      await accounts.up('production');
      external('backend');
      const refusal = await refusalOf(upped(accounts.management));
      assert.match(refusal, /backend/);
      assert.match(refusal, /whoever administers the identity provider must create them there/);
      assert.deepEqual((await accounts.center.contents()).groups, []);
    });

    it('lets in whom the source has in the group, whoever that is', async () => {
      await moto.provision(managementId, { region, groups: { backend: ['ada'], data: [] } });
      assert.deepEqual(await accounts.up('management'), [
        `create people-entitlement:backend:${productionId}/deploy`,
      ]);
      assert.equal(await accounts.comesIn('ada', 'deploy'), session('deploy', 'ada'));
      await moto.provision(managementId, { region, groups: { backend: ['ben'] } });
      assert.deepEqual(await accounts.up('management'), []);
      assert.equal(await accounts.comesIn('ada', 'deploy'), denied);
      assert.equal(await accounts.comesIn('ben', 'deploy'), session('deploy', 'ben'));
    });

    it('another of its groups is an entitlement more', async () => {
      await moto.provision(managementId, { region, groups: { data: ['cleo'] } });
      external('backend', 'data');
      assert.deepEqual(await accounts.up('management'), [
        `create people-entitlement:data:${productionId}/deploy`,
      ]);
      assert.equal(await accounts.comesIn('cleo', 'deploy'), session('deploy', 'cleo'));
    });

    it('is taken down, and leaves the source’s people and groups', async () => {
      assert.deepEqual(kindsOf(await destroyed(accounts.management)), ['delete']);
      assert.deepEqual(await accounts.center.contents(), {
        groups: ['backend', 'data'],
        users: ['ada', 'ben', 'cleo'],
        sets: 0,
        applications: 0,
      });
      await destroyed(accounts.production);
    });
  });
});
