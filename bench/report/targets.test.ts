import assert from 'node:assert/strict';
import type { Row } from './ratios';
import type { Results } from './results';
import { targetsOf } from './targets';

const MEBIBYTE = 1024 * 1024;
const nothing: Results = {
  node: 'v24',
  cores: 2,
  load: [0, 0],
  latency: 20,
  rounds: 1,
  rows: [],
  throttle: 15,
  throttled: [],
  accounts: [],
  bundles: [],
};
const row = (work: Row['work'], iamCalls: number, timesFaster: Row['timesFaster']): Row => ({
  users: 1000,
  work,
  iamCalls,
  throttled: 0,
  seen: 1000,
  milliseconds: 1,
  waiting: 0,
  timesFaster,
  timesFewer: {},
});
const throttled = (seen: number | undefined) => ({
  work: 'first run' as const,
  users: 1000,
  iamCalls: 1,
  throttled: 0,
  allCalls: 1,
  milliseconds: 1,
  waiting: 0,
  seen,
});
const accounts = (milliseconds: number, megabytes: number, unread = 0) => ({
  work: 'first run' as const,
  accounts: 1000,
  usersEach: 100,
  calls: 1,
  milliseconds,
  cpu: 1,
  peakMemory: megabytes * MEBIBYTE,
  unread,
});
const bundle = (megabytes: number, ratio: number) => ({
  name: 'monitor',
  bytes: megabytes * 1_000_000,
  clients: [],
  milliseconds: 1,
  baseline: 1,
  ratio,
});

describe('the targets', () => {
  const cases: readonly [string, Partial<Results>, readonly boolean[]][] = [
    ['none, where nothing was measured', {}, []],
    ['5 calls', { rows: [row('steady state', 5, {})] }, [true]],
    ['6 calls', { rows: [row('steady state', 6, {})] }, [false]],
    [
      '50 times the best filter',
      { rows: [row('steady state', 5, { 'access-key': 90, credential: 50 })] },
      [true, true],
    ],
    [
      'only 49.9 times the better one',
      { rows: [row('steady state', 5, { 'access-key': 90, credential: 49.9 })] },
      [true, false],
    ],
    ['5 times, at first', { rows: [row('first run', 9, { 'access-key': 5 })] }, [true]],
    ['4.9 times, at first', { rows: [row('first run', 9, { 'access-key': 4.9 })] }, [false]],
    ['nothing skipped', { throttled: [throttled(1000)] }, [true]],
    ['one skipped', { throttled: [throttled(999)] }, [false]],
    ['failed', { throttled: [throttled(undefined)] }, [false]],
    ['60 s and 256 MB', { accounts: [accounts(60_000, 256)] }, [true]],
    ['too long', { accounts: [accounts(60_001, 256)] }, [false]],
    ['too much memory', { accounts: [accounts(60_000, 257)] }, [false]],
    ['an account unread', { accounts: [accounts(60_000, 256, 1)] }, [false]],
    ['1 MB and twice the time', { bundles: [bundle(1, 2)] }, [true]],
    ['more than a megabyte', { bundles: [bundle(1.01, 2)] }, [false]],
    ['a slow start', { bundles: [bundle(1, 2.01)] }, [false]],
  ];
  for (const [name, results, expected] of cases)
    it(name, () =>
      assert.deepEqual(
        targetsOf({ ...nothing, ...results }).map(({ isMet }) => isMet),
        expected,
      ),
    );
});
