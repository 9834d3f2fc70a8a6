import assert from 'node:assert/strict';
import type { SettingsInput } from '../../rules/settings';
import { companyOfAlice, day, identity, type Company } from './testing/company';
import { portsUntil } from './testing/wrap-ports';

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

const disabling: SettingsInput = { unused: 'disable', reminderAges: [200], disableAge: 210 };

/** Since the plan has read, before the last look. */
function beforeLastLook({ iam }: Company, change: () => void) {
  const readAgain = iam.readAgain.bind(iam);
  iam.readAgain = (...given) => {
    change();
    return readAgain(...given);
  };
}

describe('a key that nobody uses, where those are disabled', () => {
  const newsOf = (company: Company) => company.news.map((id) => id.replace(/AKIA\w+/, 'KEY'));

  it('is warned of, and disabled five days after; enabled again it has 45 days more', async () => {
    const { company, keyId } = companyOfAlice();
    const status = () => company.statusOf(identity.id, keyId);
    await company.live(1, 49, { rules: disabling });
    assert.equal(await status(), 'Active');
    assert.deepEqual(newsOf(company), ['key/KEY/unused']);
    await company.live(50, 50, { rules: disabling });
    assert.equal(await status(), 'Inactive');
    assert.match(
      company.lastSummary.done.join(),
      /was never used; told on 2026-02-15 that it stops/,
    );
    company.iam.changeKey(identity.id, keyId, { status: 'Active' });
    await company.live(51, 99, { rules: disabling });
    assert.equal(await status(), 'Active');
    await company.live(100, 100, { rules: disabling });
    assert.equal(await status(), 'Inactive');
    assert.deepEqual(newsOf(company), [
      'key/KEY/unused',
      'key/KEY/disabled/2026-02-20',
      'key/KEY/unused/2',
      'key/KEY/disabled/2026-04-11',
    ]);
  });

  it('is kept where it was used after the account was read, on the very last day', async () => {
    const { company, keyId } = companyOfAlice();
    await company.live(1, 49, { rules: disabling });
    beforeLastLook(company, () =>
      company.iam.changeKey(identity.id, keyId, { lastUsed: { at: day(50) } }),
    );
    await company.live(50, 60, { rules: disabling });
    assert.equal(await company.statusOf(identity.id, keyId), 'Active');
    assert.deepEqual(newsOf(company), ['key/KEY/unused']);
  });

  it('is kept where IAM does not say at the last look whether it was used, and told why', async () => {
    const { company, keyId } = companyOfAlice();
    await company.live(1, 49, { rules: disabling });
    const lastUsed = { unknown: 'access-denied at iam:GetAccessKeyLastUsed' };
    beforeLastLook(company, () => company.iam.changeKey(identity.id, keyId, { lastUsed }));
    await company.live(50, 50, { rules: disabling });
    assert.equal(await company.statusOf(identity.id, keyId), 'Active');
    assert.match(company.lastSummary.heldBack.join(), /not known: access-denied/);
    company.iam.changeKey(identity.id, keyId, { lastUsed: undefined });
  });

  it('is reminded of its age and disabled by that, where IAM never says when it was used', async () => {
    const { company, keyId } = companyOfAlice();
    const read = company.iam.readAgain.bind(company.iam);
    company.iam.readAgain = async (...given) => {
      const found = await read(...given);
      const lastUsed = { unknown: 'access-denied at iam:GetAccessKeyLastUsed' };
      return found && { ...found, keys: found.keys.map((key) => ({ ...key, lastUsed })) };
    };
    await company.live(1, 90, { rules: { unused: 'disable' } });
    assert.equal(await company.statusOf(identity.id, keyId), 'Active');
    assert.deepEqual(newsOf(company), [
      'key/KEY/unused',
      ...['key/KEY/reminder-76', 'key/KEY/reminder-81', 'key/KEY/reminder-86'],
    ]);
    await company.live(91, 91, { rules: { unused: 'disable' } });
    assert.equal(await company.statusOf(identity.id, keyId), 'Inactive');
  });

  it('is told once, also where the run that disabled it died before it could tell', async () => {
    const { company, keyId } = companyOfAlice();
    await company.live(1, 49, { rules: disabling });
    const ports = portsUntil(company.ports, 'endDisabling');
    await assert.rejects(company.run(50, { ports, concurrency: 1, rules: disabling }));
    await company.live(51, 53, { rules: disabling });
    assert.equal(await company.statusOf(identity.id, keyId), 'Inactive');
    assert.deepEqual(newsOf(company), ['key/KEY/unused', 'key/KEY/disabled/2026-02-20']);
    const told = company.told.flatMap(({ notice }) =>
      notice.kind === 'key-disabled' ? [notice.cause] : [],
    );
    assert.deepEqual(told, ['unused']);
  });

  it('is let be where a run began to disable it, and it is used since', async () => {
    const { company, keyId } = companyOfAlice();
    await company.live(1, 49, { rules: disabling });
    const ports = portsUntil(company.ports, 'readAgain');
    await assert.rejects(company.run(50, { ports, concurrency: 1, rules: disabling }));
    company.iam.changeKey(identity.id, keyId, { lastUsed: { at: day(50) } });
    await company.live(51, 60, { rules: disabling });
    assert.equal(await company.statusOf(identity.id, keyId), 'Active');
    assert.deepEqual(newsOf(company), ['key/KEY/unused']);
    const { credentials } = await company.ledger.load(identity.id);
    assert.equal(credentials.get(keyId)?.disabling, undefined);
  });

  it('is rehearsed in a dry run: nobody is told, and nothing is done', async () => {
    const { company, keyId } = companyOfAlice();
    await company.live(1, 60, { rules: disabling, dryRun: true });
    assert.deepEqual(company.news, []);
    assert.equal(await company.statusOf(identity.id, keyId), 'Active');
  });
});
