import assert from 'node:assert/strict';
import { defaultSettings } from '../../rules/settings';
import { EnvironmentError, readEnvironment } from '../environment';
import { actingVariables as right } from '../testing/acting-variables';
import { actEnvironment } from './environment';

describe('the environment of act', () => {
  it('names no responders where it says nothing of them', () => {
    const read = readEnvironment(actEnvironment, right);
    assert.deepEqual(read.KEYTURN_SETTINGS, defaultSettings);
    assert.equal(read.KEYTURN_RESPONDERS, undefined);
    assert.equal(read.KEYTURN_CREDENTIALS, undefined);
    assert.equal(read.KEYTURN_UNUSED, undefined);
  });

  it('is read as it is written', () => {
    const read = readEnvironment(actEnvironment, {
      ...right,
      KEYTURN_RESPONDERS: '["U0ALICE0001","W0BOB000001"]',
      KEYTURN_DRY_RUN: 'true',
      KEYTURN_DRY_RUN_ACCOUNTS: '["222222222222"]',
    });
    assert.deepEqual(read.KEYTURN_RESPONDERS, ['U0ALICE0001', 'W0BOB000001']);
    assert.equal(read.KEYTURN_DRY_RUN, true);
    assert.deepEqual(read.KEYTURN_DRY_RUN_ACCOUNTS, ['222222222222']);
  });

  it('needs nothing of Slack', () =>
    assert.doesNotMatch(Object.keys(actEnvironment.shape).join(), /SLACK|SECRET|TOKEN|CHANNEL/));

  const problemsOf = (changes: Readonly<Record<string, string | undefined>>) => {
    try {
      readEnvironment(actEnvironment, { ...right, ...changes });
    } catch (error) {
      if (error instanceof EnvironmentError) return error.problems;
      throw error;
    }
    return [];
  };

  for (const variable of Object.keys(right))
    it(`needs ${variable}`, () => {
      const [problem, ...more] = problemsOf({ [variable]: undefined });
      assert.match(problem ?? '', new RegExp(`^${variable} is not set.*: expected`));
      assert.deepEqual(more, []);
    });

  const wrong: readonly [variable: string, value: string, RegExp][] = [
    ['KEYTURN_SETTINGS', 'none', /is "none": expected JSON/],
    ['KEYTURN_SETTINGS', '{"disableAge":5}', /at disableAge: expected more than/],
    ['KEYTURN_CREDENTIALS', '{"password":{"stopAt":0}}', /at password/],
    ['KEYTURN_UNUSED', '{"age":0}', /at age: /],
    ['KEYTURN_ACCOUNTS', '{}', /expected {"list"/],
    ['KEYTURN_ACCOUNTS', '{"list":[{"id":"12","name":"a"}]}', /at list.0.id: expected an account/],
    ['KEYTURN_AUDIT_ROLE_NAME', 'role/name', /expected a role's name/],
    ['KEYTURN_EXTERNAL_ID', 'x', /expected the external id/],
    ['KEYTURN_LEDGER_TABLE', '', /is "": /],
    ['KEYTURN_NOTICE_QUEUE_URL', 'https://sqs/1/keyturn', /ending in \.fifo/],
    ['KEYTURN_RESPONDERS', 'U0ALICE0001', /expected JSON/],
    ['KEYTURN_RESPONDERS', '[]', /is "\[\]": /],
    ['KEYTURN_RESPONDERS', '["C0TEAM00001"]', /at 0: expected a Slack user's id/],
    ['KEYTURN_RESPONDERS', '["U0ALICE0001","@bob"]', /at 1: expected a Slack user's id/],
    ['KEYTURN_DRY_RUN', 'yes', /is "yes": expected true or false/],
    ['KEYTURN_DRY_RUN_ACCOUNTS', '["12"]', /at 0: expected an account id of 12 digits/],
    ['AWS_REGION', 'eu-isoe-west-1', /expected a region of the partitions/],
  ];
  for (const [variable, value, message] of wrong)
    it(`refuses ${variable}=${value}, and names it alone`, () => {
      const problems = problemsOf({ [variable]: value });
      assert.ok(problems.length > 0);
      for (const problem of problems) assert.ok(problem.startsWith(`${variable} `), problem);
      assert.match(problems.join('\n'), message);
    });
});
