import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { exitCodes } from '../../cli/exit-codes';
import { Keyturn } from '../../cli/testing/keyturn';
import { evidenceSchema } from '../../rules/evidence/evidence-schema';
import { at, MovingCompany, movers, slackIds, TEAM, type Mover } from './company';

/** Ada goes all the way, ben goes back after the warning, and cleo has nothing to do with it. */
describe('the deployed monitor and people who leave their keys for aws login', () => {
  let company: MovingCompany;
  before(async () => (company = await MovingCompany.found()));
  after(() => company?.stop());

  const told = (who: Mover) => company.told(slackIds[who]);
  const enabled = async () => {
    const are = await Promise.all(movers.map((who) => company.isEnabled(who)));
    return movers.filter((_, i) => are[i]);
  };
  const steps = (step: string, ofBen = step) => ({ ada: step, ben: ofBen });
  const shown = (who: Mover) => `…${company.keys.get(who)?.accessKeyId.slice(-4)}`;
  const dayInWords = (day: number) =>
    at(day).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });

  it('tells each of them once that another way is open, and nobody else', async () => {
    await company.run(1);
    assert.deepEqual(await company.movesOf(1), steps('open'));
    for (const who of ['ada', 'ben'] as const) {
      const [message, ...others] = told(who);
      assert.match(message ?? '', /aws login/);
      assert.deepEqual(others, []);
    }
    assert.deepEqual(told('cleo'), []);
    assert.match(company.summary, /2 not told yet/);
  });

  it('sees them sign in, in either region, and takes three days for proof', async () => {
    for (const day of [2, 3, 4]) {
      await company.on(day, () => company.signIn('ada'));
      await company.on(day, () => company.signIn('ben', 'us-east-1'));
      if (day === 4) await company.on(day, () => company.useKey('ada'));
      await company.run(day);
      assert.deepEqual(await company.movesOf(day), steps(day === 4 ? 'proved' : 'told'));
      assert.deepEqual([...told('ada'), ...told('ben')], []);
    }
    assert.match(company.summary, /2 proved/);
  });

  it('calls them quiet when no key was used for fourteen days, one sooner than the other', async () => {
    await company.run(15);
    assert.deepEqual(await company.movesOf(15), steps('proved', 'quiet'));
    await company.run(19);
    assert.deepEqual(await company.movesOf(19), steps('quiet'));
    assert.deepEqual(await enabled(), movers);
  });

  it('warns them when key is closed, with the day and what used the key last', async () => {
    await company.on(19, () => company.open('ada', 'sign-in'), 12);
    await company.on(19, () => company.open('ben', 'sign-in'), 12);
    await company.run(20);
    assert.deepEqual(await company.movesOf(20), steps('quiet'));
    for (const who of ['ada', 'ben'] as const) {
      const [message, ...others] = told(who);
      assert.ok(message?.includes(shown(who)), message);
      assert.ok(message?.includes(dayInWords(25)), message);
      assert.deepEqual(others, []);
    }
    assert.equal(company.told(TEAM).filter((text) => text.includes(shown('ada'))).length, 1);
  });

  it('reports them as warned, from the delivery on', async () => {
    await company.run(21);
    assert.deepEqual(await company.movesOf(21), steps('warned'));
    assert.match(company.summary, /2 warned/);
    assert.deepEqual([...told('ada'), ...told('ben')], []);
  });

  it('disables nothing before that day, and nothing of whoever goes back', async () => {
    await company.on(21, () => company.open('ben', 'key', 'sign-in'), 12);
    for (const day of [22, 24]) {
      await company.run(day);
      assert.deepEqual(await company.movesOf(day), steps('warned', 'quiet'));
      assert.deepEqual(await enabled(), movers);
    }
    await company.run(25);
    assert.deepEqual(await enabled(), ['ben', 'cleo']);
    const [message, ...others] = told('ada');
    assert.ok(message?.includes(shown('ada')) && /disabled/.test(message), message);
    assert.deepEqual(others, []);
    assert.deepEqual(told('ben'), []);
  });

  it('says the same in report and summary: the one disabled, the other where they were', async () => {
    await company.run(26);
    assert.deepEqual(await company.movesOf(26), steps('disabled', 'quiet'));
    assert.match(company.summary, /1 disabled, 1 quiet/);
  });

  it('calls the move done after fourteen days without a key', async () => {
    await company.run(38);
    assert.deepEqual(await company.movesOf(38), steps('disabled', 'quiet'));
    await company.run(40);
    assert.deepEqual(await company.movesOf(40), steps('closed', 'quiet'));
    assert.match(company.summary, /1 done, 1 quiet/);
    assert.deepEqual(await enabled(), ['ben', 'cleo']);
  });

  it('warns whoever went back anew when key is closed again, with all of the grace', async () => {
    await company.on(40, () => company.open('ben', 'sign-in'), 12);
    await company.run(41);
    assert.deepEqual(await company.movesOf(41), steps('closed', 'quiet'));
    assert.ok(told('ben').join().includes(dayInWords(46)), told('ben').join());
    for (const day of [42, 45]) {
      await company.run(day);
      assert.deepEqual(await company.movesOf(day), steps('closed', 'warned'));
      assert.deepEqual(await enabled(), ['ben', 'cleo']);
    }
    await company.run(46);
    assert.deepEqual(await enabled(), ['cleo']);
    assert.deepEqual(told('cleo'), []);
  });

  it('leaves an auditor the whole of it: who was warned, when, that it arrived, and what was disabled', async () => {
    const { code, stderr, evidence } = await evidenceOf(company, [dateOf(1), dateOf(46)]);
    assert.equal(code, exitCodes.incomplete, stderr);
    const texts = (weight: string) =>
      evidence.lacks.filter((each) => each.weight === weight).map(({ text }) => text);
    assert.deepEqual(texts('broken'), []);
    const [missing, ...others] = texts('missing');
    assert.match(missing ?? '', /^on 28 days the control did not run, .*2026-01-07 to 2026-01-16/);
    assert.deepEqual(others, []);
    const [{ keys, otherEvents } = { keys: [], otherEvents: [] }] = evidence.population;
    const lives = keys.map(({ userName, keyId, events }) => [
      userName,
      keyId,
      events
        .filter(({ what }) => what !== 'made' && what !== 'told')
        .map(({ what, at, by, arrived }) => [what, at?.slice(0, 10), by ?? arrived]),
    ]);
    const warned = (day: number) => ['warned', dateOf(day), true];
    const disabled = (day: number) => ['disabled', dateOf(day), 'keyturn'];
    const stories = {
      ada: [warned(20), disabled(25)],
      ben: [warned(20), warned(41), disabled(46)],
      cleo: [],
    };
    assert.deepEqual(
      lives,
      movers.map((who) => [who, company.keys.get(who)?.accessKeyId, stories[who]]),
    );
    // That another way was opened to them is about no key.
    const opened = otherEvents.filter(({ text }) => /sign-in is open to them/.test(text));
    const news = opened.map(({ userName, what, arrived }) => [userName, what, arrived]);
    // Both were sent in one second, in whatever order.
    assert.deepEqual(news.sort(), [
      ['ada', 'told', true],
      ['ben', 'told', true],
    ]);
    const { warnings, undelivered, disabledByKeyturn } = evidence.totals;
    assert.deepEqual([warnings, undelivered, disabledByKeyturn], [3, 0, 2]);
  });
});

const dateOf = (day: number) => at(day).toISOString().slice(0, 10);

/** As a process, from the bucket and the ledger that were deployed. */
async function evidenceOf(company: MovingCompany, [from, to]: readonly [string, string]) {
  const keyturn = await Keyturn.build();
  try {
    const { env, bucket, ledger } = await company.whereItIsKept();
    const out = path.join(keyturn.folder, 'evidence');
    const period = ['--from', from, '--to', to, '--out', out];
    const args = ['evidence', ...period, '--bucket', bucket, '--ledger', ledger];
    const ended = await keyturn.start(args, { env });
    const written = readFileSync(path.join(out, 'evidence.json'), 'utf8');
    return { ...ended, evidence: evidenceSchema.parse(JSON.parse(written)) };
  } finally {
    keyturn.remove();
  }
}
