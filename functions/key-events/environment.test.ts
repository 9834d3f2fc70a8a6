import assert from 'node:assert/strict';
import { EnvironmentError, readEnvironment } from '../environment';
import { keyEventsEnvironment } from './environment';

const right = {
  KEYTURN_NOTICE_QUEUE_URL:
    'https://sqs.eu-central-1.amazonaws.com/444444444444/keyturn-notices.fifo',
  KEYTURN_ACCOUNTS: '{"list":[{"id":"222222222222","name":"Production"}]}',
};

describe('the environment of key-events', () => {
  it('is read', () => {
    assert.deepEqual(readEnvironment(keyEventsEnvironment, right), {
      ...right,
      KEYTURN_ACCOUNTS: { list: [{ id: '222222222222', name: 'Production' }] },
    });
  });

  it('may say where actions are queued', () => {
    const url = 'https://sqs.eu-central-1.amazonaws.com/444444444444/keyturn-actions.fifo';
    const given = { ...right, KEYTURN_ACTION_QUEUE_URL: url };
    assert.equal(readEnvironment(keyEventsEnvironment, given).KEYTURN_ACTION_QUEUE_URL, url);
  });

  const wrong: readonly (readonly [
    variable: string,
    value: string | undefined,
    problem: string,
  ])[] = [
    ['KEYTURN_NOTICE_QUEUE_URL', undefined, "is not set: expected the notice queue's URL"],
    [
      'KEYTURN_NOTICE_QUEUE_URL',
      'keyturn-notices',
      `is "keyturn-notices": expected a FIFO queue's URL`,
    ],
    [
      'KEYTURN_ACTION_QUEUE_URL',
      'keyturn-actions',
      `is "keyturn-actions": expected a FIFO queue's URL`,
    ],
    ['KEYTURN_ACCOUNTS', undefined, 'is not set: expected JSON'],
    [
      'KEYTURN_ACCOUNTS',
      '222222222222',
      'is "222222222222": Invalid input: expected object, received number',
    ],
  ];
  for (const [variable, value, problem] of wrong)
    it(`may not have ${variable} ${value === undefined ? 'unset' : JSON.stringify(value)}`, () => {
      assert.throws(
        () => readEnvironment(keyEventsEnvironment, { ...right, [variable]: value }),
        (error: unknown) => {
          assert.ok(error instanceof EnvironmentError);
          assert.deepEqual(error.problems, [`${variable} ${problem}`]);
          return true;
        },
      );
    });
});
