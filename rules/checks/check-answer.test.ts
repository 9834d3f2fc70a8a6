import assert from 'node:assert/strict';
import { checkAnswerSchema } from './check-answer';

const line = { what: 'slack-token', id: 'secret', outcome: 'fine', found: 'read' };
const answer = {
  format: 'keyturn-check/1',
  function: 'notify',
  version: '1.0.0',
  checks: [line],
};
const takes = (more: object) => checkAnswerSchema.safeParse({ ...answer, ...more }).success;
const takesLine = (more: object) => takes({ checks: [{ ...line, ...more }] });

describe('what a function answers to a check', () => {
  it('is read as it was written, but for what only a newer version says', () => {
    assert.deepEqual(checkAnswerSchema.parse({ ...answer, newer: 1 }), answer);
    assert.ok(takes({ dryRun: true }));
  });

  it('is of one of the functions, in the format of an answer', () => {
    for (const wrong of [
      { format: 'x' },
      { function: 'nobody' },
      { version: 1 },
      { dryRun: 'true' },
      { checks: undefined },
    ])
      assert.equal(takes(wrong), false, JSON.stringify(wrong));
    for (const name of ['monitor', 'key-events', 'slack-in', 'act'])
      assert.ok(takes({ function: name }), name);
  });

  it('may have lines that only a newer version knows, in words of the same form', () => {
    for (const what of ['one', 'of-a-newer-version']) assert.ok(takesLine({ what }), what);
    for (const what of ['', 'Of', 'of-', '-of', 'of it', 'of1'])
      assert.equal(takesLine({ what }), false, what);
    for (const wrong of [{ id: '' }, { outcome: 'good' }, { found: undefined }, { todo: 1 }])
      assert.equal(takesLine(wrong), false, JSON.stringify(wrong));
  });
});
