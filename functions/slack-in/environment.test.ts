import assert from 'node:assert/strict';
import { EnvironmentError } from '../environment';
import { readSlackInEnvironment } from './environment';

const right = {
  KEYTURN_SLACK_SIGNING_SECRET_ARN:
    'arn:aws-us-gov:secretsmanager:us-gov-west-1:111111111111:secret:keyturn/signing-AbCdEf',
  KEYTURN_ACTION_QUEUE_URL:
    'https://sqs.us-gov-west-1.amazonaws.com/111111111111/keyturn-actions.fifo',
  KEYTURN_SLACK_APP_ID: 'A0EMULATED0',
  AWS_REGION: 'us-gov-west-1',
  AWS_ACCESS_KEY_ID: 'planted-id',
  AWS_SECRET_ACCESS_KEY: 'planted-key',
};

function problemsOf(change: Readonly<Record<string, string | undefined>>): readonly string[] {
  try {
    readSlackInEnvironment({ ...right, ...change });
    return [];
  } catch (error) {
    assert.ok(error instanceof EnvironmentError);
    return error.problems;
  }
}

describe('the environment of slack-in', () => {
  it('leads to AWS’s own addresses, in each partition', () => {
    const { sqs, secretsManager } = readSlackInEnvironment(right);
    assert.equal(sqs, 'https://sqs.us-gov-west-1.amazonaws.com');
    assert.equal(secretsManager, 'https://secretsmanager.us-gov-west-1.amazonaws.com');
    const KEYTURN_ACTION_QUEUE_URL = 'https://sqs.cn-north-1.amazonaws.com.cn/111111111111/a.fifo';
    const inChina = readSlackInEnvironment({ ...right, KEYTURN_ACTION_QUEUE_URL });
    assert.equal(inChina.secretsManager, 'https://secretsmanager.cn-north-1.amazonaws.com.cn');
  });

  it('leads elsewhere where the SDK’s variables do', () => {
    const all = { ...right, AWS_ENDPOINT_URL: 'http://127.0.0.1:1' };
    assert.equal(readSlackInEnvironment(all).secretsManager, 'http://127.0.0.1:1');
    const one = { ...all, AWS_ENDPOINT_URL_SQS: 'http://127.0.0.1:2' };
    assert.equal(readSlackInEnvironment(one).sqs, 'http://127.0.0.1:2');
    assert.equal(readSlackInEnvironment(one).secretsManager, 'http://127.0.0.1:1');
  });

  it('has workspaces and organizations only where they are given', () => {
    assert.equal(readSlackInEnvironment(right).workspaces, undefined);
    const given = { ...right, KEYTURN_SLACK_TEAMS: '["T0EMULATED0","E0EMULATED0"]' };
    assert.deepEqual(readSlackInEnvironment(given).workspaces, ['T0EMULATED0', 'E0EMULATED0']);
  });

  for (const [name, found] of [
    ['KEYTURN_SLACK_SIGNING_SECRET_ARN', 'keyturn/signing'],
    ['KEYTURN_ACTION_QUEUE_URL', 'https://sqs.us-gov-west-1.amazonaws.com/111111111111/a'],
    ['KEYTURN_SLACK_APP_ID', 'B0EMULATED0'],
    ['KEYTURN_SLACK_TEAMS', 'T0EMULATED0'],
    ['KEYTURN_SLACK_TEAMS', '[]'],
    ['KEYTURN_SLACK_TEAMS', '["T0EMULATED0",1]'],
    ['KEYTURN_SLACK_TEAMS', '["acme"]'],
    ['KEYTURN_SLACK_TEAMS', ''],
  ] as const)
    it(`is wrong with ${name}=${found}, which is shown`, () => {
      const [problem = '', ...more] = problemsOf({ [name]: found });
      assert.deepEqual(more, []);
      assert.ok(problem.startsWith(`${name} is ${JSON.stringify(found)}: expected `), problem);
    });

  it('is wrong in all that is not set, at once', () => {
    const nothing = Object.fromEntries(Object.keys(right).map((name) => [name, undefined]));
    const problems = problemsOf(nothing);
    assert.deepEqual(
      problems.map((problem) => problem.split(' is not set: expected')[0]),
      Object.keys(right),
    );
  });
});
