import assert from 'node:assert/strict';
import { startMoto, type Moto } from '../../emulation/moto/start';
import type { PolicyDocument } from '../../rules/policies';
import { decide } from '../../rules/policies/testing/decide';
import { holdingsOf } from './access-history';
import { destroyed, refusalOf } from './changes';
import { accountIds, Company } from './company';
import { InAws } from './in-aws';
import { watchedDeployment } from './watched-deployment';

/** A company gives `key` a last day. Each step goes on where the one before ended. */
describe('a last day of key', function () {
  this.timeout(1_200_000);
  this.bail(true);
  let moto: Moto;
  let company: Company;
  let identity: InAws;

  before(async () => {
    moto = await startMoto();
    company = new Company(moto);
    identity = new InAws(moto, accountIds.identity);
    company.engineer('ada', ['key', 'sign-in'], 'access');
    await company.up('monitor', 'identity');
  });
  after(async () => {
    company?.close();
    await moto?.stop();
  });

  /** What it changes. Nobody is without anything meanwhile that they have before and after. */
  async function deployed(): Promise<readonly string[]> {
    const deploy = () => company.up('identity');
    const { changes, gaps } = await watchedDeployment(moto, identity, deploy);
    assert.deepEqual(gaps, []);
    return changes;
  }

  const lastDay = (key: string | undefined) =>
    company.config('identity', 'accessUntil', key === undefined ? undefined : { key });
  const tags = (key: string) =>
    Promise.all(['ada', 'ben', 'cleo'].map((name) => identity.tag(name, key)));
  const membersOf = async (group: string) => {
    const { groups } = await holdingsOf(await identity.iam());
    const members = [...groups].filter(([, of]) => of.has(group)).map(([name]) => name);
    return members.sort();
  };

  /** Whether Ada may make herself a key at a moment, by the policy as it is deployed. */
  async function makesOwnKey(at: string): Promise<string> {
    const policy = await identity.groupPolicyOf('engineers-key-until', 'no-own-keys-after');
    const everything = { Sid: 'All', Effect: 'Allow', Action: 'iam:*', Resource: '*' } as const;
    const ada = `arn:aws:iam::${accountIds.identity}:user/ada`;
    return decide({
      ...{ principal: ada, action: 'iam:CreateAccessKey', resource: ada },
      context: { 'aws:username': 'ada', 'aws:CurrentTime': at },
      identityPolicies: [
        { Version: '2012-10-17', Statement: [everything] },
        JSON.parse(policy) as PolicyDocument,
      ],
    });
  }

  it('is told to whoever has another way in, and shuts nobody else out', async () => {
    lastDay('2999-03-31');
    assert.deepEqual(await deployed(), [
      'create ada-membership:key-until',
      'create engineers-key-until-group',
      'create engineers-key-until-no-own-keys-after',
      'update ada-user',
    ]);
    assert.deepEqual(await tags('key-until'), ['2999-03-31', undefined, undefined]);
    assert.deepEqual(await membersOf('engineers-key-until'), ['ada']);
    assert.deepEqual(await deployed(), []);
  });

  it('closes key as it is over everywhere on earth, by what is deployed by then', async () => {
    assert.equal(await makesOwnKey('2999-03-31T23:59:59Z'), 'Allowed');
    assert.equal(await makesOwnKey('2999-04-01T12:00:00Z'), 'Allowed');
    assert.equal(await makesOwnKey('2999-04-01T12:00:01Z'), 'ExplicitlyDenied');
  });

  it('that is moved is the same group, with another day', async () => {
    lastDay('2999-06-30');
    assert.deepEqual(await deployed(), [
      'update ada-user',
      'update engineers-key-until-no-own-keys-after',
    ]);
    assert.equal(await makesOwnKey('2999-06-30T23:59:59Z'), 'Allowed');
    assert.equal(await makesOwnKey('2999-07-01T12:00:01Z'), 'ExplicitlyDenied');
    assert.deepEqual(await tags('key-until'), ['2999-06-30', undefined, undefined]);
  });

  it('that is over is refused while somebody has nothing else', async () => {
    lastDay('2020-03-31');
    const refusal = await refusalOf(deployed());
    for (const name of ['ben', 'cleo'])
      assert.match(
        refusal,
        new RegExp(
          `engineers\\.${name}: found no way in but key, whose last day 2020-03-31 is over`,
        ),
      );
    assert.doesNotMatch(refusal, /engineers\.ada/);
    assert.deepEqual(await membersOf('engineers-key-until'), ['ada']);
  });

  it('that is over closes key for everybody, once everybody has another way in', async () => {
    company.config('identity', 'access', ['key', 'sign-in']);
    await deployed();
    assert.deepEqual(await membersOf('engineers-without-key'), ['ada', 'ben', 'cleo']);
    assert.deepEqual(await membersOf('engineers-key-until'), []);
    assert.deepEqual(await tags('access'), ['sign-in', 'sign-in', 'sign-in']);
    assert.deepEqual(await tags('key-until'), [undefined, undefined, undefined]);
    assert.deepEqual(await deployed(), []);
  });

  it('that is later again gives key back, and so does none', async () => {
    lastDay('2999-03-31');
    await deployed();
    assert.deepEqual(await membersOf('engineers-without-key'), []);
    assert.deepEqual(await membersOf('engineers-key-until'), ['ada', 'ben', 'cleo']);
    lastDay(undefined);
    company.config('identity', 'access', undefined);
    company.engineer('ada', undefined, 'access');
    for (const change of await deployed()) assert.match(change, /^delete |^update \w+-user$/);
    for (const key of ['access', 'key-until'])
      assert.deepEqual(await tags(key), [undefined, undefined, undefined]);
    const { ofGroup } = await holdingsOf(await identity.iam());
    assert.deepEqual([...ofGroup.keys()].sort(), [
      'engineers',
      'engineers-backend',
      'engineers-read@production',
    ]);
  });

  it('leaves nothing behind', async () => {
    await destroyed(await company.stack('identity'));
    assert.deepEqual(await identity.everything(), []);
    const { ofGroup } = await holdingsOf(await identity.iam());
    assert.deepEqual([...ofGroup.keys()], []);
  });
});
