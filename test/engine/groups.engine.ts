import assert from 'node:assert/strict';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Stack } from '@pulumi/pulumi/automation';
import { accounts } from '../../demo/cast';
import { startMoto, type Moto } from '../../emulation/moto/start';
import { PulumiProject } from '../../emulation/pulumi/pulumi-project';
import { engineers, stacks } from '../upgrades/to-groups/company';
import { accessIn, holdingsOf } from './access-history';
import { upped } from './changes';
import { InAws } from './in-aws';
import { watchedDeployment } from './watched-deployment';

const repository = path.join(__dirname, '..', '..');
const engineersFile = 'stacks/engineers.yaml';

/** The company's files, beside the program that made its stacks before there were groups. */
function writeCompany(folder: string): void {
  for (const [stack, config] of Object.entries(stacks))
    writeFileSync(path.join(folder, `Pulumi.${stack}.yaml`), `config:${config}`);
  mkdirSync(path.join(folder, 'stacks'));
  writeFileSync(path.join(folder, engineersFile), engineers);
  cpSync(path.join(repository, 'Pulumi.yaml'), path.join(folder, 'Pulumi.yaml'));
}

/** A company whose people have their roles by policies of their own goes over to groups. */
describe('from policies of everybody’s own to groups', function () {
  this.timeout(600_000);
  this.bail(true);
  let moto: Moto;
  let project: PulumiProject;
  let identity: InAws;
  let stack: Stack;

  const runs = (program: string) =>
    project.set('Pulumi.yaml', ['main'], path.join(repository, program));

  before(async () => {
    moto = await startMoto();
    project = new PulumiProject(moto, writeCompany);
    identity = new InAws(moto, accounts.identity);
    runs('stacks/index.ts');
    // AWS forwards events only to a bus whose policy lets it.
    await upped(await project.stack('monitor', accounts.monitor));
    runs('test/upgrades/to-groups/index.ts');
    stack = await project.stack('identity', accounts.identity);
  });
  after(async () => {
    await moto?.stop();
    project?.delete();
  });

  const watched = () => watchedDeployment(moto, identity, () => upped(stack));

  /** What it changes. Nobody is without anything meanwhile that they have before and after. */
  async function deployed(): Promise<readonly string[]> {
    const { changes, gaps } = await watched();
    assert.deepEqual(gaps, []);
    return changes;
  }

  it('is there, as it was', async () => {
    await upped(stack);
    const { own, groups } = await holdingsOf(await identity.iam());
    assert.deepEqual([...(own.get('ada') ?? [])], ['user ada:assume-roles']);
    assert.deepEqual([...(groups.get('ada') ?? [])], ['engineers']);
    assert.deepEqual(await upped(stack), []);
  });

  it('leaves nobody without their roles for a moment', async () => {
    runs('stacks/index.ts');
    const { changes, gaps, before, after } = await watched();
    assert.deepEqual(gaps, []);
    assert.deepEqual(accessIn(after), accessIn(before));
    assert.deepEqual(
      changes.filter((change) => /-user$|^replace|^update/.test(change)),
      [],
    );
    const had = [...accessIn(before)].filter(([, access]) => access.size > 0);
    // ada, ben, cleo, dora and emil; backup and ci.
    assert.equal(had.length, 7);
    for (const [user] of had) {
      assert.deepEqual([...(after.own.get(user) ?? [])], [], user);
      assert.ok((after.groups.get(user)?.size ?? 0) <= 2, user);
    }
  });

  it('gives each of them their group before it takes their own policy', async () => {
    const calls = await moto.recordedCalls();
    const taken = calls.filter(({ action }) =>
      /^(DeleteUserPolicy|DetachUserPolicy)$/.test(action),
    );
    // A policy of ada's, ben's and cleo's, an attached one of dora's and emil's, backup's one and ci's two.
    assert.equal(taken.length, 8);
    for (const each of taken) {
      const { UserName } = each.about;
      const joined = calls.findIndex(
        ({ action, about }) =>
          action === 'AddUserToGroup' &&
          about['UserName'] === UserName &&
          about['GroupName'] !== 'engineers',
      );
      assert.ok(joined >= 0 && joined < calls.indexOf(each), `${UserName}: ${each.action}`);
      const group = calls[joined]?.about['GroupName'];
      const filled = calls.findIndex(
        ({ action, about }) =>
          /^(PutGroupPolicy|AttachGroupPolicy)$/.test(action) && about['GroupName'] === group,
      );
      assert.ok(filled >= 0 && filled < calls.indexOf(each), `${group}: ${each.action}`);
    }
    assert.deepEqual(
      calls.filter(({ action }) => action === 'RemoveUserFromGroup'),
      [],
    );
  });

  it('finds nothing to change the second time', async () =>
    assert.deepEqual(await upped(stack), []));

  it('leaves somebody who gets other roles those that they keep, at every moment', async () => {
    project.set(engineersFile, ['engineers', 'ada', 'roles'], ['production/read-only']);
    const { changes, gaps, after } = await watched();
    assert.deepEqual(gaps, []);
    assert.deepEqual(
      changes,
      ['create-replacement', 'delete-replaced', 'replace'].map(
        (op) => `${op} ada-membership:roles`,
      ),
    );
    assert.deepEqual(
      [...(accessIn(after).get('ada') ?? [])],
      ['arn:aws:iam::222222222222:role/read-only'],
    );
  });

  it('leaves everybody their roles where the role set gets another name', async () => {
    const text = project.read(engineersFile).replaceAll('backend', 'platform');
    project.write(engineersFile, text);
    const { gaps, before, after } = await watched();
    assert.deepEqual(gaps, []);
    assert.deepEqual(accessIn(after), accessIn(before));
    assert.ok(after.ofGroup.has('engineers-platform'));
    assert.ok(!after.ofGroup.has('engineers-backend'));
  });

  it('takes roles away from all of a group at once, and leaves them the others', async () => {
    project.set(engineersFile, ['roleSets', 'platform'], ['production/read-only']);
    const { gaps } = await watched();
    assert.deepEqual(gaps, []);
  });

  it('opens a second way in for somebody, closes the first, and takes both back', async () => {
    const groupsOfAda = async () => [
      ...((await holdingsOf(await identity.iam())).groups.get('ada') ?? []),
    ];
    const before = (await groupsOfAda()).sort();
    const access = async (...ways: readonly string[]) => {
      project.set(engineersFile, ['engineers', 'ada', 'access'], ways);
      return deployed();
    };
    for (const change of [...(await access('key', 'sign-in')), ...(await access('sign-in'))])
      assert.match(
        change,
        /^create (engineers-(sign-in|without-key)|ada-membership:)|^update ada-user$/,
      );
    assert.deepEqual(
      (await groupsOfAda()).sort(),
      [...before, 'engineers-sign-in', 'engineers-without-key'].sort(),
    );
    assert.deepEqual(await upped(stack), []);
    for (const change of await access('key')) assert.match(change, /^delete |^update ada-user$/);
    assert.deepEqual((await groupsOfAda()).sort(), before);
  });

  it('takes down what it made', async () => {
    await stack.destroy();
    assert.deepEqual(await identity.everything(), []);
    const { ofGroup } = await holdingsOf(await identity.iam());
    assert.deepEqual([...ofGroup.keys()], []);
  });
});
