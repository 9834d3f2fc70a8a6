import assert from 'node:assert/strict';
import type { NoticeOf } from '../../rules/notices';
import { defaultSettings, type Settings } from '../../rules/settings';
import { Company, day, engineer, identity } from './testing/company';

const settings: Settings = { ...defaultSettings, questions: { againAfterDays: 1 } };
const ALICE = 'U0ALICE0001';

/** Alice makes a key on day 5, an hour after the run, and no event tells of it. */
async function companyWithNewKey(tags: Readonly<Record<string, string>> = engineer) {
  const company = new Company();
  company.iam.createUser(identity.id, 'alice', { tags });
  await live(company, 1, 5);
  company.now = new Date(day(5).getTime() + 3_600_000);
  const { id: keyId } = company.iam.createKey(identity.id, 'alice');
  return { company, keyId };
}

async function live(company: Company, first: number, last: number, more = {}): Promise<void> {
  await company.live(first, last, { settings, ...more });
}

/** Each question as the day on which it was told, and which it is. */
function told({ told: all }: Company): readonly string[] {
  return all
    .filter(({ notice }) => notice.kind === 'key-question')
    .map(({ on, notice }) => {
      const { asked } = notice as NoticeOf<'key-question'>;
      return `${(on.getTime() - day(0).getTime()) / 86_400_000}: ${asked}`;
    });
}

async function answer({ ledger }: Company, keyId: string, asked: 1 | 2): Promise<void> {
  const given = { said: 'mine', by: ALICE, at: day(7) } as const;
  await ledger.recordAnswer(identity.id, `key/${keyId}/question/${asked}`, given);
}

const unanswered = ({ lastSummary }: Company) => lastSummary.unanswered ?? [];

describe('whose a new key is', () => {
  it('its owner is asked, once more a day later, and the summary names it until they say so', async () => {
    const { company, keyId } = await companyWithNewKey();
    const named: number[] = [];
    for (let on = 6; on <= 20; on++) {
      await live(company, on, on);
      if (unanswered(company).length > 0) named.push(on);
      if (on === 12) await answer(company, keyId, 2);
    }
    assert.deepEqual(told(company), ['6: 1', '7: 2']);
    assert.deepEqual(named, [7, 8, 9, 10, 11, 12]);
  });

  it('the summary names with the account, and the team gets no copy of a question', async () => {
    const { company, keyId } = await companyWithNewKey();
    await live(company, 6, 6);
    const waiting = await company.ledger.find(identity.id, `key/${keyId}/question/1`);
    assert.ok(waiting.owner && !waiting.team && !waiting.copy);
    await live(company, 7, 7);
    assert.deepEqual(unanswered(company), [
      `identity: key …${keyId.slice(-4)} of alice: asked on 2026-01-07`,
    ]);
    assert.deepEqual(company.lastSummary.undelivered, []);
  });

  it('nobody is asked after they have said so, or once the key is off or gone', async () => {
    for (const end of ['answer', 'disable', 'delete'] as const) {
      const { company, keyId } = await companyWithNewKey();
      await live(company, 6, 6);
      if (end === 'answer') await answer(company, keyId, 1);
      else if (end === 'disable') company.iam.changeKey(identity.id, keyId, { status: 'Inactive' });
      else company.iam.deleteKey(identity.id, keyId);
      await live(company, 7, 12);
      assert.deepEqual(told(company), ['6: 1'], end);
      assert.deepEqual(unanswered(company), [], end);
    }
  });

  it('nobody is asked of keys that were there before anybody was asked', async () => {
    const { company } = await companyWithNewKey();
    await company.live(6, 10);
    await live(company, 11, 20);
    assert.deepEqual([told(company), unanswered(company)], [[], []]);
  });

  it('nobody is asked of a machine’s key, or of whom the tags don’t say whose they are', async () => {
    for (const tags of [
      { ...engineer, type: 'machine' },
      { type: 'machine', 'slack-id': 'C0DEPLOYERS' },
      { 'slack-id': ALICE },
      { type: 'engineer', 'slack-id': 'C0DEPLOYERS' },
    ]) {
      const { company } = await companyWithNewKey(tags);
      await live(company, 6, 12);
      assert.deepEqual([told(company), unanswered(company)], [[], []], JSON.stringify(tags));
    }
  });

  for (const [where, more] of [
    ['in a dry run', { dryRun: true }],
    ['in an account under dry run', { dryRunAccounts: new Set([identity.id]) }],
  ] as const)
    it(`nobody is asked ${where}, which says who would be`, async () => {
      const { company, keyId } = await companyWithNewKey();
      await live(company, 6, 6, more);
      assert.deepEqual(told(company), []);
      const { notices } = await company.ledger.load(identity.id);
      assert.ok(![...notices.keys()].some((id) => id.includes('/question/')));
      const name = `question to alice whether they made key …${keyId.slice(-4)}`;
      assert.ok(company.lastSummary.done.some((line) => line.includes(name)));
    });

  it('a question that is lost on its way is asked again, and no other one for it', async () => {
    const { company, keyId } = await companyWithNewKey();
    for (let on = 6; on <= 12; on++) {
      await company.run(on, { settings });
      company.queue.take();
    }
    await live(company, 13, 13);
    assert.match(
      company.lastSummary.undelivered.join(),
      /question to alice [^,]*, planned on 2026-01-07, not delivered to owner,/,
    );
    assert.deepEqual(told(company), ['13: 1']);
    await live(company, 14, 16);
    assert.deepEqual(told(company), ['13: 1', '14: 2']);
    assert.equal(unanswered(company).length, 1);
    const { notices } = await company.ledger.load(identity.id);
    const questions = [...notices.keys()].filter((id) => id.includes(`${keyId}/question`));
    assert.equal(questions.length, 2);
  });

  it('a question that was not delivered is withdrawn where the key is off, and asked if that was for a moment', async () => {
    const { company, keyId } = await companyWithNewKey();
    await company.run(6, { settings });
    company.iam.changeKey(identity.id, keyId, { status: 'Inactive' });
    await company.run(7, { settings });
    await company.deliver();
    assert.deepEqual(told(company), []);
    company.iam.changeKey(identity.id, keyId, { status: 'Active' });
    await live(company, 8, 8);
    assert.deepEqual(told(company), ['8: 1']);
  });

  it('is asked of nobody once asking is switched off, whatever was left undelivered', async () => {
    const { company } = await companyWithNewKey();
    await company.run(6, { settings });
    company.queue.take();
    await company.live(7, 12);
    assert.deepEqual([told(company), company.lastSummary.undelivered], [[], []]);
  });
});
