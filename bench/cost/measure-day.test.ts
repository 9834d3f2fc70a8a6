import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { functionBundles } from '../../scripts/build-functions';
import { takeBundles } from '../../scripts/bundles-at-hand';
import { measureDay } from './measure-day';
import { readUsage } from './page';
import type { Usage } from './usage';

const ACCOUNTS = 2;
/** What a run asks for itself is another part of few accounts than of many. */
const TOLERANCE = 0.06;

describe('the measured day', () => {
  const kept = readUsage();
  let now: Usage;
  before(async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'keyturn-day-'));
    try {
      await takeBundles(functionBundles, folder);
      const bundle = path.join(folder, 'monitor', 'index.js');
      now = await measureDay(bundle, ACCOUNTS, kept.usersEach);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('has the same reminders and rotations', () => {
    const of = ({ remindedEach, rotatedEach }: Usage) => [remindedEach, rotatedEach];
    assert.deepEqual(of(now), of(kept));
  });

  it('tells each of them once, and the team of each, and the day', () => {
    // A private message and a notice of the new key each; a digest and a summary a run.
    for (const { accounts, remindedEach, rotatedEach, queue } of [now, kept])
      assert.equal(queue.messages, accounts * (remindedEach + rotatedEach) + 2);
  });

  const perAccount: readonly [string, (usage: Usage) => number][] = [
    ['reads of the ledger', ({ dynamoDb }) => dynamoDb.readUnits],
    ['writes of the ledger', ({ dynamoDb }) => dynamoDb.writeUnits],
    ['records', ({ dynamoDb }) => dynamoDb.recordBytes],
    ['records of notices', ({ dynamoDb }) => dynamoDb.noticeBytes],
    ['parts of the report', ({ bucket }) => bucket.partBytes],
  ];
  for (const [what, of] of perAccount)
    it(`asks of an account what measured-day.json says: ${what}; \`npm run bench:cost -- --measure --page\` renews it`, () => {
      const [is, was] = [of(now) / now.accounts, of(kept) / kept.accounts];
      assert.ok(Math.abs(is - was) <= TOLERANCE * was, `it was ${was}, and is ${is}`);
    });
});
