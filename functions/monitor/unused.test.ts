import assert from 'node:assert/strict';
import { companyOfAlice, day, identity, type Company } from './testing/company';

/** The days on which the summary names what nobody uses, and the last such line. */
async function named(
  company: Company,
  first: number,
  last: number,
  more: Parameters<Company['run']>[1] = {},
) {
  const days: number[] = [];
  let line = '';
  for (let on = first; on <= last; on++) {
    await company.live(on, on, more);
    const [found] = company.lastSummary.findings.filter((text) => /not used|never used/.test(text));
    if (found === undefined) continue;
    days.push(on);
    line = found;
  }
  return { days, line };
}

describe('a key that nobody uses', () => {
  it('is named in the summary after 45 days, then weekly, and nobody is told', async () => {
    const { company, keyId } = companyOfAlice();
    const { days, line } = await named(company, 1, 60);
    assert.deepEqual(days, [45, 52, 59]);
    assert.equal(
      line,
      `identity: alice: key …${keyId.slice(-4)}, 59 days old, was never used, as of 2026-03-01 09:00 UTC`,
    );
    assert.deepEqual(company.news, []);
    assert.equal(await company.statusOf(identity.id, keyId), 'Active');
  });

  it('is named in a dry run, again each day since nothing is remembered', async () => {
    const { company } = companyOfAlice();
    const { days, line } = await named(company, 44, 46, { dryRun: true });
    assert.deepEqual(days, [45, 46]);
    assert.match(line, /^identity \(dry run\): alice: key …/);
  });

  it('is named no more once it is used, and by its last use after that', async () => {
    const { company, keyId } = companyOfAlice();
    await named(company, 1, 45);
    company.iam.changeKey(identity.id, keyId, { lastUsed: { at: day(46) } });
    const { days, line } = await named(company, 46, 92, {
      rules: { reminderAges: [200], disableAge: 210 },
    });
    // 15 minutes after the use at 09:00, in which IAM notes no other.
    assert.deepEqual(days, [92]);
    assert.match(line, /was not used for 45 days/);
  });

  it('is named 45 days after it was enabled again, not before', async () => {
    const { company, keyId } = companyOfAlice();
    await named(company, 1, 30);
    company.iam.changeKey(identity.id, keyId, { status: 'Inactive' });
    await named(company, 31, 50);
    company.iam.changeKey(identity.id, keyId, { status: 'Active' });
    const rules = { reminderAges: [200], disableAge: 210 };
    const { days, line } = await named(company, 51, 100, { rules });
    assert.deepEqual(days, [96]);
    assert.match(line, /96 days old, was never used, and enabled again 45 days before/);
  });

  it('is named by the number of the settings', async () => {
    const { company } = companyOfAlice();
    const { days } = await named(company, 1, 12, { rules: { unusedAge: 10 } });
    assert.deepEqual(days, [10]);
  });

  it('is not named where its last use is not known', async () => {
    const { company, keyId } = companyOfAlice();
    company.iam.changeKey(identity.id, keyId, { lastUsed: { unknown: 'access-denied' } });
    assert.deepEqual((await named(company, 1, 60)).days, []);
  });
});
