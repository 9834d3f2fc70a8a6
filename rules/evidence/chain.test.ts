import assert from 'node:assert/strict';
import type { ReportBefore } from '../report/report';
import { pageChanged, verifyChain, type Link } from './chain';

const FROM = '2026-07-01';
const day = (n: number) => `2026-07-${String(n).padStart(2, '0')}`;
const hash = (n: number) => `${n}`.padStart(2, '0').repeat(32);
const named = (n: number): ReportBefore => ({ on: day(n), sha256: hash(n) });
const begins: ReportBefore = { none: 'no report of the 45 days before' };

/** The report of a day, which names that of the day before. */
function link(n: number, more: Partial<Link> = {}): Link {
  return { on: day(n), sha256: hash(n), before: named(n - 1), keyturnVersion: '0.1.0', ...more };
}
const first = link(1, { before: begins });
const fine = `fine ${day(1)}: the chain begins with the report of ${day(1)}: no report of the 45 days before`;
const lastIs = (n: number) =>
  `open ${day(n)}: no later report names the report of ${day(n)}: it is the last one that there is`;

function found(links: readonly Link[], versions?: Parameters<typeof verifyChain>[2]): string[] {
  return verifyChain(links, FROM, versions).map(
    ({ weight, on, text }) => `${weight} ${on}: ${text}`,
  );
}

describe('the chain of days', () => {
  it('holds where each names the one before, and nobody names the last', () => {
    assert.deepEqual(found([first, link(2), link(3)]), [fine, lastIs(3)]);
    assert.deepEqual(found([]), []);
  });

  it('is broken by a report that was changed after it was named', () => {
    const changed = { ...link(2), sha256: hash(99) };
    assert.deepEqual(found([first, changed, link(3)]), [
      fine,
      `broken ${day(3)}: the report of ${day(2)} was changed since that of ${day(3)} named it: found SHA-256 9999999999999999…, expected SHA-256 0202020202020202…`,
      lastIs(3),
    ]);
  });

  it('is broken by one that was written over, of which the bucket has the earlier version', () => {
    const changed = { ...link(2), sha256: hash(99) };
    const written = `broken ${day(3)}: the report of ${day(2)} was written over after that of ${day(3)} had named it: the bucket has the earlier version SHA-256 0202020202020202…`;
    const over = (versions: readonly (readonly [string, string])[]) =>
      found(
        [first, changed, link(3)],
        new Map(versions.map(([on, sha256]) => [on, new Set([sha256])])),
      )[1];
    assert.equal(over([[day(2), hash(2)]]), written);
    assert.match(over([[day(2), hash(3)]]) ?? '', /was changed since/);
    assert.match(over([[day(1), hash(2)]]) ?? '', /was changed since/);
  });

  it('is broken by one that is gone, and open where that is of before the period', () => {
    assert.deepEqual(found([first, link(3)]), [
      fine,
      `open ${day(1)}: whether the report of ${day(1)} is as it was nobody can say: that of ${day(2)}, which came after it, is gone`,
      `broken ${day(3)}: the report of ${day(2)} is gone: that of ${day(3)} names it`,
      lastIs(3),
    ]);
    const gone = `broken ${day(2)}: the report of ${day(1)} is gone: that of ${day(2)} names it`;
    assert.deepEqual(found([link(2)]), [gone, lastIs(2)]);
    const before = { on: '2026-06-30', sha256: hash(30) };
    assert.deepEqual(found([link(1, { before })]), [
      `open ${day(1)}: the report of 2026-06-30, before the period, is not there: that of ${day(1)} names it`,
      lastIs(1),
    ]);
  });

  it('is broken where one of before the period is not there, though others are', () => {
    const early: Link = { ...first, on: '2026-06-29', sha256: hash(29) };
    const before = { on: '2026-06-30', sha256: hash(30) };
    assert.deepEqual(found([early, link(1, { before })]).slice(1, 3), [
      'open 2026-06-29: whether the report of 2026-06-29 is as it was nobody can say: that of 2026-06-30, which came after it, is gone',
      `broken ${day(1)}: the report of 2026-06-30 is gone: that of ${day(1)} names it`,
    ]);
  });

  it('is broken by one that was put in afterwards', () => {
    const skips = link(3, { before: named(1) });
    assert.deepEqual(found([first, link(2), skips]), [
      fine,
      `broken ${day(2)}: no later report names the report of ${day(2)}, though later ones name others: it was put in afterwards`,
      lastIs(3),
    ]);
  });

  it('is broken by one that says there was none before it, where there is one', () => {
    assert.deepEqual(found([first, link(2, { before: begins })]), [
      fine,
      `broken ${day(2)}: the report of ${day(2)} says no report of the 45 days before; there is one of ${day(1)}`,
      lastIs(2),
    ]);
  });

  it('is open where a run could not read the one before, of which nothing else is said', () => {
    assert.deepEqual(found([first, link(2, { before: { unknown: 'throttled' } }), link(3)]), [
      fine,
      `open ${day(2)}: the run of ${day(2)} could not read the report before it: throttled`,
      lastIs(3),
    ]);
  });

  it('is open at one that can’t be read', () => {
    const unread: Link = { on: day(2), sha256: hash(2) };
    assert.deepEqual(found([first, unread, link(3)]), [
      fine,
      `open ${day(2)}: which one the report of ${day(2)} names before it is not known: it can't be read`,
      lastIs(3),
    ]);
  });
});

describe('reports of a version that named none', () => {
  const old = (n: number, keyturnVersion = '0.0.9'): Link => ({
    ...{ on: day(n), sha256: hash(n), keyturnVersion },
  });

  it('are said in a sentence a version', () => {
    const links = [old(1), old(2), old(4), old(5, '0.0.8'), link(6, { before: named(5) })];
    assert.deepEqual(found(links), [
      `open ${day(1)}: the reports of ${day(1)} to ${day(2)}, ${day(4)} name none before them: keyturn 0.0.9 wrote none of that`,
      `open ${day(5)}: the reports of ${day(5)} name none before them: keyturn 0.0.8 wrote none of that`,
      lastIs(6),
    ]);
  });

  it('are broken where one of the same version named one before', () => {
    const links = [first, link(2, { before: undefined }), link(3)];
    assert.deepEqual(found(links), [
      fine,
      `broken ${day(2)}: the report of ${day(2)} names none before it, though keyturn 0.1.0 does: that of ${day(1)} has one`,
      lastIs(3),
    ]);
    // Another version's names, or one of the same that comes later, say nothing of it.
    assert.deepEqual(found([link(1, { before: undefined }), link(2)]), [
      `open ${day(1)}: the reports of ${day(1)} name none before them: keyturn 0.1.0 wrote none of that`,
      lastIs(2),
    ]);
    assert.deepEqual(found([first, old(2), link(3)]), [
      fine,
      `open ${day(2)}: the reports of ${day(2)} name none before them: keyturn 0.0.9 wrote none of that`,
      lastIs(3),
    ]);
  });
});

it('a page that was changed is broken, by its account and its day', () => {
  assert.deepEqual(pageChanged(day(2), 'identity', hash(1), hash(2)), {
    weight: 'broken',
    on: day(2),
    text: `the page of identity in the report of ${day(2)} was changed: found SHA-256 0101010101010101…, expected SHA-256 0202020202020202…`,
  });
});
