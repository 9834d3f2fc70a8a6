import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { compareCommand } from './command';
import { compare, realPlanner, type Planner } from './compare';
import { specification } from './page';
import type { MoveRecord } from '../../rules/person/move-record';
import type { Asked } from './world/company';

/** The real plan, asked about something else than what is there. */
function asking(change: (asked: Asked) => Partial<Asked>): Planner {
  return (asked) => realPlanner({ ...asked, ...change(asked) });
}

/** By other settings than those that the company has. */
function settings(change: (settings: Asked['reading']['settings']) => object): Planner {
  return asking(({ reading }) => ({
    reading: { ...reading, settings: { ...reading.settings, ...change(reading.settings) } },
  }));
}

/** What it remembers of a credential is gone. */
function forgetting(
  field: 'lastExemptOn' | 'lastAloneAt' | 'disabledAt' | 'enabledAt' | 'disabling',
): Planner {
  return asking(({ ledger }) => ({
    ledger: {
      ...ledger,
      credentials: new Map(
        [...ledger.credentials].map(([id, record]) => [id, { ...record, [field]: undefined }]),
      ),
    },
  }));
}

/** Of how people come, and went back, in part. */
function moving(change: (move: MoveRecord) => Partial<MoveRecord>): Planner {
  return asking(({ ledger }) => ({
    ledger: {
      ...ledger,
      moves: new Map([...ledger.moves].map(([id, move]) => [id, { ...move, ...change(move) }])),
    },
  }));
}

/** Each is a fault of the plan that a test of its own might not think of. */
const far = new Date('2100-01-01T00:00:00Z');
const planted: Readonly<Record<string, Planner>> = {
  'a reminder that is left out': (asked) =>
    realPlanner(asked).filter(
      (each) => each.do !== 'send' || each.notice.kind !== 'key-reminder' || !each.again,
    ),
  'a grace that is a day shorter': settings(({ clocks }) => ({
    clocks: {
      ...clocks,
      'access-key': { ...clocks['access-key'], graceDays: clocks['access-key'].graceDays - 1 },
    },
  })),
  'the days of UTC': settings(() => ({ timeZone: 'Etc/UTC' })),
  'no circuit breaker': settings(({ circuitBreaker }) => ({
    circuitBreaker: { ...circuitBreaker, keys: 99 },
  })),
  'an exemption that is forgotten': forgetting('lastExemptOn'),
  'a second key that is forgotten to have been off': forgetting('lastAloneAt'),
  'a disabling that is forgotten': forgetting('disabledAt'),
  'a press that is forgotten': forgetting('disabling'),
  'that somebody went back to keys and is forgotten': moving(() => ({ lastOpenAt: undefined })),
  'a closing that stays forced': moving(({ forced }) => ({
    forced: forced && { ...forced, at: far },
  })),
  'a day of use that is taken for three': moving(({ seen: { 'sign-in': seen } }) => ({
    seen: seen ? { 'sign-in': { ...seen, days: [...seen.days, '2020-01-01', '2020-01-02'] } } : {},
  })),
  'a credential report that is taken to be of now': asking(({ inventory }) => ({
    inventory: { ...inventory, usesAsOf: undefined },
  })),
};

describe('the specification of a run', () => {
  it('takes nothing from the rules but types', () => {
    // What lies on the table, and how the rules look at it, are no rules, and have to be apart from `rules/` all the same.
    for (const file of [...specification, 'history.ts', 'case.ts']) {
      const source = readFileSync(path.join(__dirname, file), 'utf8');
      const imports = source.match(/^import .*?from '.*?';$/gms) ?? [];
      assert.deepEqual(
        imports.filter((each) => each.includes('rules/') && !each.startsWith('import type')),
        [],
      );
    }
  });

  it('is short enough to be read', () => {
    const files = specification.map((file) =>
      readFileSync(path.join(__dirname, file), 'utf8').trimEnd().split('\n'),
    );
    assert.ok(files.every(({ length }) => length < 200));
    const lines = files.flat();
    assert.ok(lines.length <= 600, `${lines.length} lines`);
    const isRule = (line: string) => !/^\s*(\/?\*|\/\/|import|$)/.test(line);
    const rules = lines.filter(isRule);
    assert.ok(rules.length <= 400, `${rules.length} lines beside comments, imports and empty ones`);
  });

  for (const [name, planner] of Object.entries(planted))
    it(`notices ${name}`, () => {
      assert.ok(compare(6000, 4, planner, { isShortened: false }).difference);
    });

  it('shows a difference by as little as it takes, in words', () => {
    const silent: Planner = (asked) =>
      realPlanner(asked).filter((each) => each.do !== 'send' || each.notice.kind !== 'second-key');
    const lines: string[] = [];
    const code = compareCommand(
      ['--days', '3000', '--seed', '2'],
      (line) => lines.push(line),
      silent,
    );
    assert.equal(code, 1);
    const text = lines.join('\n');
    assert.match(text, /The specification wants:\n {4}tell second-key AKIA\d+, stops on /);
    assert.match(text, /Planned was:\n {4}nothing/);
    const { people, days } = JSON.parse(/^The story: (.*)$/m.exec(text)?.[1] ?? '{}') as {
      people: unknown[];
      days: unknown[];
    };
    assert.equal(people.length, 1);
    assert.ok(days.length <= 3, `${days.length} days`);
  });

  it('takes no days but a whole number of them', () => {
    assert.throws(() => compareCommand(['--days', '1.5'], () => {}), /--days: expected a whole/);
  });
});
