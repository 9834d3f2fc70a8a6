import assert from 'node:assert/strict';
import { Company, companyOfAlice, day, engineer, identity } from './testing/company';
import { portsUntil } from './testing/wrap-ports';

const admin = { arn: 'arn:aws:iam::111111111111:user/admin', isOwner: false };

/** Alice's older key of day 0, and a newer one of that day, on which Keyturn begins. */
function twoKeys(since: number) {
  const acme = new Company();
  acme.iam.createUser(identity.id, 'alice', { tags: engineer });
  const { id: older } = acme.iam.createKey(identity.id, 'alice');
  acme.now = day(since);
  const { id: newer } = acme.iam.createKey(identity.id, 'alice');
  return { acme, older, newer };
}

/** The newer key goes after the account is read, before the last look. */
function deleteBeforeLastLook({ iam }: Company, keyId: string) {
  const readAgain = iam.readAgain.bind(iam);
  iam.readAgain = (account, userName, kind) => {
    iam.deleteKey(identity.id, keyId);
    return readAgain(account, userName, kind);
  };
}

function newsOfDisabling(acme: Company, keyId: string): readonly string[] {
  return acme.news.filter((id) => id.startsWith(`key/${keyId}/disabled/`));
}

describe('the last look asks for the rule that the key is due by', () => {
  it('not for its age, where a key that was disabled for a second one is enabled again', async () => {
    const { acme, older, newer } = twoKeys(92);
    await acme.live(92, 94);
    assert.equal(await acme.statusOf(identity.id, older), 'Inactive');
    acme.iam.changeKey(identity.id, older, { status: 'Active' }, admin);
    deleteBeforeLastLook(acme, newer);
    // It is due by the second key again, and old; but of its age nobody was warned.
    await acme.live(95, 95);
    assert.equal(await acme.statusOf(identity.id, older), 'Active');
    assert.match(acme.lastSummary.heldBack.join(), /no newer key is enabled/);
    assert.equal(newsOfDisabling(acme, older).length, 1);
    await acme.live(96, 100);
    assert.equal(await acme.statusOf(identity.id, older), 'Active');
    assert.ok(acme.news.includes(`key/${older}/reminder-86`));
    // Five days after the reminder of day 96.
    await acme.live(101, 101);
    assert.equal(await acme.statusOf(identity.id, older), 'Inactive');
    assert.equal(newsOfDisabling(acme, older).length, 2);
  });

  for (const died of ['startDisabling', 'readAgain'] as const)
    it(`not for the one that a run had begun it for, which died at ${died}`, async () => {
      const { company: acme, keyId: older } = companyOfAlice();
      await acme.live(1, 87);
      acme.now = day(88);
      const { id: newer } = acme.iam.createKey(identity.id, 'alice');
      await acme.live(88, 89);
      const ports = portsUntil(acme.ports, died);
      await assert.rejects(acme.run(90, { ports, concurrency: 1 }));
      await acme.deliver();
      const { credentials, notices } = await acme.ledger.load(identity.id);
      const begun = notices.get(credentials.get(older)?.disabling?.noticeId ?? '')?.notice;
      assert.ok(begun?.kind === 'key-disabled' && begun.cause === 'second-key');
      acme.iam.deleteKey(identity.id, newer);
      // The day that was told of its age.
      await acme.live(91, 91);
      assert.equal(await acme.statusOf(identity.id, older), 'Inactive');
      await acme.live(92, 93);
      assert.deepEqual(newsOfDisabling(acme, older), [begun.id]);
      // Not of a newer key that works; and the team reads what the ledger holds.
      const told = acme.told.find(({ notice }) => notice.id === begun.id)?.notice;
      const kept = (await acme.ledger.load(identity.id)).notices.get(begun.id)?.notice;
      for (const notice of [told, kept])
        assert.ok(
          notice?.kind === 'key-disabled' && notice.cause === 'age' && notice.key.age === 91,
        );
    });
});
