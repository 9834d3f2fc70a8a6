import assert from 'node:assert/strict';
import { InMemoryPeople } from '../in-memory/people';
import { InMemoryRuns } from '../in-memory/runs';
import type { PeopleWriterPort } from '../ports/people';
import { AccountNotes } from './account-notes';
import type { HandledAccount } from './handled-account';
import { runStep } from './run-step';
import { dyingPorts } from './testing/wrap-ports';
import { companyOfAlice, day, identity, production, type Company } from './testing/company';
import { writeHomes } from './write-homes';

const ALICE = 'U0ALICE0001';

function world() {
  const { company, keyId } = companyOfAlice();
  const people = new InMemoryPeople(company.ledger);
  return { company, keyId, people, ports: { ...company.ports, people } };
}

/** The account, what is left of the key, and as of which day. */
async function seen(people: InMemoryPeople, on: number) {
  const { users } = await people.of(ALICE, day(on));
  return users.map(
    ({ account, keys, readAt }) =>
      `${account.name} ${keys.map(({ seen: { state } }) => state).join()} ${readAt.toISOString().slice(0, 10)}`,
  );
}

const failures = ({ logged }: Company) =>
  logged.filter(({ message }) => message.includes('could not be written'));

describe('what a run leaves for people', () => {
  it('is nothing where nobody can open a home', async () => {
    const { company, people } = world();
    const result = await company.run(1);
    assert.deepEqual(await seen(people, 1), []);
    assert.ok(!('homesNotWritten' in result));
  });

  const runs = {
    'a run': {},
    'a rehearsal': { dryRun: true },
    'a rehearsal of one account': { dryRunAccounts: new Set([identity.id]) },
  };
  for (const [what, more] of Object.entries(runs))
    it(`is left by ${what}, each day anew`, async () => {
      const { company, people, ports } = world();
      for (const on of [1, 2]) await company.run(on, { ports, ...more });
      assert.deepEqual(await seen(people, 2), ['identity fine 2026-01-03']);
      const [user] = (await people.of(ALICE, day(2))).users;
      assert.equal(user?.isDryRun === true, what !== 'a run');
    });

  it('is left by a distributed run', async () => {
    const { company, people, ports } = world();
    const memory = new InMemoryRuns<HandledAccount>();
    const run = company.runOf(1, { ports, hasTimeLeft: () => false });
    const base = { scheduledTime: day(1), run: 'monday' };
    await runStep(run, memory, { ...base, step: 'list' } as never);
    for (const accountId of [identity.id, production.id])
      await runStep(run, memory, { ...base, step: 'account', accountId } as never);
    assert.deepEqual(await seen(people, 1), ['identity fine 2026-01-02']);
  });

  it('is not overwritten by a run that catches up on an older day', async () => {
    const { company, people, ports } = world();
    await company.run(80, { ports });
    await company.run(70, { ports });
    assert.deepEqual(await seen(people, 80), ['identity rotate-soon 2026-03-22']);
  });

  it('stays as it was of an account that can’t be read', async () => {
    const { company, people, ports } = world();
    await company.run(1, { ports });
    company.iam.makeUnreadable(identity.id, 'denied');
    await company.run(2, { ports });
    assert.deepEqual(await seen(people, 2), ['identity fine 2026-01-02']);
  });
});

describe('a run that dies at any call', () => {
  for (const moment of ['before', 'after'] as const)
    it(`${moment} its effect, shows people nothing that is another’s, and the next one makes it good`, async () => {
      const bob = 'U0BOB000001';
      for (let n = 1; ; n++) {
        const { company, people, ports } = world();
        await company.run(1, { ports });
        company.iam.changeUser(identity.id, 'alice', {
          tags: { type: 'engineer', 'slack-id': bob },
        });
        const end = await company
          .run(2, { ports: dyingPorts(ports, n, moment) })
          .catch((error: unknown) => error);
        // Bob is shown the key once alice is not, or neither is.
        const seenBy = [await seen(people, 2), (await people.of(bob, day(2))).users];
        assert.ok(
          seenBy.some(({ length }) => length === 0),
          `${n}`,
        );
        await company.run(3, { ports });
        assert.deepEqual(await seen(people, 3), [], `${n}`);
        assert.equal((await people.of(bob, day(3))).users.length, 1, `${n}`);
        if (!(end instanceof Error) && n > 10) break;
      }
    });
});

describe('a run that can’t leave anything for people', () => {
  const refuses: PeopleWriterPort = { put: () => Promise.reject(new Error('AccessDenied AKIA')) };

  it('does all else, and logs and counts the accounts', async () => {
    const { company, keyId, ports } = world();
    const one = companyOfAlice().company;
    const expected = await one.run(76);
    const result = await company.run(76, { ports: { ...ports, people: refuses } });
    assert.deepEqual(result, { ...expected, homesNotWritten: 2 });
    assert.deepEqual(company.queue.take(), one.queue.take());
    assert.deepEqual(
      failures(company)
        .map(({ details }) => details['accountId'])
        .sort(),
      [identity.id, production.id],
    );
    assert.ok(!JSON.stringify(failures(company)).includes(keyId));
    const { lastReadAt } = await company.ledger.load(identity.id);
    assert.deepEqual(lastReadAt, day(76));
  });

  it('counts them over a distributed run, too', async () => {
    const { company, ports } = world();
    const memory = new InMemoryRuns<HandledAccount>();
    const run = company.runOf(1, { ports: { ...ports, people: refuses } });
    const base = { scheduledTime: day(1), run: 'monday' };
    await runStep(run, memory, { ...base, step: 'list' } as never);
    for (const accountId of [identity.id, production.id])
      await runStep(run, memory, { ...base, step: 'account', accountId } as never);
    const result = await runStep(run, memory, { ...base, step: 'finish' } as never);
    assert.equal('homesNotWritten' in result && result.homesNotWritten, 2);
  });

  it('waits no longer for it than it may', async () => {
    const { company } = world();
    const never: PeopleWriterPort = { put: () => new Promise(() => undefined) };
    const run = company.runOf(1, { ports: { ...company.ports, people: never } });
    const notes = new AccountNotes(identity, false);
    const ledger = await company.ledger.load(identity.id);
    const found = {
      inventory: { account: identity, users: [] },
      ledger,
      forecast: () => ({ entries: [], firstRun: [] }),
    };
    const started = performance.now();
    await writeHomes(run, notes, found, 20);
    assert.ok(performance.now() - started < 2000);
    assert.equal(notes.handled().homesNotWritten, true);
  });
});
