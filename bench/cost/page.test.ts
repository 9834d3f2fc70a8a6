import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../scripts/project-files';
import { assumptions } from './assumptions';
import { billOf, totalOf } from './bill';
import { bill, pageFile, readUsage, withBill } from './page';
import { priceListSchema, readPriceList } from './price-list';

describe('the bill in docs/performance.md', () => {
  it('is what the command prints: `npm run bench:cost -- --page` renews it', async () => {
    const page = readFileSync(pageFile, 'utf8');
    assert.equal(page, await withBill(page));
  });

  it('has its place, or says so', async () =>
    assert.rejects(withBill('# A page\n'), /performance\.md has no place for the bill/));
});

describe('what it costs, in README.md', () => {
  const readme = readFileSync(path.join(root, 'README.md'), 'utf8');

  it('is what the command prints', () => {
    const [, few, many, accounts] =
      /costs\*\* ([\d.]+) USD a month for three accounts of 500 users each, and ([\d.]+) USD for a thousand.*?--accounts (\d+)/.exec(
        readme,
      ) ?? [];
    assert.equal(accounts, '3');
    assert.equal(few, totalOf(bill(3).lines).toFixed(2));
    assert.equal(many, totalOf(bill(1000).lines).toFixed(2));
  });
});

describe('the price list', () => {
  const list = readPriceList();
  const withPrice = (changes: object) => ({
    ...list,
    prices: { ...list.prices, s3Put: { ...list.prices.s3Put, ...changes } },
  });

  it('is whole: each price has its unit, where it was read, and when', () =>
    assert.doesNotThrow(() => priceListSchema.parse(list)));

  const cases: readonly [string, object][] = [
    ['a price of nothing', withPrice({ usd: 0 })],
    ['a price without a source', withPrice({ readIn: undefined })],
    ['a source that is no address', withPrice({ readIn: 'a friend' })],
    ["a page that is not AWS's", withPrice({ publishedAt: 'https://example.com/' })],
    ['a month that is none', withPrice({ dated: '2026-13' })],
    ['a price that nothing uses', { ...list, prices: { ...list.prices, gold: list.prices.s3Put } }],
    ['another currency', { ...list, currency: 'EUR' }],
  ];
  for (const [what, wrong] of cases)
    it(`refuses ${what}`, () => assert.ok(!priceListSchema.safeParse(wrong).success));
});

describe('the bill', () => {
  const [usage, list] = [readUsage(), readPriceList()];
  const of = (accounts: number, changes: object = {}) =>
    billOf(accounts, usage, list, { ...assumptions, ...changes });
  const line = (lines: ReturnType<typeof of>, price: string) =>
    lines.find((each) => each.price === price)?.usd ?? NaN;

  it('uses every price once', () =>
    assert.deepEqual(
      of(1)
        .map(({ price }) => price)
        .toSorted(),
      Object.keys(list.prices).toSorted(),
    ));

  it('grows with the accounts by what an account costs, beside what is there anyway', () => {
    const [one, two, three] = [1000, 2000, 3000].map((accounts) => totalOf(of(accounts)));
    assert.ok(one && two && three);
    assert.ok(Math.abs(three - two - (two - one)) < 1e-9);
    assert.ok(two < 2 * one);
  });

  it('knows what is simple enough to know without it', () => {
    const lines = of(1000);
    for (const [price, usd] of [
      ['alarm', 13 * 0.1],
      ['secret', 0.4],
      // 30 days × (1,000 × 2 + 3) at 0.025 for a thousand.
      ['stateTransition', 1.50225],
    ] as const)
      assert.ok(Math.abs(line(lines, price) - usd) < 1e-9, price);
  });

  it('follows what is assumed', () => {
    const kept = line(of(1000), 's3GbMonth');
    assert.ok(line(of(1000, { reportKeptDays: 800 }), 's3GbMonth') > 1.8 * kept);
  });
});
