import assert from 'node:assert/strict';
import { GetRolePolicyCommand } from '@aws-sdk/client-iam';
import { accounts } from '../../demo/cast';
import { writeExampleProject } from '../../demo/example-project';
import { Organization } from '../../emulation/moto/organization';
import { startMoto, type Moto } from '../../emulation/moto/start';
import { PulumiProject } from '../../emulation/pulumi/pulumi-project';
import { destroyed, kindsOf, refreshed, upped } from './changes';
import { InAws } from './in-aws';

const managementId = '454545454545';
const productionId = '232323232323';
const file = 'Pulumi.management.yaml';
const stackSetKey = ['config', 'keyturn:auditRoleStackSet'] as const;

/** An organization's StackSet under the real engine. Each step goes on where the one before ended. */
describe('years of pulumi up in the management account', function () {
  this.timeout(300_000);
  this.bail(true);
  let moto: Moto;
  let project: PulumiProject;
  let organization: Organization;
  const units = { workloads: '', research: '' };
  const members = { payments: '', lab: '' };

  before(async () => {
    moto = await startMoto();
    project = new PulumiProject(moto, writeExampleProject);
    organization = await Organization.of(moto, managementId);
    units.workloads = await organization.addUnit('workloads');
    units.research = await organization.addUnit('research');
    members.payments = await organization.addAccount('payments', units.workloads);
    members.lab = await organization.addAccount('lab', units.research);
    project.set('Pulumi.monitor.yaml', ['config', 'keyturn:accounts'], {
      organization: { id: organization.id },
    });
    project.write(file, `config:\n  aws:region: eu-central-1\n`);
    project.set(file, ['config', 'keyturn:accountKinds'], ['organization']);
    project.set(file, ['config', 'keyturn:accountId'], managementId);
    project.set(file, stackSetKey, { organizationalUnitIds: [units.workloads] });
    // AWS forwards events only to a bus whose policy lets it: here the organization's accounts, the monitor's among them.
    const monitorId = await organization.addAccount('monitor');
    useOwnIds(monitorId);
    await upped(await project.stack('monitor', monitorId));
  });
  after(async () => {
    await moto?.stop();
    project?.delete();
  });

  /** Beside an account of an organization no id of the examples is taken. */
  function useOwnIds(monitorId: string): void {
    const own = [
      [accounts.identity, '121212121212'],
      [accounts.production, productionId],
      [accounts.monitor, monitorId],
      ['C0INFRA0001', 'C08KEYROOM1'],
      ['slack-token-AbCdEf', 'slack-token-UvWxYz'],
      ['infrastructure@example.com', 'ops@acme.example'],
    ] as const;
    for (const name of ['identity', 'production', 'monitor'].map((each) => `Pulumi.${each}.yaml`)) {
      const edited = own.reduce(
        (text, [id, ours]) => text.replaceAll(id, ours),
        project.read(name),
      );
      project.write(name, edited);
    }
  }

  const stack = () => project.stack('management', managementId);
  const rolesIn = (account: string) => new InAws(moto, account).everything();
  async function assertHasRole(account: string, expected: boolean): Promise<void> {
    const roles = await rolesIn(account);
    assert.equal(roles.includes('keyturn-audit'), expected, `${account}: ${roles.join(', ')}`);
  }
  async function mayDisable(account: string): Promise<boolean> {
    const answer = await (
      await new InAws(moto, account).iam()
    ).send(new GetRolePolicyCommand({ RoleName: 'keyturn-audit', PolicyName: 'audit' }));
    return decodeURIComponent(answer.PolicyDocument ?? '').includes('iam:UpdateAccessKey');
  }

  it('up gives the role to the accounts of the unit', async () => {
    assert.deepEqual(kindsOf(await upped(await stack())), ['create']);
    await assertHasRole(managementId, true);
    await assertHasRole(members.payments, true);
    await assertHasRole(members.lab, false);
  });

  it('up again changes nothing, nor does a refresh', async () => {
    assert.deepEqual(await upped(await stack()), []);
    assert.deepEqual(await refreshed(await stack()), []);
  });

  it('an account that is covered from now on takes the role from nobody', async () => {
    project.set('Pulumi.production.yaml', ['config', 'keyturn:coveredByStackSet'], true);
    assert.deepEqual(await upped(await stack()), []);
    await assertHasRole(members.payments, true);
  });

  it('a new unit is one instance, and no other is touched', async () => {
    const { workloads, research } = units;
    project.set(file, [...stackSetKey, 'organizationalUnitIds'], [workloads, research]);
    assert.deepEqual(await upped(await stack()), [`create audit-everywhere-${research}`]);
    await assertHasRole(members.lab, true);
  });

  it('a role that may only read is an update of all accounts', async () => {
    assert.equal(await mayDisable(members.lab), true);
    project.set(file, [...stackSetKey, 'allowDisable'], false);
    assert.deepEqual(await upped(await stack()), ['update audit-everywhere-stack-set']);
    for (const account of Object.values(members)) assert.equal(await mayDisable(account), false);
  });

  it('a new account has the role without an up, which then changes nothing', async () => {
    const warehouse = await organization.addAccount('warehouse', units.workloads);
    await assertHasRole(warehouse, true);
    assert.deepEqual(await upped(await stack()), []);
  });

  it('a unit that goes takes the role from its accounts alone', async () => {
    project.set(file, [...stackSetKey, 'organizationalUnitIds'], [units.research]);
    assert.deepEqual(await upped(await stack()), [`delete audit-everywhere-${units.workloads}`]);
    await assertHasRole(members.payments, false);
    await assertHasRole(members.lab, true);
  });

  it('destroy leaves nothing anywhere', async () => {
    assert.deepEqual(kindsOf(await destroyed(await stack())), ['delete']);
    for (const account of [managementId, ...Object.values(members), productionId])
      await assertHasRole(account, false);
  });
});
