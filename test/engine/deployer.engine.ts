import assert from 'node:assert/strict';
import { deployerPolicies } from '../../cli/deployer-policy/deployer-policies';
import { accounts } from '../../demo/cast';
import { writeExampleProject } from '../../demo/example-project';
import { startMoto, type Moto } from '../../emulation/moto/start';
import { PulumiProject } from '../../emulation/pulumi/pulumi-project';
import { planStack } from '../../stacks/config/plan';
import { readProjectFolder } from '../../stacks/config/project-folder';
import { byTheEmulationAlone } from '../deployer/exceptions';
import { actionOf } from '../deployer/names';
import { actionsOf } from '../permissions/grants';
import { destroyed, refreshed, upped } from './changes';

/** In the order in which they are deployed. */
const stacks = ['monitor', 'identity', 'production'] as const;

const neverAsked: readonly string[] = [
  // AWS asks no policy about it.
  'sts:GetCallerIdentity',
  // The emulated provider takes tags from buckets that have none.
  's3:PutBucketTagging',
  ...byTheEmulationAlone.map(({ action }) => action),
];

/** What the engine has the provider call, beside what a deployer's policies name. */
describe("what a deployer's policies allow, beside what the engine does", function () {
  this.timeout(600_000);
  this.bail(true);
  let moto: Moto;
  let project: PulumiProject;

  before(async () => {
    moto = await startMoto();
    project = new PulumiProject(moto, writeExampleProject);
    project.set('Pulumi.monitor.yaml', ['config', 'keyturn:deletionProtection'], false);
  });
  after(async () => {
    await moto?.stop();
    project?.delete();
  });

  async function calledIn(account: string, since: number): Promise<ReadonlySet<string>> {
    const calls = (await moto.recordedCalls()).slice(since);
    const own = calls.filter((call) => call.account === account);
    // The emulator has its own name for Lambda.
    return new Set(
      own.map(({ service, action }) => actionOf(service.replace('awslambda', 'lambda'), action)),
    );
  }

  function allowed(stack: string): ReadonlySet<string> {
    const { value: plan, problems } = planStack(readProjectFolder(project.folder), stack);
    assert(plan, JSON.stringify(problems));
    const policies = deployerPolicies({ plan, isTagged: false, roomForNew: false });
    return new Set(policies.flatMap(({ Statement }) => Statement.flatMap(actionsOf)));
  }

  async function assertAllowed(operate: () => Promise<unknown>): Promise<void> {
    const before = (await moto.recordedCalls()).length;
    await operate();
    for (const stack of stacks) {
      const called = await calledIn(accounts[stack], before);
      assert.ok(called.size > 0, stack);
      const known = new Set([...allowed(stack), ...neverAsked]);
      const refused = [...called].filter((action) => !known.has(action));
      assert.deepEqual(refused, [], stack);
    }
  }

  const each = async (
    operate: (stack: Awaited<ReturnType<typeof stackOf>>) => Promise<unknown>,
  ) => {
    for (const name of stacks) await operate(await stackOf(name));
  };
  const stackOf = (name: (typeof stacks)[number]) => project.stack(name, accounts[name]);

  it('is enough for up, for the second up, and for refresh', () =>
    assertAllowed(async () => {
      await each(upped);
      await each(upped);
      await each(refreshed);
    }));

  it('is enough for a change in each account', () =>
    assertAllowed(async () => {
      project.set('Pulumi.monitor.yaml', ['config', 'keyturn:logRetentionDays'], 30);
      project.set('Pulumi.monitor.yaml', ['config', 'keyturn:scheduleTime'], '07:00');
      project.set('Pulumi.production.yaml', ['config', 'keyturn:allowDisable'], false);
      project.set('stacks/engineers.yaml', ['engineers', 'alice', 'fullName'], 'Alice Abbott');
      await each(upped);
    }));

  it('is enough for destroy', () =>
    assertAllowed(async () => {
      for (const name of stacks.toReversed()) await destroyed(await stackOf(name));
    }));
});
