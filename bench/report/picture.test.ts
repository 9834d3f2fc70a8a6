import assert from 'node:assert/strict';
import type { Work } from '../trials/trial';
import { pictureOf } from './picture';
import type { Row } from './ratios';
import type { Results } from './results';

const row = (work: Work, users: number): Row => ({
  users,
  work,
  iamCalls: users,
  throttled: 0,
  seen: users,
  milliseconds: users,
  waiting: 0,
  timesFaster: {},
  timesFewer: {},
});
const results = (rows: readonly Row[]): Results => ({
  node: 'v24',
  cores: 2,
  load: [0, 0],
  latency: 20,
  rounds: 1,
  rows,
  throttle: 15,
  throttled: [],
  accounts: [],
  bundles: [],
});

describe('the picture of the bench', () => {
  it('names what was measured, and nothing else', () => {
    const svg = pictureOf(results([row('steady state', 100), row('access-key', 100)]));
    assert.match(svg, /^<svg [^]*<\/svg>$/);
    assert.ok(svg.includes('Keyturn, steady state') && svg.includes('Cloud Custodian, access-key'));
    assert.ok(!svg.includes('Prowler'));
  });

  it('draws every size, whatever the sizes are', () => {
    const drawn = (sizes: readonly number[]) =>
      pictureOf(results(sizes.map((users) => row('steady state', users)))).match(/<path /g)?.length;
    assert.ok((drawn([10, 1000, 100]) ?? 0) > (drawn([10, 1000]) ?? 0));
  });
});
