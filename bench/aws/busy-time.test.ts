import assert from 'node:assert/strict';
import { BusyTime } from './busy-time';

describe('busy time', () => {
  /** What is under way from one instant to another. */
  type Span = readonly [from: number, to: number];
  const cases: readonly [string, readonly Span[], number][] = [
    ['nothing', [], 0],
    ['one span', [[10, 25]], 15],
    [
      'spans that overlap, once',
      [
        [0, 20],
        [10, 30],
        [15, 18],
      ],
      30,
    ],
    [
      'not what lies between two spans',
      [
        [0, 5],
        [100, 107],
      ],
      12,
    ],
    [
      'spans that touch',
      [
        [0, 5],
        [5, 9],
      ],
      9,
    ],
  ];
  for (const [name, spans, expected] of cases)
    it(`counts ${name}`, () => {
      const busy = new BusyTime();
      const events = spans.flatMap(([from, to]) => [
        { at: from, what: 'begin' as const },
        { at: to, what: 'end' as const },
      ]);
      for (const { at, what } of events.toSorted((a, b) => a.at - b.at)) busy[what](at);
      assert.equal(busy.milliseconds, expected);
    });
});
