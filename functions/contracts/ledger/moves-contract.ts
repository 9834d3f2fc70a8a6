import assert from 'node:assert/strict';
import { mostDaysSeen, type MoveRecord, type WayUse } from '../../../rules/person/move-record';
import type { SeenMove } from '../../../rules/person/seen-move';
import { ACCOUNT } from './examples';
import type { Opened } from './opened-ledger';

const alice = { userId: 'AIDA1', userName: 'alice' };
const bob = { userId: 'AIDA2', userName: 'bob' };
const at = (day: number) => new Date(Date.UTC(2026, 0, day, 9));
const on = (day: number) => at(day).toISOString().slice(0, 10);
const use = (day: number): WayUse => ({
  way: 'sign-in',
  at: at(day),
  address: '192.0.2.1',
  program: `aws-cli/2.32.${day}`,
  eventId: `event-${day}`,
});

/** Sign-ins on these days, the newest last. */
function signedIn(...days: readonly number[]): SeenMove {
  const last = use(days.at(-1) ?? assert.fail());
  return { ...alice, ways: { 'sign-in': { days: days.map(on), forget: [], last } } };
}

/** Of people on the way from keys to another way in. */
export function movesContract(opened: Opened): void {
  describe('of moves', () => {
    const recordOf = async ({ userId } = alice): Promise<MoveRecord | undefined> =>
      (await opened.ledger.load(ACCOUNT)).moves.get(userId);
    const record = (...moves: readonly SeenMove[]) => opened.ledger.recordSeen(ACCOUNT, moves);

    it('remembers whom CloudTrail was asked about, though nothing was seen', async () => {
      await record({ ...alice, ways: {}, askedUntil: at(3) }, { ...bob, ways: {} });
      assert.deepEqual(await recordOf(), { ...alice, seen: {}, said: {}, askedUntil: at(3) });
      assert.deepEqual(await recordOf(bob), { ...bob, seen: {}, said: {} });
    });

    it('remembers on which days a way was used, the newest first, and its last use', async () => {
      await record(signedIn(2, 3));
      const seen = { 'sign-in': { days: [on(3), on(2)], last: use(3) } };
      assert.deepEqual(await recordOf(), { ...alice, seen, said: {} });
    });

    it('keeps ways apart', async () => {
      const last: WayUse = { way: 'identity-center', at: at(4) };
      const ways = { 'identity-center': { days: [on(4)], forget: [], last } };
      await record(signedIn(3));
      await record({ ...alice, ways });
      assert.deepEqual((await recordOf())?.seen, {
        'sign-in': { days: [on(3)], last: use(3) },
        'identity-center': { days: [on(4)], last },
      });
    });

    it('adds what several runs have seen, in whatever order, and twice', async () => {
      for (const move of [signedIn(5), signedIn(2, 3), signedIn(5), signedIn(4)])
        await record({ ...move, askedUntil: move.ways['sign-in']?.last.at });
      const seen = { 'sign-in': { days: [5, 4, 3, 2].map(on), last: use(5) } };
      assert.deepEqual(await recordOf(), { ...alice, seen, said: {}, askedUntil: at(5) });
    });

    it('loses nothing of what overlapping runs have seen', async () => {
      await Promise.all([record(signedIn(2)), record(signedIn(3)), record(signedIn(4))]);
      assert.deepEqual((await recordOf())?.seen['sign-in']?.days, [4, 3, 2].map(on));
    });

    it('gives the newest days alone, and forgets those that it is told', async () => {
      const days = Array.from({ length: mostDaysSeen + 2 }, (_, i) => i + 1);
      await record(signedIn(...days));
      const newest = days.toReversed().slice(0, mostDaysSeen).map(on);
      assert.deepEqual((await recordOf())?.seen['sign-in']?.days, newest);
      const forget = newest.slice(1);
      const last = use(mostDaysSeen + 2);
      await record({ ...alice, ways: { 'sign-in': { days: [], forget, last } } });
      const left = (await recordOf())?.seen['sign-in']?.days ?? [];
      assert.equal(left[0], newest[0]);
      assert.ok(!left.some((day) => forget.includes(day)));
    });

    it('remembers what they say of a way, and that somebody closes their key: of each the latest', async () => {
      const by = (who: string, day: number) => ({ by: `arn:aws:sts::1:${who}`, at: at(day) });
      const { ledger } = opened;
      await ledger.recordSaid(ACCOUNT, alice, 'sign-in', by('alice', 4));
      await ledger.recordSaid(ACCOUNT, alice, 'sign-in', by('mallory', 3));
      await ledger.recordSaid(ACCOUNT, alice, 'identity-center', by('alice', 2));
      const forced = { ...by('admin', 5), reason: 'left the old laptop' };
      await ledger.recordForced(ACCOUNT, alice, forced);
      await ledger.recordForced(ACCOUNT, alice, by('another', 4));
      const said = { 'sign-in': by('alice', 4), 'identity-center': by('alice', 2) };
      assert.deepEqual(await recordOf(), { ...alice, seen: {}, said, forced });
      await ledger.recordForced(ACCOUNT, alice, by('another', 6));
      assert.deepEqual((await recordOf())?.forced, by('another', 6));
    });

    it('remembers the last run that found their key open again, of whom it knows', async () => {
      await opened.ledger.rememberOpen(ACCOUNT, bob.userId, at(3));
      assert.equal(await recordOf(bob), undefined);
      await record({ ...alice, ways: {} });
      for (const day of [4, 6, 5]) await opened.ledger.rememberOpen(ACCOUNT, alice.userId, at(day));
      assert.deepEqual((await recordOf())?.lastOpenAt, at(6));
    });

    it('remembers the last run that found it closed, of whom it knows', async () => {
      await opened.ledger.rememberClosed(ACCOUNT, bob.userId, at(3));
      assert.equal(await recordOf(bob), undefined);
      await record({ ...alice, ways: {} });
      for (const day of [4, 6, 5])
        await opened.ledger.rememberClosed(ACCOUNT, alice.userId, at(day));
      assert.deepEqual((await recordOf())?.lastClosedAt, at(6));
    });

    it('calls people by their last name', async () => {
      await record(signedIn(2));
      await record({ ...signedIn(3), userName: 'alice.b' });
      assert.equal((await recordOf())?.userName, 'alice.b');
    });

    it('lets go of nobody by being told to twice, or of somebody it does not know', async () => {
      await record(signedIn(2));
      await opened.ledger.forgetMoves(ACCOUNT, [alice.userId, bob.userId], at(9));
      await opened.ledger.forgetMoves(ACCOUNT, [alice.userId], at(9));
      assert.ok(await recordOf());
      assert.equal(await recordOf(bob), undefined);
    });

    it('keeps accounts apart', async () => {
      await record(signedIn(2));
      assert.equal((await opened.ledger.load('222222222222')).moves.size, 0);
    });
  });
}
