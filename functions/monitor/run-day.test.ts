import assert from 'node:assert/strict';
import { AccountError } from '../account-error';
import { Company, day, engineer, identity, production } from './testing/company';

/** A company where alice has a key since day 0. */
function company(): { company: Company; keyId: string } {
  const made = new Company();
  made.iam.createUser(identity.id, 'alice', { tags: engineer });
  const { id: keyId } = made.iam.createKey(identity.id, 'alice');
  return { company: made, keyId };
}

describe('a run', () => {
  it('reminds at 76, 81 and 86 days, disables on day 91, and tells each once', async () => {
    const { company: acme, keyId } = company();
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
    const { company: acme } = company();
    await acme.live(1, 90);
    assert.deepEqual(await acme.run(91), {
      accountsRead: 2,
      accountsUnread: 0,
      keysDisabled: 1,
      keysHeldBack: 0,
      noticesUndelivered: 0,
    });
  });

  it('says what it did in the summary', async () => {
    const { company: acme, keyId } = company();
    await acme.live(1, 91);
    const { done, accountsRead, ageBands } = acme.lastSummary;
    assert.equal(accountsRead.length, 2);
    assert.match(done[0] ?? '', new RegExp(`^identity: key …${keyId.slice(-4)} of alice disabled`));
    assert.equal(ageBands.at(-1)?.keys, 1);
  });

  it('reports an account that can’t be read, and goes on with the others', async () => {
    const { company: acme, keyId } = company();
    acme.iam.makeUnreadable(production.id, 'no such role');
    await acme.live(1, 91);
    assert.equal(await acme.statusOf(identity.id, keyId), 'Inactive');
    assert.deepEqual(acme.lastSummary.accountsUnread, [
      { account: production, reason: 'no such role' },
    ]);
  });

  it('takes no account that can’t be read for one without users', async () => {
    const { company: acme, keyId } = company();
    await acme.live(1, 80);
    acme.iam.makeUnreadable(identity.id, 'throttled');
    await acme.live(81, 81);
    const { keys, notices } = await acme.ledger.load(identity.id);
    assert.ok(keys.has(keyId));
    assert.ok([...notices.values()].every(({ withdrawn }) => withdrawn === undefined));
  });

  it('names an account whose handling fails, with what was done before, and completes', async () => {
    const { company: acme, keyId } = company();
    await acme.live(1, 90);
    const { ledger } = acme;
    const finishAccount = ledger.finishAccount.bind(ledger);
    ledger.finishAccount = async (id, at) => {
      if (id === identity.id)
        throw new Error(`no room for ${['AKIA', '0000000000001234'].join('')}`);
      return finishAccount(id, at);
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
    const { company: acme } = company();
    for (const { id } of [identity, production]) acme.iam.makeUnreadable(id, 'denied');
    await assert.rejects(acme.run(1), { name: 'NothingReadError' });
    await acme.deliver();
    assert.equal(acme.lastSummary.accountsUnread.length, 2);
  });

  it('reports the accounts that it had no time for', async () => {
    const { company: acme } = company();
    let asked = 0;
    await acme.run(1, { concurrency: 1, hasTimeLeft: () => asked++ === 0 });
    await acme.deliver();
    assert.deepEqual(acme.lastSummary.accountsUnread, [
      { account: production, reason: 'the run had no time left for it' },
    ]);
  });

  it('writes whole key ids neither in its log nor in its summary', async () => {
    const { company: acme, keyId } = company();
    acme.iam.createUser(identity.id, 'bob', { tags: {} });
    await acme.live(1, 91);
    const summaries = acme.told.filter(({ notice }) => notice.kind === 'daily-summary');
    assert.ok(summaries.length > 0 && acme.logged.length > 0);
    assert.ok(!JSON.stringify([acme.logged, summaries]).includes(keyId));
  });

  it('names who was found wrong once, then weekly', async () => {
    const { company: acme } = company();
    acme.iam.createUser(identity.id, 'bob', { tags: {} });
    const named: number[] = [];
    for (let on = 1; on <= 16; on++) {
      await acme.live(on, on);
      if (acme.lastSummary.findings.length > 0) named.push(on);
    }
    assert.deepEqual(named, [1, 8, 15]);
  });

  it('names a notice that was not delivered, and queues it again', async () => {
    const { company: acme, keyId } = company();
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
    const { company: acme } = company();
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
    const { company: acme } = company();
    await acme.live(1, 91);
    const told = acme.told.length;
    await acme.live(91, 91);
    await acme.live(91, 91);
    assert.equal(acme.told.length, told);
  });
});

describe('a key that is made', () => {
  it('is announced by the run, with who made it', async () => {
    const { company: acme } = company();
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
    const { company: acme } = company();
    await acme.live(1, 2);
    const { id } = acme.iam.createKey(identity.id, 'alice');
    acme.iam.whoDid = () =>
      Promise.reject(new AccountError('throttled', identity.id, 'cloudtrail:LookupEvents', 'slow'));
    await acme.live(3, 3);
    assert.ok(acme.news.includes(`key/${id}/created`));
  });
});

describe('a key that was disabled and is enabled again', () => {
  it('is disabled again on the next run, with who enabled it', async () => {
    const { company: acme, keyId } = company();
    await acme.live(1, 91);
    const maker = { arn: 'arn:aws:iam::111111111111:user/mallory', isOwner: false };
    acme.iam.changeKey(identity.id, keyId, { status: 'Active' }, maker);
    await acme.live(92, 93);
    assert.equal(await acme.statusOf(identity.id, keyId), 'Inactive');
    const last = acme.told.findLast(({ notice }) => notice.kind === 'key-disabled')?.notice;
    assert.ok(last?.kind === 'key-disabled');
    assert.deepEqual([last.cause, last.reenabledBy], ['re-enabled', maker]);
    assert.equal(acme.news.filter((id) => id.includes('/disabled/')).length, 2);
  });
});

describe('the last look before disabling', () => {
  const changes: [string, (acme: Company, keyId: string) => void, RegExp][] = [
    [
      'an exemption',
      (acme) =>
        acme.iam.changeUser(identity.id, 'alice', {
          tags: { ...engineer, 'key-exempt-until': '2026-05-01' },
        }),
      /exempt until 2026-05-01/,
    ],
    [
      'another type',
      (acme) => acme.iam.changeUser(identity.id, 'alice', { tags: { type: 'machine' } }),
      /machine/,
    ],
    ['its deletion', (acme, keyId) => acme.iam.deleteKey(identity.id, keyId), /gone/],
    ['its user’s deletion', (acme) => acme.iam.deleteUser(identity.id, 'alice'), /gone/],
  ];
  for (const [name, change, why] of changes)
    it(`heeds ${name}: nothing is disabled or told, and the reason is reported`, async () => {
      const { company: acme, keyId } = company();
      await acme.live(1, 90);
      const { iam } = acme;
      const readAgain = iam.readAgain.bind(iam);
      iam.readAgain = (account, userName) => {
        change(acme, keyId);
        return readAgain(account, userName);
      };
      await acme.live(91, 91);
      assert.notEqual(await acme.statusOf(identity.id, keyId), 'Inactive');
      assert.match(acme.lastSummary.heldBack.join(), why);
      const { keys } = await acme.ledger.load(identity.id);
      assert.equal(keys.get(keyId)?.disabling, undefined);
      await acme.live(92, 94);
      assert.ok(!acme.news.some((id) => id.includes('/disabled/')));
    });

  it('forgets a disabling that was refused, tells nobody, and tries again the next day', async () => {
    const { company: acme, keyId } = company();
    await acme.live(1, 90);
    const disable = acme.iam.disable.bind(acme.iam);
    acme.iam.disable = () =>
      Promise.reject(
        new AccountError('access-denied', identity.id, 'iam:UpdateAccessKey', 'not for you'),
      );
    await acme.live(91, 92);
    const { keys } = await acme.ledger.load(identity.id);
    assert.equal(keys.get(keyId)?.disabling, undefined);
    assert.match(acme.lastSummary.heldBack.join(), /not disabled: access-denied/);
    // Somebody else disables it meanwhile: not Keyturn's doing, so not Keyturn's news.
    assert.ok(!acme.news.some((id) => id.includes('/disabled/')));
    acme.iam.disable = disable;
    await acme.live(93, 93);
    assert.equal(await acme.statusOf(identity.id, keyId), 'Inactive');
    assert.deepEqual(acme.news.slice(3), [`key/${keyId}/disabled/2026-04-04`]);
  });

  it('finishes the next day where it is not known whether the key was disabled', async () => {
    const { company: acme, keyId } = company();
    await acme.live(1, 90);
    const { iam } = acme;
    const disable = iam.disable.bind(iam);
    iam.disable = async (account, userName, id) => {
      await disable(account, userName, id);
      throw new AccountError('unreachable', account.id, 'iam:UpdateAccessKey', 'timed out');
    };
    await acme.live(91, 91);
    assert.ok(!acme.news.some((id) => id.includes('/disabled/')));
    iam.disable = disable;
    await acme.live(92, 93);
    assert.deepEqual(acme.news.slice(3), [`key/${keyId}/disabled/2026-04-02`]);
  });

  it('finds the key off, by a run at the same time: tells it all the same', async () => {
    const { company: acme, keyId } = company();
    await acme.live(1, 90);
    const { iam } = acme;
    const readAgain = iam.readAgain.bind(iam);
    iam.readAgain = (account, userName) => {
      iam.changeKey(identity.id, keyId, { status: 'Inactive' });
      return readAgain(account, userName);
    };
    const { keysDisabled } = await acme.run(91);
    await acme.deliver();
    assert.equal(keysDisabled, 0);
    assert.deepEqual(acme.news.slice(3), [`key/${keyId}/disabled/2026-04-02`]);
    const { keys } = await acme.ledger.load(identity.id);
    assert.ok(keys.get(keyId)?.disabledAt);
  });

  it('touches only the named key', async () => {
    const { company: acme, keyId } = company();
    acme.now = day(50);
    const { id: other } = acme.iam.createKey(identity.id, 'alice');
    await acme.live(51, 60);
    assert.equal(await acme.statusOf(identity.id, keyId), 'Inactive');
    assert.equal(await acme.statusOf(identity.id, other), 'Active');
  });
});

describe('an older day that is caught up on', () => {
  it('finishes what a later run began, and keeps the news of it', async () => {
    const { company: acme, keyId } = company();
    await acme.live(1, 90);
    const disable = acme.iam.disable.bind(acme.iam);
    acme.iam.disable = () => Promise.reject(new Error('the process is gone'));
    await acme.run(92);
    acme.queue.take();
    acme.iam.disable = disable;
    await acme.run(91);
    acme.queue.take();
    // Enabled again before the news has arrived: it was disabled all the same.
    acme.iam.changeKey(identity.id, keyId, { status: 'Active' });
    await acme.live(93, 93);
    assert.ok(acme.news.includes(`key/${keyId}/disabled/2026-04-03`));
  });

  it('tells nothing that later runs have told', async () => {
    const { company: acme } = company();
    await acme.live(1, 79);
    await acme.live(81, 86);
    const told = acme.news.length;
    await acme.live(80, 80);
    assert.equal(acme.news.length, told);
    await acme.live(87, 91);
    assert.equal(acme.news.length, told + 1);
  });
});

describe('a dry run', () => {
  it('disables nothing, tells no engineer and plans nothing, but reports all of it', async () => {
    const { company: acme, keyId } = company();
    await acme.live(1, 100, { dryRun: true });
    assert.deepEqual(acme.news, []);
    assert.equal(await acme.statusOf(identity.id, keyId), 'Active');
    const { notices, firstReadAt } = await acme.ledger.load(identity.id);
    assert.deepEqual([notices.size, firstReadAt], [0, undefined]);
    assert.equal(acme.lastSummary.dryRun, true);
    assert.match(acme.lastSummary.done.join(), /reminder to alice/);
  });

  it('of one account leaves the others as they are', async () => {
    const { company: acme, keyId } = company();
    acme.iam.createUser(production.id, 'bob', { tags: engineer });
    const { id: bobs } = acme.iam.createKey(production.id, 'bob');
    await acme.live(1, 91, { dryRunAccounts: new Set([identity.id]) });
    assert.equal(await acme.statusOf(identity.id, keyId), 'Active');
    assert.equal(await acme.statusOf(production.id, bobs), 'Inactive');
    assert.ok(!acme.news.some((id) => id.includes(keyId)));
    assert.match(acme.lastSummary.done.join('\n'), /^identity \(dry run\): reminder to alice/m);
  });

  it('after a live time reports a disabling, and does not do it', async () => {
    const { company: acme, keyId } = company();
    await acme.live(1, 90);
    const { keysDisabled } = await acme.run(91, { dryRun: true });
    assert.equal(keysDisabled, 0);
    await acme.deliver();
    assert.match(acme.lastSummary.done.join(), /alice disabled/);
    assert.equal(await acme.statusOf(identity.id, keyId), 'Active');
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
