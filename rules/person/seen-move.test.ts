import assert from 'node:assert/strict';
import { day } from '../testing/one-account';
import { mostDaysSeen, type MoveRecord, type WayUse } from './move-record';
import { withSeen, type SeenMove } from './seen-move';
import { waysStatementSchema } from './ways-statement';

const use = (on: number): WayUse => ({ at: day(on), way: 'sign-in' });
const dates = (count: number) =>
  Array.from({ length: count }, (_, i) => day(i).toISOString().slice(0, 10));
const known: MoveRecord = {
  ...{ userId: 'AIDA1', userName: 'alice', askedUntil: day(5) },
  seen: { 'sign-in': { days: ['2026-01-03', '2026-01-02'], last: use(2) } },
  said: { 'sign-in': { at: day(1), by: 'arn:x' } },
};
const move = (more: Partial<SeenMove>): SeenMove => ({
  ...{ userId: 'AIDA1', userName: 'alicia', ways: {}, ...more },
});
const again = (days: readonly string[], last: WayUse, forget: readonly string[] = []) => ({
  'sign-in': { days, forget, last },
});

describe('what was seen of a move, with what is known', () => {
  it('is a record of its own, of somebody of whom nothing is known', () => {
    const found = withSeen(undefined, move({ ways: again(['2026-01-04'], use(3)) }));
    assert.deepEqual(found, {
      ...{ userId: 'AIDA1', userName: 'alicia', said: {} },
      seen: { 'sign-in': { days: ['2026-01-04'], last: use(3) } },
    });
  });

  it('keeps what was said, and has who they are called now', () =>
    assert.deepEqual(withSeen(known, move({})), { ...known, userName: 'alicia' }));

  it('has the days of both, the newest first, without what is to be forgotten', () => {
    const ways = again(['2026-01-04', '2026-01-02'], use(3), ['2026-01-03']);
    const { seen } = withSeen(known, move({ ways }));
    assert.deepEqual(seen['sign-in']?.days, ['2026-01-04', '2026-01-02']);
    const many = withSeen(undefined, move({ ways: again(dates(mostDaysSeen + 2), use(3)) }));
    assert.equal(many.seen['sign-in']?.days.length, mostDaysSeen);
    assert.equal(many.seen['sign-in'].days[0], dates(mostDaysSeen + 2).at(-1));
  });

  it('has the later of both uses', () => {
    const lastOf = (on: number) =>
      withSeen(known, move({ ways: again([], use(on)) })).seen['sign-in']?.last.at;
    assert.deepEqual([lastOf(1), lastOf(3)], [day(2), day(3)]);
  });

  it('has of two uses of one second the one that was written again', () => {
    const last = { ...use(2), address: '192.0.2.1' };
    assert.deepEqual(withSeen(known, move({ ways: again([], last) })).seen['sign-in']?.last, last);
  });

  it('is asked until the later of both', () => {
    const until = (record: MoveRecord | undefined, askedUntil?: Date) =>
      withSeen(record, move({ askedUntil })).askedUntil;
    assert.deepEqual(
      [until(known, day(4)), until(known, day(6)), until(known), until(undefined, day(4))],
      [day(5), day(6), day(5), day(4)],
    );
    assert.equal('askedUntil' in withSeen(undefined, move({})), false);
  });
});

describe('a statement of ways in', () => {
  it('says in words whose ARN it expects', () => {
    const messageOf = (way: string, arn: string) => {
      const said = { way, arn, profile: 'p', accountId: '111111111111', userId: 'x', at: day(0) };
      const statement = { format: 'keyturn-ways/1', madeAt: day(0), said: [said] };
      const json: unknown = JSON.parse(JSON.stringify(statement));
      return waysStatementSchema.safeParse(json).error?.issues.map(({ message }) => message);
    };
    assert.deepEqual(messageOf('sign-in', 'x'), ["expected an IAM user's ARN"]);
    assert.deepEqual(messageOf('identity-center', 'x'), ["expected a role session's ARN"]);
  });
});
