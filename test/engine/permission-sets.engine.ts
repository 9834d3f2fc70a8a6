import assert from 'node:assert/strict';
import { ListRolesCommand } from '@aws-sdk/client-iam';
import { startMoto, type Moto } from '../../emulation/moto/start';
import { destroyed, kindsOf, refreshed } from './changes';
import {
  managementId,
  productionId,
  region,
  roleArn,
  TwoAccounts,
} from './identity-center/two-accounts';
import { InAws } from './in-aws';

describe('IdentityCenterAccess with permission sets under the real engine', function () {
  this.timeout(600_000);
  this.bail(true);
  let moto: Moto;
  let accounts: TwoAccounts;

  before(async () => {
    moto = await startMoto();
    accounts = await TwoAccounts.open(moto, 'internal');
    await moto.provision(managementId, { region, users: ['ada', 'ben'] });
  });
  after(async () => {
    accounts?.close();
    await moto?.stop();
  });

  const readOnly = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
  const sets = (more: object, members: readonly string[] = ['ada']) =>
    accounts.access({
      mode: 'permission-sets',
      groups: [{ groupName: 'engineers-backend', roleArns: [roleArn('deploy')], members }],
      permissionSets: [
        {
          ...{ permissionSetName: 'deploy', roleArns: [roleArn('deploy')] },
          ...{ policyArns: [readOnly], ...more },
        },
      ],
    });
  const rolesThere = async () => {
    const iam = await new InAws(moto, productionId).iam();
    const { Roles = [] } = await iam.send(new ListRolesCommand({}));
    return Roles.map(({ RoleName = '', MaxSessionDuration }) => [
      RoleName.replace(/_[0-9a-f]{16}$/, ''),
      MaxSessionDuration,
    ]);
  };

  it('goes up, and the account has the role', async () => {
    sets({});
    assert.deepEqual(await accounts.up('management'), [
      `create people-assignment:engineers-backend:deploy:${productionId}`,
      'create people-group:engineers-backend',
      'create people-member:engineers-backend:ada',
      'create people-permission-set:deploy',
      'create people-permission-set:deploy:aws:ReadOnlyAccess',
    ]);
    assert.deepEqual(await rolesThere(), [['AWSReservedSSO_deploy', 3600]]);
    assert.deepEqual(await accounts.up('management'), []);
    assert.deepEqual(await refreshed(accounts.management), []);
  });

  it('a change of the set is a change of the role there', async () => {
    sets({ sessionDuration: 7200 });
    assert.deepEqual(await accounts.up('management'), ['update people-permission-set:deploy']);
    assert.deepEqual(await rolesThere(), [['AWSReservedSSO_deploy', 7200]]);
  });

  it('a person more is a membership, and nothing else', async () => {
    sets({ sessionDuration: 7200 }, ['ada', 'ben']);
    assert.deepEqual(await accounts.up('management'), [
      'create people-member:engineers-backend:ben',
    ]);
  });

  it('comes down, with the role', async () => {
    assert.deepEqual(kindsOf(await destroyed(accounts.management)), ['delete']);
    assert.deepEqual(await rolesThere(), []);
    const { groups, sets: left } = await accounts.center.contents();
    assert.deepEqual([groups, left], [[], 0]);
  });
});
