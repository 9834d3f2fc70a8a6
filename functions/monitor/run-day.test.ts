import assert from 'node:assert/strict';
import { AccountError } from '../account-error';
import { Company, companyOfAlice, engineer, identity, production } from './testing/company';

describe('a run', () => {
  it('reminds at 76, 81 and 86 days, disables on day 91, and tells each once', async () => {
    const { company: acme, keyId } = companyOfAlice();
    await acme.live(1, 90);
    assert.deepEqual(
      acme.news,
      [76, 81, 86].map((age) => `key/${keyId}/reminder-${age}`),
    );
    assert.equal(await acme.statusOf(identity.id, keyId), 'Active');
    await acme.live(91, 100);
    assert.equal(await acme.statusOf(identity.id, keyId), 'Inactive');
    assert.deepEqual(acme.news.slice(3), [`key/${keyId}/disabled/2026-04-02`]);
  });

  it('counts what it did', async () => {
    const { company: acme } = companyOfAlice();
    await acme.live(1, 90);
    assert.deepEqual(await acme.run(91), {
      accountsRead: 2,
      accountsUnread: 0,
      keysDisabled: 1,
      keysHeldBack: 0,
      noticesUndelivered: 0,
      // Her key is off by now.
      health: { keysPastDay: 0, deliveryLagSeconds: 0 },
    });
  });

  it('says how old the oldest key is, how many are past their day, and how long messages took', async () => {
    const { company: acme } = companyOfAlice();
    acme.iam.createUser(production.id, 'bob', { tags: engineer });
    await acme.live(1, 40);
    acme.iam.createKey(production.id, 'bob');
    const { health } = await acme.run(75);
    assert.deepEqual(health, { oldestKeyAge: 75, keysPastDay: 0, deliveryLagSeconds: 0 });
    // Nobody delivers from then on, Bob's new key first: no warning counts, and no key is disabled.
    await acme.run(77);
    const late = await acme.run(93);
    assert.equal(late.keysDisabled, 0);
    assert.deepEqual(late.health, {
      ...{ oldestKeyAge: 93, keysPastDay: 1, deliveryLagSeconds: 18 * 24 * 3600 },
    });
  });

  it('says what it did in the summary', async () => {
    const { company: acme, keyId } = companyOfAlice();
    await acme.live(1, 91);
    const { done, accountsRead, ageBands } = acme.lastSummary;
    assert.equal(accountsRead.length, 2);
    assert.match(done[0] ?? '', new RegExp(`^identity: key …${keyId.slice(-4)} of alice disabled`));
    assert.equal(ageBands.at(-1)?.keys, 1);
  });

  it('reports an account that can’t be read, and goes on with the others', async () => {
    const { company: acme, keyId } = companyOfAlice();
    acme.iam.makeUnreadable(production.id, 'no such role');
    await acme.live(1, 91);
    assert.equal(await acme.statusOf(identity.id, keyId), 'Inactive');
    assert.deepEqual(acme.lastSummary.accountsUnread, [
      { account: production, reason: 'no such role' },
    ]);
  });

  it('takes no account that can’t be read for one without users', async () => {
    const { company: acme, keyId } = companyOfAlice();
    await acme.live(1, 80);
    acme.iam.makeUnreadable(identity.id, 'throttled');
    await acme.live(81, 81);
    const { credentials, notices } = await acme.ledger.load(identity.id);
    assert.ok(credentials.has(keyId));
    assert.ok([...notices.values()].every(({ withdrawn }) => withdrawn === undefined));
  });

  it('handles an account without a credential report, and says so: at once, then weekly', async () => {
    const { company: acme, keyId } = companyOfAlice();
    await acme.live(1, 75);
    acme.iam.hideCredentialReport(identity.id, 'throttled at iam:GenerateCredentialReport');
    const named: number[] = [];
    for (let on = 76; on <= 90; on++) {
      await acme.live(on, on);
      assert.deepEqual(acme.lastSummary.accountsUnread, []);
      const said = acme.lastSummary.findings.filter((text) => /no credential report/.test(text));
      if (said.length > 0) named.push(on);
      for (const text of said)
        assert.match(text, /^identity: .* MFA .* not known: throttled at iam:Generate/);
    }
    assert.deepEqual(named, [76, 83, 90]);
    // Her key is hers whether or not there is a report.
    assert.deepEqual(
      acme.news,
      [76, 81, 86].map((age) => `key/${keyId}/reminder-${age}`),
    );
  });

  it('does nothing to keys that it may not list, forgets nothing of them, and says so weekly', async () => {
    const { company: acme, keyId } = companyOfAlice();
    acme.iam.createUser(identity.id, 'bob', { tags: { ...engineer, 'slack-id': 'U0BOB000001' } });
    const { id: bobsKey } = acme.iam.createKey(identity.id, 'bob');
    await acme.live(1, 77);
    acme.iam.hideKeys(identity.id, 'alice', 'explicit deny in a service control policy');
    const before = await acme.ledger.load(identity.id);
    const named: number[] = [];
    for (let on = 78; on <= 95; on++) {
      await acme.live(on, on);
      assert.deepEqual(acme.lastSummary.accountsUnread, []);
      if (acme.lastSummary.findings.some((text) => /alice: which keys there are/.test(text)))
        named.push(on);
    }
    assert.deepEqual(named, [78, 85, 92]);
    const after = await acme.ledger.load(identity.id);
    assert.deepEqual(after.credentials.get(keyId), before.credentials.get(keyId));
    const reminder = `key/${keyId}/reminder-76`;
    assert.deepEqual(after.notices.get(reminder), before.notices.get(reminder));
    const newsOf = (id: string) => acme.news.filter((each) => each.includes(id)).length;
    // Bob was told at 76, 81 and 86 days, and of the end; alice once, before.
    assert.deepEqual([newsOf(bobsKey), newsOf(keyId)], [4, 1]);
    acme.iam.hideKeys(identity.id, 'alice', undefined);
    assert.equal(await acme.statusOf(identity.id, keyId), 'Active');
    // She was told of its day before: once it is seen again the rules go on where they stood, and nothing is news.
    await acme.live(96, 96);
    assert.equal(await acme.statusOf(identity.id, keyId), 'Inactive');
    assert.deepEqual(
      acme.news.filter((each) => each.includes(keyId)),
      [reminder, `key/${keyId}/disabled/2026-04-07`],
    );
  });

  it('names an account whose handling fails, with what was done before, and completes', async () => {
    const { company: acme, keyId } = companyOfAlice();
    await acme.live(1, 90);
    const { ledger } = acme;
    const finishAccount = ledger.finishAccount.bind(ledger);
    ledger.finishAccount = async (id, ...given) => {
      if (id === identity.id)
        throw new Error(`no room for ${['AKIA', '0000000000001234'].join('')}`);
      return finishAccount(id, ...given);
    };
    const { accountsUnread } = await acme.run(91);
    await acme.deliver();
    assert.equal(accountsUnread, 1);
    const [unread] = acme.lastSummary.accountsUnread;
    assert.equal(unread?.reason, 'not handled to its end: no room for …1234');
    assert.equal(acme.lastSummary.done.length, 1);
    assert.equal(await acme.statusOf(identity.id, keyId), 'Inactive');
  });

  it('fails where nothing at all could be read, but not silently', async () => {
    const { company: acme } = companyOfAlice();
    for (const { id } of [identity, production]) acme.iam.makeUnreadable(id, 'denied');
    await assert.rejects(acme.run(1), { name: 'NothingReadError' });
    await acme.deliver();
    assert.equal(acme.lastSummary.accountsUnread.length, 2);
  });

  it('reports the accounts that it had no time for', async () => {
    const { company: acme } = companyOfAlice();
    let asked = 0;
    await acme.run(1, { concurrency: 1, hasTimeLeft: () => asked++ === 0 });
    await acme.deliver();
    assert.deepEqual(acme.lastSummary.accountsUnread, [
      { account: production, reason: 'the run had no time left for it' },
    ]);
  });

  it('writes whole key ids neither in its log nor in its summary', async () => {
    const { company: acme, keyId } = companyOfAlice();
    acme.iam.createUser(identity.id, 'bob', { tags: {} });
    await acme.live(1, 91);
    const summaries = acme.told.filter(({ notice }) => notice.kind === 'daily-summary');
    assert.ok(summaries.length > 0 && acme.logged.length > 0);
    assert.ok(!JSON.stringify([acme.logged, summaries]).includes(keyId));
  });

  it('names who was found wrong once, then weekly', async () => {
    const { company: acme } = companyOfAlice();
    acme.iam.createUser(identity.id, 'bob', { tags: {} });
    const named: number[] = [];
    for (let on = 1; on <= 16; on++) {
      await acme.live(on, on);
      if (acme.lastSummary.findings.length > 0) named.push(on);
    }
    assert.deepEqual(named, [1, 8, 15]);
  });

  it('names a notice that was not delivered, and queues it again', async () => {
    const { company: acme, keyId } = companyOfAlice();
    await acme.live(1, 75);
    await acme.run(76);
    acme.queue.take();
    const { noticesUndelivered } = await acme.run(77);
    await acme.deliver();
    assert.equal(noticesUndelivered, 1);
    assert.match(
      acme.lastSummary.undelivered.join(),
      /identity: reminder to alice .* not delivered/,
    );
    assert.deepEqual(acme.news, [`key/${keyId}/reminder-76`]);
  });

  it('names a summary that never arrived once', async () => {
    const { company: acme } = companyOfAlice();
    await acme.run(1);
    acme.queue.take();
    await acme.live(2, 2);
    assert.deepEqual(acme.lastSummary.undelivered, [
      'the daily summary, planned on 2026-01-02, not delivered to channel',
    ]);
    await acme.live(3, 3);
    assert.deepEqual(acme.lastSummary.undelivered, []);
  });

  it('is the same when it is repeated', async () => {
    const { company: acme } = companyOfAlice();
    await acme.live(1, 91);
    const told = acme.told.length;
    await acme.live(91, 91);
    await acme.live(91, 91);
    assert.equal(acme.told.length, told);
  });
});

describe('a key that is made', () => {
  it('is announced by the run, with who made it', async () => {
    const { company: acme } = companyOfAlice();
    await acme.live(1, 2);
    const maker = { arn: 'arn:aws:iam::111111111111:user/mallory', isOwner: false };
    const { id } = acme.iam.createKey(identity.id, 'alice', maker);
    await acme.live(3, 4);
    const created = acme.told.filter(({ notice }) => notice.kind === 'key-created');
    assert.deepEqual(
      created.map(({ notice }) => notice),
      [{ ...created[0]?.notice, id: `key/${id}/created`, maker }],
    );
  });

  it('is announced also where CloudTrail can’t be asked', async () => {
    const { company: acme } = companyOfAlice();
    await acme.live(1, 2);
    const { id } = acme.iam.createKey(identity.id, 'alice');
    acme.iam.whoDid = () =>
      Promise.reject(new AccountError('throttled', identity.id, 'cloudtrail:LookupEvents', 'slow'));
    await acme.live(3, 3);
    assert.ok(acme.news.includes(`key/${id}/created`));
  });
});

describe('the circuit breaker', () => {
  it('holds an account’s disablings back, says so in one line, and counts the keys', async () => {
    const acme = new Company();
    for (let i = 0; i < 7; i++) {
      acme.iam.createUser(identity.id, `user${i}`, { tags: engineer });
      acme.iam.createKey(identity.id, `user${i}`);
    }
    await acme.live(1, 90);
    const { keysHeldBack, keysDisabled } = await acme.run(91);
    await acme.deliver();
    assert.deepEqual([keysHeldBack, keysDisabled], [7, 0]);
    assert.equal(acme.lastSummary.heldBack.length, 1);
    assert.match(acme.lastSummary.heldBack[0] ?? '', /^identity: 7 keys not disabled: /);
    const { keysDisabled: released } = await acme.run(92, {
      rules: { circuitBreaker: { releasedThrough: '2026-04-03' } },
    });
    assert.equal(released, 7);
  });
});
