import assert from 'node:assert/strict';
import { companyOfAlice, day, engineer, identity, type Company } from './testing/company';
import { portsUntil } from './testing/wrap-ports';

const by = 'arn:aws:iam::111111111111:user/alice';

function setAccess({ iam }: Company, access: string) {
  const password = { changedAt: day(0) };
  iam.changeUser(identity.id, 'alice', { tags: { ...engineer, access }, password });
}

/** Alice has said that aws login works for her, and `key` is closed from day 10 on. */
async function closedOnDay10() {
  const { company, keyId } = companyOfAlice();
  setAccess(company, 'key+sign-in');
  await company.live(1, 9);
  const { userId } = (await company.ledger.load(identity.id)).credentials.get(keyId) ?? {};
  assert.ok(userId !== undefined);
  await company.ledger.recordSaid(identity.id, { userId, userName: 'alice' }, 'sign-in', {
    at: day(9),
    by,
  });
  setAccess(company, 'sign-in');
  const isEnabled = async () => (await company.statusOf(identity.id, keyId)) === 'Active';
  const newsOf = (what: string) =>
    company.news.filter((id) => id.startsWith(`key/${keyId}/${what}`));
  return { company, keyId, isEnabled, newsOf };
}

describe('a person who leaves their key', () => {
  it('is told of the other way once, warned, and has the key disabled on the day that was named', async () => {
    const { company, isEnabled, newsOf } = await closedOnDay10();
    assert.equal(company.news.filter((id) => id.endsWith('/way/sign-in')).length, 1);
    await company.live(10, 14);
    assert.deepEqual([newsOf('closing').length, await isEnabled()], [1, true]);
    await company.live(15, 20);
    assert.deepEqual([newsOf('disabled').length, await isEnabled()], [1, false]);
    const told = company.told.find(({ notice }) => notice.kind === 'key-disabled')?.notice;
    assert.ok(told?.kind === 'key-disabled' && told.cause === 'moved');
  });

  it('reads in the warning who used the key last, though it was quiet for longer than reminders look back', async () => {
    const { company, keyId } = companyOfAlice();
    setAccess(company, 'key+sign-in');
    await company.live(1, 2);
    const last = { at: day(2), service: 'ecr', region: 'eu-central-1' };
    company.iam.changeKey(identity.id, keyId, { lastUsed: last });
    const call = { source: 'ecr.amazonaws.com', address: '198.51.100.7' };
    company.uses.use(identity.id, keyId, { ...call, userAgent: 'aws-cli/2.15.0', at: day(2) });
    const { userId } = (await company.ledger.load(identity.id)).credentials.get(keyId) ?? {};
    assert.ok(userId !== undefined);
    const alice = { userId, userName: 'alice' };
    await company.ledger.recordSaid(identity.id, alice, 'sign-in', { at: day(9), by });
    await company.live(3, 30);
    setAccess(company, 'sign-in');
    await company.live(31, 31);
    const warning = company.told.find(({ notice }) => notice.kind === 'key-closing')?.notice;
    assert.ok(warning?.kind === 'key-closing');
    assert.deepEqual(warning.recentUses, [
      {
        program: 'aws-cli/2.15.0',
        address: '198.51.100.7',
        service: 'ecr',
        at: day(2).toISOString(),
      },
    ]);
  });

  it('keeps the key where `key` is given back after the account was read, before the last look', async () => {
    const { company, isEnabled, newsOf } = await closedOnDay10();
    await company.live(10, 14);
    const readAgain = company.iam.readAgain.bind(company.iam);
    company.iam.readAgain = (account, userName, kind) => {
      setAccess(company, 'key+sign-in');
      return readAgain(account, userName, kind);
    };
    await company.live(15, 15);
    assert.ok(await isEnabled());
    assert.match(company.lastSummary.heldBack.join(), /`key` is open to its owner/);
    company.iam.readAgain = readAgain;
    await company.live(16, 40);
    assert.deepEqual([newsOf('disabled'), await isEnabled()], [[], true]);
  });

  it('who went back is warned anew when it is closed again, with all of the grace', async () => {
    const { company, isEnabled, newsOf } = await closedOnDay10();
    await company.live(10, 12);
    setAccess(company, 'key+sign-in');
    await company.live(13, 30);
    assert.ok(await isEnabled());
    setAccess(company, 'sign-in');
    await company.live(31, 35);
    assert.deepEqual([newsOf('closing').length, await isEnabled()], [2, true]);
    await company.live(36, 36);
    assert.ok(!(await isEnabled()));
  });

  it('has nothing stopped and is told of nothing in a dry run', async () => {
    const { company, isEnabled, newsOf } = await closedOnDay10();
    await company.live(10, 30, { dryRun: true });
    assert.deepEqual([newsOf('closing'), await isEnabled()], [[], true]);
  });

  for (const died of ['startDisabling', 'readAgain', 'endDisabling'] as const)
    it(`has it ended by the next run, where one dies at ${died}, and is told once`, async () => {
      const { company, isEnabled, newsOf } = await closedOnDay10();
      await company.live(10, 14);
      const ports = portsUntil(company.ports, died);
      await assert.rejects(company.run(15, { ports, concurrency: 1 }));
      await company.deliver();
      await company.live(16, 18);
      assert.deepEqual([newsOf('disabled').length, await isEnabled()], [1, false]);
    });

  it('goes back between a run that died and the next one, and keeps the key', async () => {
    const { company, isEnabled, newsOf } = await closedOnDay10();
    await company.live(10, 14);
    const ports = portsUntil(company.ports, 'startDisabling');
    await assert.rejects(company.run(15, { ports, concurrency: 1 }));
    await company.deliver();
    setAccess(company, 'key+sign-in');
    await company.live(16, 30);
    assert.deepEqual([newsOf('disabled'), await isEnabled()], [[], true]);
  });

  it('without proof is named in the summary weekly, and keeps the key until it is old', async () => {
    const { company, keyId } = companyOfAlice();
    setAccess(company, 'sign-in');
    const named: number[] = [];
    for (let on = 1; on <= 90; on++) {
      await company.live(on, on);
      if (company.lastSummary.findings.some((text) => text.includes('no other way of theirs')))
        named.push(on);
    }
    assert.deepEqual(named.slice(0, 3), [1, 8, 15]);
    assert.equal(await company.statusOf(identity.id, keyId), 'Active');
    const kinds = new Set(company.told.map(({ notice }) => notice.kind));
    assert.ok(kinds.has('key-reminder') && !kinds.has('key-closing'));
    await company.live(91, 91);
    assert.equal(await company.statusOf(identity.id, keyId), 'Inactive');
  });
});
