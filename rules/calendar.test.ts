import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import {
  addDays,
  ageInDays,
  dateIn,
  dateOfDelivery,
  dateOfRunAtAge,
  daysBetween,
  earliest,
  instantAt,
  laterDate,
  latest,
  runDaysAfter,
  startOf,
} from './calendar';
import { isLocalDate } from './local-date';

const at = (iso: string) => new Date(iso);

describe('ageInDays', () => {
  const key = { createdAt: at('2026-01-01T12:00:00Z') };
  const cases: [string, string, number][] = [
    ['the moment it is made', '2026-01-01T12:00:00Z', 0],
    ['a millisecond before it is one day old', '2026-01-02T11:59:59.999Z', 0],
    ['when it is one day old', '2026-01-02T12:00:00Z', 1],
    ['a millisecond before 91 days', '2026-04-02T11:59:59.999Z', 90],
    ['at 91 days', '2026-04-02T12:00:00Z', 91],
    ['of a key that is younger than the run by a second', '2026-01-01T11:59:59Z', 0],
    ['of a key that is younger than the run by a week', '2025-12-25T12:00:00Z', 0],
  ];
  for (const [name, now, age] of cases) it(name, () => assert.equal(ageInDays(key, at(now)), age));
});

describe('dates in a time zone', () => {
  it('are those of the wall clock there', () => {
    assert.equal(dateIn('Pacific/Auckland', at('2026-06-30T12:30:00Z')), '2026-07-01');
    assert.equal(dateIn('America/Los_Angeles', at('2026-07-01T06:59:00Z')), '2026-06-30');
  });

  it('lie one day apart whatever the clocks do', () => {
    // Europe/Berlin: 2026-03-29 has 23 hours, 2026-10-25 has 25.
    for (const [a, b] of [
      ['2026-03-28T07:00:00Z', '2026-03-29T06:00:00Z'],
      ['2026-10-24T06:00:00Z', '2026-10-25T07:00:00Z'],
    ] as const)
      assert.equal(daysBetween(dateIn('Europe/Berlin', at(a)), dateIn('Europe/Berlin', at(b))), 1);
  });

  it('count back what was added', () => {
    fc.assert(
      fc.property(
        fc.date({
          min: at('2000-01-01T00:00:00Z'),
          max: at('2100-01-01T00:00:00Z'),
          noInvalidDate: true,
        }),
        fc.integer({ min: -1000, max: 1000 }),
        (instant, days) => {
          const date = dateIn('Etc/UTC', instant);
          assert.equal(daysBetween(date, addDays(date, days)), days);
        },
      ),
    );
  });

  it('exist', () => {
    for (const [text, expected] of [
      ['2026-02-28', true],
      ['2026-02-29', false],
      ['2028-02-29', true],
      ['2026-13-01', false],
      ['2026-1-1', false],
      ['2026', false],
      ['2026-01', false],
      ['2026-01-01T00:00:00.000Z', false],
      ['2026-01-01T00:00:00Z', false],
      ['', false],
      ['+002026-01-01', false],
      ['9992026-01-01', false],
    ] as const)
      assert.equal(isLocalDate(text), expected, text);
  });
});

describe('dateOfRunAtAge', () => {
  it('is the date of the first run that sees the age, in every zone and over every change of clocks', () => {
    const zones = [
      'Etc/UTC',
      'Europe/Berlin',
      'America/New_York',
      'Australia/Lord_Howe',
      'Asia/Kolkata',
    ];
    fc.assert(
      fc.property(
        fc.date({
          min: at('2025-01-01T00:00:00Z'),
          max: at('2028-01-01T00:00:00Z'),
          noInvalidDate: true,
        }),
        fc.constantFrom(...zones),
        // Outside the hours that a change of clocks skips or repeats.
        fc.integer({ min: 5, max: 22 }),
        (createdAt, timeZone, hour) => {
          const runs = dailyRuns(createdAt, timeZone, hour, 94);
          const first = runs.find((run) => ageInDays({ createdAt }, run) >= 91);
          assert.ok(first && runs[0]);
          assert.equal(
            dateOfRunAtAge({ createdAt }, 91, runs[0], timeZone),
            dateIn(timeZone, first),
          );
        },
      ),
    );
  });
});

describe('dateOfRunAtAge, to the millisecond', () => {
  // A run at 09:30:15.500 on any day; the key is one day old at the same time of the next day.
  const run = at('2026-05-10T09:30:15.500Z');
  const cases: [string, string, string][] = [
    ['made at that very time', '2026-05-01T09:30:15.500Z', '2026-05-02'],
    ['a millisecond later', '2026-05-01T09:30:15.501Z', '2026-05-03'],
    ['a millisecond earlier', '2026-05-01T09:30:15.499Z', '2026-05-02'],
    ['a second later, with fewer milliseconds', '2026-05-01T09:30:16.000Z', '2026-05-03'],
    ['a second earlier, with more milliseconds', '2026-05-01T09:30:14.999Z', '2026-05-02'],
    ['a minute later, with fewer seconds', '2026-05-01T09:31:00.000Z', '2026-05-03'],
    ['a minute earlier, with more seconds', '2026-05-01T09:29:59.999Z', '2026-05-02'],
    ['an hour later, with fewer minutes', '2026-05-01T10:00:00.000Z', '2026-05-03'],
    ['an hour earlier, with more minutes', '2026-05-01T08:59:59.999Z', '2026-05-02'],
  ];
  // The second by its calendar, which UTC needs none of.
  for (const zone of ['Etc/UTC', 'Etc/GMT'])
    for (const [name, createdAt, date] of cases)
      it(`${name}, in ${zone}`, () =>
        assert.equal(dateOfRunAtAge({ createdAt: at(createdAt) }, 1, run, zone), date));
});

describe('runDaysAfter', () => {
  const cases: [string, string, number, string][] = [
    ['the next day', '2026-05-10T07:00:00Z', 1, '2026-05-11T07:00:00.000Z'],
    ['the same run', '2026-05-10T07:00:00Z', 0, '2026-05-10T07:00:00.000Z'],
    // 09:00 in Berlin on both days: the night between has an hour less, or more.
    ['into summer time', '2026-03-28T08:00:00Z', 1, '2026-03-29T07:00:00.000Z'],
    ['into winter time', '2026-10-24T07:00:00Z', 1, '2026-10-25T08:00:00.000Z'],
  ];
  for (const [name, run, days, expected] of cases)
    it(`keeps the time of day: ${name}`, () =>
      assert.equal(runDaysAfter(at(run), days, 'Europe/Berlin').toISOString(), expected));
});

/** The instants at which the wall clock shows that hour, found by trying every quarter of an hour. */
function dailyRuns(from: Date, timeZone: string, hour: number, count: number): Date[] {
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
  const wanted = `${String(hour).padStart(2, '0')}:00`;
  const quarter = 15 * 60_000;
  const runs: Date[] = [];
  for (let t = Math.ceil(from.getTime() / quarter) * quarter; runs.length < count;) {
    const isRun = clock.format(t) === wanted;
    if (isRun) runs.push(new Date(t));
    t += isRun ? 22 * 4 * quarter : quarter;
  }
  return runs;
}

describe('dateOfDelivery', () => {
  const run = at('2026-05-10T23:59:00Z');
  const cases: [string, string, string][] = [
    ['some seconds after a run at midnight is its date', '2026-05-11T00:00:07Z', '2026-05-10'],
    ['six hours after is its date', '2026-05-11T05:59:00Z', '2026-05-10'],
    ['later than that is the delivery’s own date', '2026-05-11T05:59:00.001Z', '2026-05-11'],
    ['three days later is three days later', '2026-05-13T12:00:00Z', '2026-05-13'],
  ];
  for (const [name, deliveredAt, date] of cases)
    it(name, () => assert.equal(dateOfDelivery(run, at(deliveredAt), 'Etc/UTC'), date));
});

describe('of two days or instants', () => {
  it('is the later or the earlier one, or the one that there is', () => {
    for (const [a, b] of [
      ['2026-01-01', '2026-01-02'],
      ['2026-01-02', '2026-01-01'],
    ] as const) {
      assert.equal(laterDate(a, b), '2026-01-02');
      assert.deepEqual(latest(new Date(a), new Date(b)), new Date('2026-01-02'));
      assert.deepEqual(earliest(new Date(a), new Date(b)), new Date('2026-01-01'));
      for (const either of [latest, earliest])
        assert.deepEqual(either(new Date(a), undefined), new Date(a));
    }
    assert.equal(laterDate('2026-01-01', '2026-01-01'), '2026-01-01');
  });
});

describe('a time of day', () => {
  const cases: [string, string, string, string][] = [
    ['is that of its zone', '2026-01-15', '09:30', '2026-01-15T08:30:00Z'],
    ['in a gap of the clocks is as much later', '2026-03-29', '02:30', '2026-03-29T01:30:00Z'],
    ['of a day’s begin is its first moment', '2026-07-01', '00:00', '2026-06-30T22:00:00Z'],
  ];
  for (const [name, date, time, instant] of cases)
    it(name, () => assert.deepEqual(instantAt(date, time, 'Europe/Berlin'), at(instant)));
});

describe('the dates of UTC, which need no calendar', () => {
  const instants = fc
    .integer({ min: -4_102_444_800_000, max: 4_102_444_800_000 })
    .map((milliseconds) => new Date(milliseconds));
  const ofLuxon = (instant: Date) => DateTime.fromJSDate(instant, { zone: 'Etc/UTC' });

  it('are those of the calendar', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: -400, max: 400 }), (instant, days) => {
        assert.equal(dateIn('Etc/UTC', instant), ofLuxon(instant).toISODate());
        assert.deepEqual(
          runDaysAfter(instant, days, 'Etc/UTC'),
          ofLuxon(instant).plus({ days }).toJSDate(),
        );
      }),
    );
  });

  it('begin, and have their times of day, when those of a zone do that keeps UTC’s time', () => {
    fc.assert(
      fc.property(instants, (instant) => {
        const date = dateIn('Etc/UTC', instant);
        const time = instant.toISOString().slice(11, 16);
        assert.deepEqual(instantAt(date, time, 'Etc/UTC'), instantAt(date, time, 'Etc/GMT'));
        assert.deepEqual(startOf(date, 'Etc/UTC'), startOf(date, 'Etc/GMT'));
      }),
    );
  });

  it('come after every date where there is no instant', () => {
    for (const zone of ['Etc/UTC', 'Europe/Berlin'])
      assert.ok(dateIn(zone, new Date(NaN)) > '9999-12-31', zone);
  });

  it('of a run are those of a zone that keeps UTC’s time under another name', () => {
    fc.assert(
      fc.property(instants, instants, fc.integer({ min: 0, max: 100 }), (createdAt, run, days) => {
        const inZone = (timeZone: string) => dateOfRunAtAge({ createdAt }, days, run, timeZone);
        assert.equal(inZone('Etc/UTC'), inZone('Etc/GMT'));
      }),
    );
  });
});
