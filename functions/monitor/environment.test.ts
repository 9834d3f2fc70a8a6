import assert from 'node:assert/strict';
import { defaultSettings } from '../../rules/settings';
import { EnvironmentError, readEnvironment } from '../environment';
import { actingVariables as right } from '../testing/acting-variables';
import { monitorEnvironment } from './environment';

describe('the monitor’s environment', () => {
  it('has defaults where it may', () => {
    const read = readEnvironment(monitorEnvironment, right);
    assert.deepEqual(read.KEYTURN_SETTINGS, defaultSettings);
    assert.equal(read.KEYTURN_CREDENTIALS, undefined);
    assert.equal(read.KEYTURN_UNUSED, undefined);
    assert.equal(read.KEYTURN_QUESTIONS, undefined);
    assert.equal(read.KEYTURN_CONCURRENCY, 8);
  });

  it('is read as it is written', () => {
    const read = readEnvironment(monitorEnvironment, {
      ...right,
      KEYTURN_SETTINGS: '{"disableAge":92}',
      KEYTURN_CONCURRENCY: '64',
      KEYTURN_DRY_RUN: 'true',
      KEYTURN_DRY_RUN_ACCOUNTS: '["222222222222"]',
    });
    assert.equal(read.KEYTURN_SETTINGS.clocks['access-key'].stopAt, 92);
    assert.equal(read.KEYTURN_CONCURRENCY, 64);
    assert.equal(read.KEYTURN_DRY_RUN, true);
    assert.deepEqual(read.KEYTURN_DRY_RUN_ACCOUNTS, ['222222222222']);
  });

  for (const variable of Object.keys(right))
    it(`needs ${variable}`, () => {
      const rest = { ...right, [variable]: undefined };
      assert.throws(
        () => readEnvironment(monitorEnvironment, rest),
        (error) => {
          assert.ok(error instanceof EnvironmentError && error.problems.length === 1);
          assert.match(error.problems[0] ?? '', new RegExp(`^${variable} is not set.*: expected`));
          return true;
        },
      );
    });

  const wrong: [string, string, RegExp][] = [
    ['KEYTURN_SETTINGS', 'none', /is "none": expected JSON/],
    ['KEYTURN_SETTINGS', '{"disableAge":5}', /at disableAge: expected more than/],
    ['KEYTURN_SETTINGS', '{"disableage":91}', /disableage/],
    ['KEYTURN_SETTINGS', '{"disableAge":91,"credentials":{"access-key":{}}}', /found both/],
    ['KEYTURN_QUESTIONS', '{}', /at againAfterDays/],
    ['KEYTURN_QUESTIONS', '{"againAfterDays":31}', /at againAfterDays/],
    ['KEYTURN_QUESTIONS', '{"againAfterDays":-1}', /at againAfterDays/],
    ['KEYTURN_QUESTIONS', '{"againAfterDays":0.5}', /at againAfterDays/],
    [
      'KEYTURN_CREDENTIALS',
      '{"password":{"remindAt":[9],"stopAt":9}}',
      /at password.stopAt: expected/,
    ],
    ['KEYTURN_UNUSED', '{"age":0}', /at age: /],
    ['KEYTURN_UNUSED', '{"age":45,"do":"delete"}', /at do: /],
    ['KEYTURN_ACCOUNTS', '{}', /expected {"list"/],
    ['KEYTURN_AUDIT_ROLE_NAME', 'role/name', /expected a role's name/],
    ['KEYTURN_EXTERNAL_ID', 'x', /expected the external id/],
    ['KEYTURN_LEDGER_TABLE', '', /KEYTURN_LEDGER_TABLE is "": /],
    ['KEYTURN_NOTICE_QUEUE_URL', 'keyturn.fifo', /expected the notice queue's URL/],
    ['KEYTURN_NOTICE_QUEUE_URL', 'https://sqs/1/keyturn', /ending in \.fifo/],
    ['KEYTURN_CONCURRENCY', '0', /expected a whole number from 1 to 64/],
    ['KEYTURN_CONCURRENCY', '65', /expected a whole number from 1 to 64/],
    ['KEYTURN_CONCURRENCY', '2.5', /expected a whole number from 1 to 64/],
    ['KEYTURN_CONCURRENCY', 'many', /expected a whole number from 1 to 64/],
    ['KEYTURN_DRY_RUN', 'yes', /is "yes": expected true or false/],
    ['KEYTURN_DRY_RUN_ACCOUNTS', '["12"]', /at 0: expected an account id of 12 digits/],
    ['AWS_REGION', 'eu-isoe-west-1', /expected a region of the partitions/],
  ];
  for (const [variable, value, message] of wrong)
    it(`refuses ${variable}=${value}`, () =>
      assert.throws(() => readEnvironment(monitorEnvironment, { ...right, [variable]: value }), {
        name: 'EnvironmentError',
        message,
      }));
});
