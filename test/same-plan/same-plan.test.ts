import assert from 'node:assert/strict';
import { comparePlansCommand } from './command';
import { compare } from './compare';
import type { PlainDecision, Rules } from './plain';
import { rulesNow } from './rules-now';
import { shrink } from './shrink';

/** Rules that are those of now but for what is changed of every plan. */
function changed(change: (decision: PlainDecision) => PlainDecision): Rules {
  return { ...rulesNow, plan: (day) => rulesNow.plan(day).map(change) };
}

function oneDayLater(date: unknown): string {
  return new Date(Date.parse(String(date)) + 86_400_000).toISOString().slice(0, 10);
}

describe('comparing plans', () => {
  const planted: [string, Rules, RegExp][] = [
    [
      'another sentence',
      changed((decision) =>
        decision.why?.code === 'past-its-day'
          ? { ...decision, why: { ...decision.why, text: `${decision.why.text}.` } }
          : decision,
      ),
      /^\+ .*"text": "\d+ days old; warned on .*\."$/m,
    ],
    [
      'another reason',
      changed((decision) =>
        decision.why?.code === 'machine'
          ? { ...decision, why: { ...decision.why, code: 'young' } }
          : decision,
      ),
      /^- .*"code": "machine"/m,
    ],
    [
      'a day that is one later',
      changed((decision) =>
        decision.do === 'send' && decision.notice?.kind === 'second-key'
          ? {
              ...decision,
              notice: { ...decision.notice, stopsOn: oneDayLater(decision.notice['stopsOn']) },
            }
          : decision,
      ),
      /^\+ .*"stopsOn"/m,
    ],
    [
      'a field of a notice that is gone',
      changed(({ notice, ...decision }) =>
        notice ? { ...decision, notice: { ...notice, deadKeyId: undefined } } : decision,
      ),
      /^- .*"deadKeyId"/m,
    ],
    ['another order', { ...rulesNow, plan: (day) => rulesNow.plan(day).toReversed() }, /^- /m],
    [
      'a decision that is missing',
      { ...rulesNow, plan: (day) => rulesNow.plan(day).filter((each) => each.do !== 'abandon') },
      /^- .*"abandon"/m,
    ],
    [
      'an error',
      {
        ...rulesNow,
        plan: (day) => {
          if (day.users.some(({ keysUnknown }) => keysUnknown)) throw new Error('no keys');
          return rulesNow.plan(day);
        },
      },
      /^\+ .*"threw": "Error: no keys/m,
    ],
    [
      'another verdict of the last look',
      {
        ...rulesNow,
        look: (look) => {
          const verdict = rulesNow.look(look);
          return verdict.why?.code === 'exempt' ? { is: 'due' } : verdict;
        },
      },
      /^\+ .*"is": "due"/m,
    ],
  ];
  for (const [name, now, found] of planted)
    it(`notices ${name}`, () => {
      const lines: string[] = [];
      const versions = { then: () => rulesNow, now };
      const args = ['--days', '2000', '--seed', '7'];
      assert.equal(
        comparePlansCommand(args, (line) => lines.push(line), versions),
        1,
      );
      const text = lines.join('\n');
      assert.match(text, /They differ/);
      assert.match(text, found);
    });

  it('tells a difference with as little as it takes', () => {
    const now = changed((decision) =>
      decision.do === 'report' ? { ...decision, userId: 'AIDA' } : decision,
    );
    const { difference } = compare(rulesNow, now, 2000, 1);
    assert.ok(difference);
    const least = shrink(rulesNow, now, difference);
    assert.ok(least.of === 'plan');
    const { users, ledger, settings } = least.asked;
    assert.deepEqual([users.length, ledger.keys.length, ledger.notices.length], [1, 0, 0]);
    assert.deepEqual([users[0]?.keys, users[0]?.tags, settings], [[], {}, {}]);
  });

  it('finds what is the same the same, and all that may be decided', () => {
    const lines: string[] = [];
    const versions = { then: () => rulesNow, now: rulesNow };
    const args = ['--days', '3000', '--seed', '1'];
    assert.equal(
      comparePlansCommand(args, (line) => lines.push(line), versions),
      0,
    );
    assert.match(lines.join('\n'), /3000 days from seed 1 on.*\nEvery one is the same/);
  });

  it('lists the last looks that are mended, and takes nothing else for one', () => {
    // Asks by the notice's cause, and of keys that were enabled again for what they are not due by.
    const then: Rules = {
      ...rulesNow,
      look: ({ cause, dueBy, ...look }) => {
        const other = dueBy === 'age' ? 'second-key' : 'age';
        return rulesNow.look({ ...look, cause, dueBy: cause === 're-enabled' ? other : cause });
      },
    };
    const lines: string[] = [];
    const args = ['--days', '3000', '--seed', '1'];
    const print = (line: string) => lines.push(line);
    assert.equal(comparePlansCommand(args, print, { then: () => then, now: rulesNow }), 0);
    assert.match(lines.join('\n'), /Mended of[^]* not-due \(.*\), now due/);
    const now: Rules = { ...rulesNow, look: (look) => then.look(look) };
    assert.equal(comparePlansCommand(args, print, { then: () => then, now }), 1);
  });

  it('says what never came', () => {
    const lines: string[] = [];
    const versions = { then: () => rulesNow, now: rulesNow };
    assert.equal(
      comparePlansCommand(['--days', '1'], (line) => lines.push(line), versions),
      1,
    );
    assert.match(lines.join('\n'), /Never came[^]*^reason: circuit-breaker$/m);
  });

  it('plans the same days again for the same seed', () => {
    const tallies = [1, 2].map(() => compare(rulesNow, rulesNow, 300, 5).tally.toString());
    assert.equal(tallies[0], tallies[1]);
  });

  it('takes no days but a whole number of them', () => {
    assert.throws(
      () => comparePlansCommand(['--days', '1.5'], () => {}),
      /--days: expected a whole/,
    );
  });
});
