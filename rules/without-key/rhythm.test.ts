import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { SignedCall } from '../notices';
import { machinesRhythm } from './rhythm';

const MINUTE_MS = 60_000;
const start = Date.UTC(2026, 0, 5);
const calls = (minutes: readonly number[], more: Partial<SignedCall> = {}): SignedCall[] =>
  minutes.map((minute) => ({
    at: new Date(start + minute * MINUTE_MS),
    source: 'ec2.amazonaws.com',
    address: '198.51.100.7',
    userAgent: 'aws-cli/2.31.0',
    ...more,
  }));
const every = (minutes: number, until: number) =>
  Array.from({ length: Math.floor(until / minutes) + 1 }, (_, i) => i * minutes);
const day = 24 * 60;

describe('the rhythm of calls', () => {
  it('is none without calls, or of one', () => {
    assert.equal(machinesRhythm([]), undefined);
    assert.equal(machinesRhythm(calls([5])), undefined);
  });

  it('is round the clock from 48 hours on without a pause of more than five', () => {
    assert.deepEqual(machinesRhythm(calls(every(5 * 60, 50 * 60))), {
      is: 'round-the-clock',
      hours: 50,
    });
    assert.equal(machinesRhythm(calls(every(60, 47 * 60)))?.is, undefined);
    assert.equal(machinesRhythm(calls(every(60, 48 * 60)))?.is, 'round-the-clock');
    const asleep = [...every(60, 30 * 60), ...every(60, 30 * 60).map((m) => m + 35 * 60 + 1)];
    assert.equal(machinesRhythm(calls(asleep)), undefined);
  });

  it('is that of several programs together: one key, no sleep', () => {
    const found = machinesRhythm([
      ...calls(every(8 * 60, 50 * 60), { userAgent: 'a/1' }),
      ...calls(
        every(8 * 60, 50 * 60).map((m) => m + 240),
        { userAgent: 'b/1' },
      ),
    ]);
    assert.equal(found?.is, 'round-the-clock');
  });

  it('is by the clock from five days on at the same time', () => {
    const daily = (days: number) => Array.from({ length: days }, (_, i) => i * day + 185);
    assert.equal(machinesRhythm(calls(daily(4))), undefined);
    assert.deepEqual(machinesRhythm(calls(daily(5))), {
      is: 'by-the-clock',
      at: '03:03',
      days: 5,
    });
  });

  it('is by the clock where it is so on half of the days, and not on fewer', () => {
    const daysOf = (others: number) => [
      ...Array.from({ length: 6 }, (_, i) => i * day + 500),
      ...Array.from({ length: others }, (_, i) => (6 + i) * day + 510 + i * 20),
    ];
    assert.equal(machinesRhythm(calls(daysOf(6)))?.is, 'by-the-clock');
    assert.equal(machinesRhythm(calls(daysOf(7))), undefined);
  });

  it('is by the clock once a week, and around midnight', () => {
    const weekly = Array.from({ length: 6 }, (_, i) => i * 7 * day + 30);
    assert.equal(machinesRhythm(calls(weekly))?.is, 'by-the-clock');
    const midnight = [-1, 0, 1, -1, 0, 1].map((off, i) => (i + 1) * day + off);
    assert.equal(machinesRhythm(calls(midnight))?.is, 'by-the-clock');
  });

  it('finds a schedule beside a person who uses the key all day', () => {
    const nightly = Array.from({ length: 12 }, (_, i) => i * day + 120);
    const person = Array.from({ length: 12 }, (_, i) =>
      every(10, 500).map((m) => i * day + 520 + ((i * 97) % 80) + m),
    ).flat();
    const found = machinesRhythm([
      ...calls(nightly, { userAgent: 'aws-sdk-go/1.44.1' }),
      ...calls(person),
    ]);
    assert.deepEqual([found?.is, found?.is === 'by-the-clock' && found.days], ['by-the-clock', 12]);
  });

  it('is none of a person who calls much, each day from another time on, and sleeps', () => {
    const workdays = Array.from({ length: 40 }, (_, i) =>
      every(2, 480).map((m) => i * day + 430 + ((i * 37) % 120) + m),
    ).flat();
    assert.equal(machinesRhythm(calls(workdays)), undefined);
  });

  it('hangs neither on the order of the calls nor on the day on which they begin', () =>
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 90 * day }), { maxLength: 60 }),
        fc.integer({ min: 0, max: 400 }),
        fc.boolean(),
        (minutes, days, isDaily) => {
          const all = isDaily ? minutes.map((_, i) => i * day + 300) : minutes;
          const is = machinesRhythm(calls(all))?.is;
          assert.equal(machinesRhythm(calls(all.toReversed()))?.is, is);
          assert.equal(machinesRhythm(calls(all.map((m) => m + days * day)))?.is, is);
        },
      ),
      { seed: 1 },
    ));

  it('is round the clock however much else calls between', () =>
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 30 * day }), { maxLength: 40 }), (more) => {
        const found = machinesRhythm(calls([...every(4 * 60, 60 * 60), ...more]));
        assert.equal(found?.is, 'round-the-clock');
      }),
      { seed: 1 },
    ));
});
