import assert from 'node:assert/strict';
import { checkEventSchema } from './check-event';

const whole = {
  ...{ check: 'keyturn-check/1', accounts: ['111111111111'], channels: ['C0TEAM00001'] },
  people: [{ id: 'U0ALICE0001', usedBy: 'alice' }],
};
const problemOf = (more: object) =>
  checkEventSchema.safeParse({ ...whole, ...more }).error?.issues[0]?.message;

describe('what a function is asked to check', () => {
  it('is itself, and whom it is told of', () => {
    assert.deepEqual(checkEventSchema.parse(whole), whole);
    assert.deepEqual(checkEventSchema.parse({ check: whole.check }), { check: whole.check });
  });

  it('is refused in words where it is of another form', () => {
    assert.equal(problemOf({ accounts: ['1'] }), 'expected an account id of 12 digits');
    assert.equal(problemOf({ channels: ['x'] }), "expected a Slack channel's id (C… or G…)");
    const people = [{ id: 'x', usedBy: 'alice' }];
    assert.equal(problemOf({ people }), "expected a Slack user's id (U… or W…)");
    for (const more of [{ check: 'x' }, { more: 1 }, { people: [{ id: 'U0ALICE0001' }] }])
      assert.notEqual(problemOf(more), undefined);
    assert.notEqual(problemOf({ people: [{ ...whole.people[0], more: 1 }] }), undefined);
  });
});
