import assert from 'node:assert/strict';
import { accessKeyRef } from '../../rules/credentials/credential';
import type { NoticeOf } from '../../rules/notices';
import type { SettingsInput } from '../../rules/settings';
import { noticeBase } from '../../rules/testing/decided';
import { AccountError } from '../account-error';
import { companyOfAlice, day, engineer, identity, type Company } from './testing/company';

const admin = { arn: 'arn:aws:iam::111111111111:user/admin', isOwner: false };

/**
 * Alice has a key of day 0 and makes another on day 3, which somebody reports the hour after: what was to disable it
 * has begun, and died.
 */
async function reportedOn3(tags: Readonly<Record<string, string>> = {}) {
  const { company, keyId: other } = companyOfAlice();
  company.iam.changeUser(identity.id, 'alice', { tags: { ...engineer, ...tags } });
  await company.live(1, 2);
  company.now = day(3);
  const { id: keyId } = company.iam.createKey(identity.id, 'alice');
  await company.live(3, 3);
  const pressedAt = new Date(day(3).getTime() + 3_600_000);
  const notice: NoticeOf<'key-disabled'> = {
    ...noticeBase(keyId, 0),
    plannedAt: pressedAt.toISOString(),
    kind: 'key-disabled',
    id: `key/${keyId}/reported/0123`,
    cause: 'reported',
    // Of a machine's key only a responder's word counts.
    reportedBy: { slackId: 'U0ALICE0001', as: tags['type'] === 'machine' ? 'responder' : 'owner' },
  };
  await company.ledger.planNotice(identity.id, notice);
  const ref = accessKeyRef(keyId);
  await company.ledger.startDisabling(identity.id, ref, notice.id, pressedAt, 'press');
  return { company, keyId, other, notice };
}

const tellings = ({ told }: Company, id: string) =>
  told.flatMap(({ notice }) => (notice.id === id ? [notice] : []));

describe('a key that was reported, and what was to disable it died', () => {
  const settings: readonly [string, SettingsInput, Readonly<Record<string, string>>][] = [
    ['by the defaults', {}, {}],
    ['though its owner is exempt', {}, { 'key-exempt-until': '2026-03-01' }],
    ['though its owner is a machine', {}, { type: 'machine' }],
  ];
  for (const [how, rules, tags] of settings)
    it(`is disabled by the next run ${how}, told once, and nothing else is touched`, async () => {
      const { company, keyId, other, notice } = await reportedOn3(tags);
      await company.live(4, 4, { rules });
      assert.equal(await company.statusOf(identity.id, keyId), 'Inactive');
      assert.match(company.lastSummary.done.join(), /reported to be disabled at once/);
      await company.live(5, 8, { rules });
      assert.equal(await company.statusOf(identity.id, other), 'Active');
      assert.deepEqual(tellings(company, notice.id), [notice]);
      assert.ok(!company.news.some((id) => id.startsWith(`key/${keyId}/disabled/`)));
      const { credentials } = await company.ledger.load(identity.id);
      assert.equal(credentials.get(keyId)?.disabling, undefined);
    });

  it('is told of by the next run, where it was disabled before it died', async () => {
    const { company, keyId, notice } = await reportedOn3();
    company.iam.changeKey(identity.id, keyId, { status: 'Inactive' });
    await company.live(4, 8);
    assert.deepEqual(tellings(company, notice.id), [notice]);
  });

  it('is not disabled in a dry run, and is by the first run in earnest', async () => {
    const { company, keyId, notice } = await reportedOn3();
    await company.live(4, 4, { dryRun: true });
    assert.equal(await company.statusOf(identity.id, keyId), 'Active');
    assert.deepEqual(tellings(company, notice.id), []);
    await company.live(5, 5);
    assert.equal(await company.statusOf(identity.id, keyId), 'Inactive');
  });

  it('stays begun where AWS refuses, and is disabled by the run after that', async () => {
    const { company, keyId, notice } = await reportedOn3();
    const disable = company.iam.disable.bind(company.iam);
    company.iam.disable = () =>
      Promise.reject(new AccountError('access-denied', identity.id, 'iam:UpdateAccessKey', 'no'));
    await company.live(4, 4);
    assert.equal(await company.statusOf(identity.id, keyId), 'Active');
    assert.match(company.lastSummary.heldBack.join(), /UpdateAccessKey/);
    company.iam.disable = disable;
    await company.live(5, 7);
    assert.equal(await company.statusOf(identity.id, keyId), 'Inactive');
    assert.deepEqual(tellings(company, notice.id), [notice]);
  });

  it('is disabled once: enabled again by somebody, the rules for any key hold', async () => {
    const { company, keyId } = await reportedOn3();
    await company.live(4, 4);
    company.iam.changeKey(identity.id, keyId, { status: 'Active' }, admin);
    await company.live(5, 20);
    assert.equal(await company.statusOf(identity.id, keyId), 'Active');
  });
});
