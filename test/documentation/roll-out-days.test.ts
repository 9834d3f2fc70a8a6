import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { IamUser } from '../../rules/model';
import type { Notice } from '../../rules/notices';
import { playRuns } from '../../rules/report/forecast';
import { defaultSettings } from '../../rules/settings';
import { aKey, anEngineer, day, inventoryOf, ledgerOf } from '../../rules/testing/one-account';
import { root } from '../../scripts/project-files';

/** By the day that the page's table gives, what it says of it. */
function daysOfPage(): ReadonlyMap<number, string> {
  const page = readFileSync(path.join(root, 'docs', 'roll-out.md'), 'utf8');
  const [, table = ''] = /### When what is seen\n[^|]*([^]*?)\n\n/.exec(page) ?? [];
  return new Map(
    [...table.matchAll(/^\| (\d+) +\| (.*?) +\|$/gm)].map(([, on, what = '']) => [
      Number(on),
      what,
    ]),
  );
}

/** The days of the first and the last message, and of the disabling, where nobody acts on a key. */
function daysOfKey(ageOnFirstRun: number, firstRun: number) {
  const key = aKey('AKIAKEY00000000000001', firstRun - ageOnFirstRun);
  return daysOf(anEngineer([key]), 'key-reminder', firstRun);
}

/** The same of the older of two keys. */
function daysOfTwoKeys(firstRun: number) {
  const older = aKey('AKIAKEY00000000000001', firstRun - 20);
  const newer = aKey('AKIAKEY00000000000002', firstRun - 10);
  return daysOf(anEngineer([older, newer]), 'second-key', firstRun);
}

/** Of the messages of that kind, until something is disabled. */
function daysOf(user: IamUser, kind: Notice['kind'], firstRun: number) {
  const told: number[] = [];
  const runs = playRuns(
    { inventory: inventoryOf(user), ledger: ledgerOf({}) },
    defaultSettings,
    day(firstRun),
  );
  let on = firstRun;
  for (const { decisions } of runs) {
    if (decisions.some((each) => each.do === 'send' && each.notice.kind === kind)) told.push(on);
    if (decisions.some((each) => each.do === 'disable')) return { told, disabled: on };
    on += 1;
    assert.ok(on < firstRun + 200, 'the key is never disabled');
  }
  throw new Error('the runs ended');
}

describe('what is seen on which day of a roll-out', () => {
  const days = daysOfPage();
  const [start = 0] = [...days].find(([, what]) => what.includes('dryRun: false')) ?? [];

  it('begins with days in which nothing is done', () => {
    assert.ok(start > 1);
    for (const on of [1, 2, start]) assert.ok(days.has(on), String(on));
  });

  it('has the first messages and disablings when the plan has them', () => {
    assert.deepEqual(daysOfKey(75, start).told[0], start + 1);
    const oldest = daysOfKey(400, start);
    const due = daysOfKey(86, start);
    const young = daysOfKey(76, start);
    assert.deepEqual([oldest.told[0], due.told[0], young.told[0]], [start, start, start]);
    assert.equal(young.told.length, 3);
    const of = (on: number) => days.get(on) ?? `nothing on day ${on}`;
    assert.equal(due.disabled, oldest.disabled);
    assert.ok(daysOfKey(85, start).disabled > due.disabled);
    assert.match(of(due.disabled), /first day on which a key can be disabled.*86 days/);
    assert.match(of(young.disabled), /three messages, and are disabled/);
  });

  it('has the day of the older of two keys, which comes before', () => {
    const { told, disabled } = daysOfTwoKeys(start);
    assert.deepEqual(told, [start]);
    assert.match(days.get(disabled) ?? '', /older of two enabled keys.*can be disabled/);
  });

  it('has those of a key that was made on the day of the first messages', () => {
    const { told, disabled } = daysOfKey(0, start);
    const [first = 0] = told;
    assert.match(days.get(first) ?? '', /hears of it for the first time/);
    assert.match(days.get(disabled) ?? '', /91 days old/);
  });

  it('names no other day', () => {
    const known = [
      ...[
        1,
        2,
        start,
        daysOfTwoKeys(start).disabled,
        daysOfKey(86, start).disabled,
        daysOfKey(76, start).disabled,
      ],
      daysOfKey(0, start).told[0],
      daysOfKey(0, start).disabled,
    ];
    assert.deepEqual([...days.keys()], known);
  });
});
