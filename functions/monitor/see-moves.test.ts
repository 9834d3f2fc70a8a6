import assert from 'node:assert/strict';
import {
  companyOfAlice,
  day,
  engineer,
  identity,
  production,
  type Company,
} from './testing/company';

const moving = { ...engineer, access: 'key+sign-in' };

/** Alice signs in with aws login, some hours before the run of that day. */
function signIn(company: Company, on: number): void {
  const at = new Date(day(on).getTime() - 3 * 3_600_000);
  company.ways.use(identity.id, 'alice', { way: 'sign-in', at, program: 'aws-cli/2.32.0' });
}

async function moveOf(company: Company) {
  return [...(await company.ledger.load(identity.id)).moves.values()][0];
}

const logged = ({ logged: all }: Company) =>
  all.filter(({ message }) => message.includes('ways in without a key')).at(-1)?.details;

describe('whoever is on the way from keys to another way in', () => {
  it('is looked for, and where nobody is, CloudTrail is asked nothing', async () => {
    const { company } = companyOfAlice();
    await company.run(1);
    assert.deepEqual(company.ways.asked, []);
    assert.equal((await company.ledger.load(identity.id)).moves.size, 0);
    company.iam.changeUser(identity.id, 'alice', { tags: moving });
    await company.run(2);
    assert.deepEqual(
      company.ways.asked.map(({ people }) => people),
      [['alice']],
    );
  });

  it('is remembered with the days on which they used it', async () => {
    const { company } = companyOfAlice();
    company.iam.changeUser(identity.id, 'alice', { tags: moving });
    for (const on of [1, 2, 4]) {
      signIn(company, on);
      await company.run(on);
    }
    const move = await moveOf(company);
    assert.deepEqual(move?.seen['sign-in']?.days, ['2026-01-05', '2026-01-03', '2026-01-02']);
    assert.equal(move.seen['sign-in'].last.program, 'aws-cli/2.32.0');
    assert.deepEqual(logged(company), {
      accountId: identity.id,
      people: 1,
      days: 3,
      seen: 1,
      failed: [],
    });
  });

  it('is remembered by a run for an older day as by its own', async () => {
    const { company } = companyOfAlice();
    company.iam.changeUser(identity.id, 'alice', { tags: moving });
    signIn(company, 3);
    signIn(company, 4);
    await company.run(4);
    const before = await moveOf(company);
    await company.run(3);
    await company.run(4);
    assert.deepEqual(await moveOf(company), before);
  });

  for (const [which, changes] of [
    ['of all accounts', { dryRun: true }],
    ['of that account', { dryRunAccounts: new Set([identity.id]) }],
  ] as const)
    it(`is asked about in a dry run ${which}, and not remembered`, async () => {
      const { company } = companyOfAlice();
      company.iam.changeUser(identity.id, 'alice', { tags: moving });
      signIn(company, 2);
      await company.run(2, changes);
      assert.equal(logged(company)?.['seen'], 1);
      assert.equal(await moveOf(company), undefined);
    });

  it('misses no day for CloudTrail’s not answering, and holds up nothing', async () => {
    const { company } = companyOfAlice();
    company.iam.changeUser(identity.id, 'alice', { tags: moving });
    await company.run(1);
    company.ways.refuse(identity.id, 'access-denied at cloudtrail:LookupEvents: no');
    for (const on of [2, 3, 4]) {
      signIn(company, on);
      const { accountsUnread } = await company.run(on);
      assert.equal(accountsUnread, 0);
    }
    assert.deepEqual((await moveOf(company))?.seen, {});
    assert.deepEqual(logged(company)?.['failed'], ['access-denied at cloudtrail:LookupEvents: no']);
    company.ways.refuse(identity.id, undefined);
    await company.run(5);
    assert.equal((await moveOf(company))?.seen['sign-in']?.days.length, 3);
  });

  it('is asked about in their own account alone', async () => {
    const { company } = companyOfAlice();
    company.iam.createUser(production.id, 'bob', { tags: engineer });
    company.iam.changeUser(identity.id, 'alice', { tags: moving });
    await company.run(1);
    assert.equal((await company.ledger.load(production.id)).moves.size, 0);
    assert.equal(company.ways.asked.length, 1);
  });

  it('is forgotten some time after their user is gone', async () => {
    const { company } = companyOfAlice();
    company.iam.changeUser(identity.id, 'alice', { tags: moving });
    await company.run(1);
    company.iam.deleteUser(identity.id, 'alice');
    for (let on = 2; on <= 20; on++) await company.run(on);
    company.ledger.expire(day(10));
    assert.ok(await moveOf(company));
    company.ledger.expire(day(20));
    assert.equal(await moveOf(company), undefined);
  });
});
