import assert from 'node:assert/strict';
import { AccountError } from '../account-error';
import { type Company, companyOfAlice, engineer, identity } from './testing/company';
import { portsUntil } from './testing/wrap-ports';

const admin = { arn: 'arn:aws:iam::111111111111:user/admin', isOwner: false };
const exempt = { ...engineer, 'key-exempt-until': '2026-06-01' };

/** The run that is to disable alice's key dies; then it is enabled, and its owner is no longer what she was. */
async function diedAt(call: 'disable' | 'startDisabling', tags: Readonly<Record<string, string>>) {
  const { company: acme, keyId } = companyOfAlice();
  await acme.live(1, 90);
  await assert.rejects(acme.run(91, { ports: portsUntil(acme.ports, call), concurrency: 1 }));
  await acme.deliver();
  acme.iam.changeKey(identity.id, keyId, { status: 'Active' }, admin);
  acme.iam.changeUser(identity.id, 'alice', { tags });
  const noticeId = `key/${keyId}/disabled/2026-04-02`;
  return { acme, keyId, noticeId };
}

function newsOfDisabling(acme: Company): readonly string[] {
  return acme.news.filter((id) => id.includes('/disabled/'));
}

describe('a key that was disabled by a run that died, and enabled again', () => {
  const owners: [string, Readonly<Record<string, string>>][] = [
    ['is exempt', exempt],
    ['is a machine', { ...engineer, type: 'machine' }],
    ['has no type', { 'slack-id': engineer['slack-id'] }],
  ];
  for (const [name, tags] of owners)
    it(`is told of, once, where its owner ${name} by now`, async () => {
      const { acme, keyId, noticeId } = await diedAt('disable', tags);
      await acme.live(92, 92);
      assert.match(acme.lastSummary.done.join(), /key …\w{4} is disabled: disabled by a run that/);
      await acme.live(93, 95);
      assert.deepEqual(newsOfDisabling(acme), [noticeId]);
      const told = acme.told.find(({ notice }) => notice.id === noticeId)?.notice;
      assert.ok(told?.kind === 'key-disabled');
      assert.deepEqual([told.isEnabledAgain, told.reenabledBy], [true, admin]);
      const { credentials, notices } = await acme.ledger.load(identity.id);
      assert.ok(credentials.get(keyId)?.disabledAt && !credentials.get(keyId)?.disabling);
      // The team reads what the ledger holds.
      const kept = notices.get(noticeId)?.notice;
      assert.ok(kept?.kind === 'key-disabled' && kept.isEnabledAgain);
      assert.equal(await acme.statusOf(identity.id, keyId), 'Active');
    });

  it('is told of where the run that was to finish it found it exempt at the last look', async () => {
    const { acme, noticeId } = await diedAt('disable', engineer);
    const readAgain = acme.iam.readAgain.bind(acme.iam);
    acme.iam.readAgain = (account, userName, kind) => {
      acme.iam.changeUser(identity.id, 'alice', { tags: exempt });
      return readAgain(account, userName, kind);
    };
    await acme.live(92, 94);
    assert.deepEqual(newsOfDisabling(acme), [noticeId]);
  });

  it('is told of as that, and not as enabled again, where it is deleted before the last look', async () => {
    const { acme, keyId, noticeId } = await diedAt('disable', engineer);
    const readAgain = acme.iam.readAgain.bind(acme.iam);
    acme.iam.readAgain = (account, userName, kind) => {
      acme.iam.deleteKey(identity.id, keyId);
      return readAgain(account, userName, kind);
    };
    await acme.live(92, 92);
    assert.deepEqual(newsOfDisabling(acme), [noticeId]);
    const told = acme.told.find(({ notice }) => notice.id === noticeId)?.notice;
    assert.ok(told?.kind === 'key-disabled' && !told.isEnabledAgain);
    assert.match(acme.lastSummary.done.join(), /is disabled: disabled by a run that died$/);
  });

  it('is reported as long as CloudTrail can’t be asked, and told of when it can', async () => {
    const { acme, keyId, noticeId } = await diedAt('disable', exempt);
    const hasDisabled = acme.iam.hasDisabled.bind(acme.iam);
    acme.iam.hasDisabled = ({ id }) =>
      Promise.reject(
        new AccountError('access-denied', id, 'cloudtrail:LookupEvents', 'not for you'),
      );
    for (const on of [92, 93]) {
      await acme.live(on, on);
      const [line, ...others] = acme.lastSummary.heldBack;
      assert.match(
        line ?? '',
        new RegExp(
          `key …${keyId.slice(-4)} of alice may have been disabled and enabled again: .*not for you`,
        ),
      );
      assert.deepEqual([others, newsOfDisabling(acme)], [[], []]);
    }
    acme.iam.hasDisabled = hasDisabled;
    await acme.live(94, 95);
    assert.deepEqual(newsOfDisabling(acme), [noticeId]);
    assert.deepEqual(acme.lastSummary.heldBack, []);
  });
});

describe('a disabling that was begun and never done', () => {
  const changes: [string, (acme: Company, keyId: string) => void][] = [
    ['exempts its owner', (acme) => acme.iam.changeUser(identity.id, 'alice', { tags: exempt })],
    ['deletes the key', (acme, keyId) => acme.iam.deleteKey(identity.id, keyId)],
  ];
  for (const [what, change] of changes)
    it(`is forgotten by the run that goes on with it where somebody ${what} before the last look`, async () => {
      const { acme, keyId, noticeId } = await diedAt('startDisabling', engineer);
      const readAgain = acme.iam.readAgain.bind(acme.iam);
      acme.iam.readAgain = (account, userName, kind) => {
        change(acme, keyId);
        return readAgain(account, userName, kind);
      };
      await acme.live(92, 92);
      const { credentials, notices } = await acme.ledger.load(identity.id);
      assert.equal(credentials.get(keyId)?.disabling, undefined);
      assert.ok(notices.get(noticeId)?.withdrawn, 'no notice of it stays open');
      await acme.live(93, 94);
      assert.deepEqual(newsOfDisabling(acme), []);
    });

  it('is kept where the last look fails: the next run goes on with it', async () => {
    const { acme, keyId, noticeId } = await diedAt('startDisabling', engineer);
    const readAgain = acme.iam.readAgain.bind(acme.iam);
    acme.iam.readAgain = ({ id }) =>
      Promise.reject(new AccountError('throttled', id, 'iam:ListAccessKeys', 'slow'));
    await acme.live(92, 92);
    const { credentials, notices } = await acme.ledger.load(identity.id);
    assert.equal(credentials.get(keyId)?.disabling?.attempts.length, 1);
    assert.equal(notices.get(noticeId)?.withdrawn, undefined);
    acme.iam.readAgain = readAgain;
    await acme.live(93, 93);
    assert.deepEqual(newsOfDisabling(acme), [noticeId]);
    assert.equal(await acme.statusOf(identity.id, keyId), 'Inactive');
  });

  it('is forgotten where it no longer applies, and nobody is told', async () => {
    const { acme, keyId, noticeId } = await diedAt('startDisabling', exempt);
    await acme.live(92, 94);
    assert.deepEqual(newsOfDisabling(acme), []);
    const { credentials, notices } = await acme.ledger.load(identity.id);
    assert.deepEqual(
      [credentials.get(keyId)?.disabling, credentials.get(keyId)?.disabledAt],
      [undefined, undefined],
    );
    assert.ok(notices.get(noticeId)?.withdrawn);
  });
});
