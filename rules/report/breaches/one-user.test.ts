import assert from 'node:assert/strict';
import { anEngineer, day } from '../../testing/one-account';
import { breaches, reading, reportOf } from '../testing/reports';

describe('one IAM user per engineer', () => {
  it('is of engineers, and names all the others', () => {
    const named = (...names: string[]) => names.map((name) => anEngineer([], { name }));
    const others = named('ci', 'cd').map((user) => ({ ...user, tags: { type: 'machine' } }));
    assert.deepEqual(breaches(reportOf(others, 1), 'one-user'), []);
    const readings = [named('a'), others].map((users, i) =>
      reading({ account: { id: `${i}`.repeat(12), name: `${i}` }, users }, day(1)),
    );
    assert.deepEqual(breaches(reportOf([], 1, { readings }), 'one-user'), []);
    const [first] = breaches(reportOf(named('a', 'b', 'c'), 1), 'one-user');
    assert.equal(
      first,
      'a -: one of several users of one person: also b in identity, c in identity',
    );
    assert.deepEqual(breaches(reportOf([], 1), 'one-user'), []);
  });

  it('without a Slack id the name says who it is', () => {
    const tags = { type: 'engineer' };
    const users = ['a', 'b'].map((name) => anEngineer([], { name, tags }));
    assert.deepEqual(breaches(reportOf(users, 1), 'one-user'), []);
    const readings = ['1', '2'].map((digit) =>
      reading({ account: { id: digit.repeat(12), name: digit }, users: users.slice(0, 1) }, day(1)),
    );
    assert.deepEqual(breaches(reportOf([], 1, { readings }), 'one-user'), [
      'a -: one of several users of one person: also a in 2',
      'a -: one of several users of one person: also a in 1',
    ]);
  });

  it('a name in other letters is the same name', () => {
    const tags = { type: 'engineer' };
    const readings = ['ada', 'Ada'].map((name, i) =>
      reading(
        {
          account: { id: `${i}`.repeat(12), name: `${i}` },
          users: [anEngineer([], { name, tags })],
        },
        day(1),
      ),
    );
    assert.deepEqual(breaches(reportOf([], 1, { readings }), 'one-user'), [
      'ada -: one of several users of one person: also Ada in 1',
      'Ada -: one of several users of one person: also ada in 0',
    ]);
  });
});
