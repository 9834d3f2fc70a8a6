import assert from 'node:assert/strict';
import { AccountError } from '../account-error';
import { type Company, companyOfAlice, day, engineer, identity } from './testing/company';

describe('a key that was disabled and is enabled again', () => {
  it('is disabled again on the next run, with who enabled it', async () => {
    const { company: acme, keyId } = companyOfAlice();
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
      const { company: acme, keyId } = companyOfAlice();
      await acme.live(1, 90);
      const { iam } = acme;
      const readAgain = iam.readAgain.bind(iam);
      iam.readAgain = (account, userName, kind) => {
        change(acme, keyId);
        return readAgain(account, userName, kind);
      };
      await acme.live(91, 91);
      assert.notEqual(await acme.statusOf(identity.id, keyId), 'Inactive');
      assert.match(acme.lastSummary.heldBack.join(), why);
      const { credentials } = await acme.ledger.load(identity.id);
      assert.equal(credentials.get(keyId)?.disabling, undefined);
      await acme.live(92, 94);
      assert.ok(!acme.news.some((id) => id.includes('/disabled/')));
    });

  it('forgets a disabling that was refused, tells nobody, and tries again the next day', async () => {
    const { company: acme, keyId } = companyOfAlice();
    await acme.live(1, 90);
    const disable = acme.iam.disable.bind(acme.iam);
    acme.iam.disable = () =>
      Promise.reject(
        new AccountError('access-denied', identity.id, 'iam:UpdateAccessKey', 'not for you'),
      );
    await acme.live(91, 92);
    const { credentials } = await acme.ledger.load(identity.id);
    assert.equal(credentials.get(keyId)?.disabling, undefined);
    assert.match(acme.lastSummary.heldBack.join(), /not disabled: access-denied/);
    // Somebody else disables it meanwhile: not Keyturn's doing, so not Keyturn's news.
    assert.ok(!acme.news.some((id) => id.includes('/disabled/')));
    acme.iam.disable = disable;
    await acme.live(93, 93);
    assert.equal(await acme.statusOf(identity.id, keyId), 'Inactive');
    assert.deepEqual(acme.news.slice(3), [`key/${keyId}/disabled/2026-04-04`]);
  });

  it('finishes the next day where it is not known whether the key was disabled', async () => {
    const { company: acme, keyId } = companyOfAlice();
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

  it('says of a key that is throttled day after day that it is not disabled, and of no notice', async () => {
    const { company: acme, keyId } = companyOfAlice();
    await acme.live(1, 90);
    acme.iam.disable = ({ id }) =>
      Promise.reject(new AccountError('throttled', id, 'iam:UpdateAccessKey', 'slow down'));
    for (const on of [91, 92, 93]) {
      await acme.live(on, on);
      assert.match(acme.lastSummary.heldBack.join(), /^[^,]*not disabled: throttled/);
      assert.deepEqual(acme.lastSummary.undelivered, []);
    }
    assert.ok(!acme.news.some((id) => id.includes('/disabled/')));
    // Nobody looks at it any more: that nothing is known of it must not be lost.
    acme.iam.makeUnreadable(identity.id, 'no audit role');
    await acme.live(94, 94);
    assert.match(
      acme.lastSummary.undelivered.join(),
      new RegExp(
        `^identity: key …${keyId.slice(-4)} of alice may have been disabled on 2026-04-02`,
      ),
    );
  });

  it('finds the key off, by a run at the same time: tells it all the same', async () => {
    const { company: acme, keyId } = companyOfAlice();
    await acme.live(1, 90);
    const { iam } = acme;
    const readAgain = iam.readAgain.bind(iam);
    iam.readAgain = (account, userName, kind) => {
      iam.changeKey(identity.id, keyId, { status: 'Inactive' });
      return readAgain(account, userName, kind);
    };
    const { keysDisabled } = await acme.run(91);
    await acme.deliver();
    assert.equal(keysDisabled, 0);
    assert.deepEqual(acme.news.slice(3), [`key/${keyId}/disabled/2026-04-02`]);
    const { credentials } = await acme.ledger.load(identity.id);
    assert.ok(credentials.get(keyId)?.disabledAt);
  });

  it('touches only the named key', async () => {
    const { company: acme, keyId } = companyOfAlice();
    acme.now = day(50);
    const { id: other } = acme.iam.createKey(identity.id, 'alice');
    await acme.live(51, 60);
    assert.equal(await acme.statusOf(identity.id, keyId), 'Inactive');
    assert.equal(await acme.statusOf(identity.id, other), 'Active');
  });
});

describe('an older day that is caught up on', () => {
  it('finishes what a later run began, and keeps the news of it', async () => {
    const { company: acme, keyId } = companyOfAlice();
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
    const { company: acme } = companyOfAlice();
    await acme.live(1, 79);
    await acme.live(81, 86);
    const told = acme.news.length;
    await acme.live(80, 80);
    assert.equal(acme.news.length, told);
    await acme.live(87, 91);
    assert.equal(acme.news.length, told + 1);
  });
});

describe('a reading that misses a user or a key', () => {
  it('makes nobody forget an exemption: warnings from before it count no more', async () => {
    for (const missed of ['user', 'key'] as const) {
      const { company: acme, keyId } = companyOfAlice();
      await acme.live(1, 90);
      acme.iam.changeUser(identity.id, 'alice', {
        tags: { ...engineer, 'key-exempt-until': '2026-04-10' },
      });
      await acme.live(91, 93);
      const read = acme.iam.read.bind(acme.iam);
      acme.iam.read = async (account) => {
        const reading = await read(account);
        if (reading.outcome === 'unread') return reading;
        const users = reading.inventory.users.map((user) => ({ ...user, keys: [] }));
        const inventory = { account, users: missed === 'user' ? [] : users };
        return { ...reading, inventory };
      };
      await acme.live(94, 94);
      acme.iam.read = read;
      acme.iam.changeUser(identity.id, 'alice', { tags: engineer });
      await acme.live(95, 99);
      assert.equal(await acme.statusOf(identity.id, keyId), 'Active');
      await acme.live(100, 100);
      assert.equal(await acme.statusOf(identity.id, keyId), 'Inactive');
    }
  });
});
