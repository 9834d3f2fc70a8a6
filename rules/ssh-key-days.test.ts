import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  askedNow,
  awaitsTurn,
  isAnswered,
  nobodyAsked,
  partOf,
  partsDue,
  SSH_KEY_DAYS,
  type SshKeysAsked,
} from './ssh-key-days';
import { isAwaited } from './model';
import { day } from './testing/one-account';

const users = Array.from({ length: 1000 }, (_, i) => ({
  id: `AIDA${String(i * 7919).padStart(16, '0')}`,
  createdAt: day(-100),
}));
const ofPart = (part: number) => users.find((user) => partOf(user) === part) ?? assert.fail();

describe('the days of SSH keys', () => {
  it('are about the same for each seventh of the users', () => {
    const sizes = [...Map.groupBy(users, partOf).values()].map(({ length }) => length);
    assert.equal(sizes.length, SSH_KEY_DAYS);
    assert.ok(Math.min(...sizes) > 100 && Math.max(...sizes) < 190, sizes.join());
  });

  // The ledger has the parts by their numbers: by others somebody would be waited for in vain.
  it('are the same from version to version', () => {
    const idOf = (...codes: readonly number[]) => ({ id: String.fromCharCode(...codes) });
    // 5; 5 * 31 + 6 = 161 = 23 * 7; 161 * 31 + 3 = 4994 = 713 * 7 + 3
    assert.deepEqual([idOf(5), idOf(5, 6), idOf(5, 6, 3)].map(partOf), [5, 0, 3]);
  });

  it('come once in seven days to everybody, and no user is known before', () => {
    let asked: SshKeysAsked = nobodyAsked;
    for (let on = 0; on < SSH_KEY_DAYS; on++) {
      const due = partsDue(asked, day(on));
      assert.equal(due.size, 1);
      const known = users.filter((user) => isAnswered(asked, user));
      assert.ok(known.every((user) => !due.has(partOf(user))));
      asked = askedNow(asked, due, new Set(), day(on));
    }
    assert.ok(users.every((user) => isAnswered(asked, user)));
    assert.equal(partsDue(asked, day(SSH_KEY_DAYS)).size, 1);
  });

  it('that were missed are caught up on, and none is asked about twice for it', () =>
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 12 }), (gaps) => {
        let asked: SshKeysAsked = nobodyAsked;
        let on = 0;
        for (; on < SSH_KEY_DAYS; on++)
          asked = askedNow(asked, partsDue(asked, day(on)), new Set(), day(on));
        for (const gap of gaps) {
          on += gap;
          asked = askedNow(asked, partsDue(asked, day(on)), new Set(), day(on));
          // Whatever was missed: nothing that is known is older than it may be.
          for (const [, at] of asked.at)
            assert.ok(day(on).getTime() - at.getTime() < SSH_KEY_DAYS * 86_400_000);
        }
      }),
    ));

  it('that were missed in the first week are caught up on, too', () =>
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 12 }), (gaps) => {
        let asked = askedNow(nobodyAsked, partsDue(nobodyAsked, day(0)), new Set(), day(0));
        let on = 0;
        for (const gap of gaps) {
          on += gap;
          const due = partsDue(asked, day(on));
          if (on < SSH_KEY_DAYS) assert.equal(due.size, 1);
          asked = askedNow(asked, due, new Set(), day(on));
          // Whenever the first week is over: everybody is known.
          if (on >= SSH_KEY_DAYS) assert.equal(asked.at.size, SSH_KEY_DAYS);
        }
      }),
    ));

  it('leave open who was made after their last, and who had no answer', () => {
    const part = 3;
    const user = ofPart(part);
    const asked = askedNow(nobodyAsked, new Set([part]), new Set(), day(5));
    assert.ok(isAnswered(asked, user));
    assert.ok(isAnswered(asked, { ...user, createdAt: day(5) }));
    assert.ok(!isAnswered(asked, { ...user, createdAt: day(5, '09:00:01') }));
    assert.ok(!isAnswered(asked, ofPart(4)));
    const refused = askedNow(nobodyAsked, new Set([part]), new Set([user.id]), day(5));
    assert.ok(!isAnswered(refused, user));
  });

  it('are not turned back by a run for a day that is past', () => {
    const all = new Set([0, 1, 2, 3, 4, 5, 6]);
    const asked = askedNow(nobodyAsked, all, new Set(), day(20));
    const again = askedNow(asked, partsDue(asked, day(10)), new Set(), day(10));
    assert.deepEqual(again.at, asked.at);
  });
});

it('whoever has had no turn is waited for, and no fault', () => assert.ok(isAwaited(awaitsTurn)));
