import assert from 'node:assert/strict';
import { EnvironmentError, readEnvironment } from '../environment';
import { notifyEnvironment } from './environment';

const right = {
  KEYTURN_SLACK_TOKEN_SECRET_ARN:
    'arn:aws:secretsmanager:eu-central-1:444444444444:secret:slack-AbCdEf',
  KEYTURN_TEAM_CHANNEL: 'C0INFRATEAM',
  KEYTURN_LEDGER_TABLE: 'keyturn-ledger',
};

describe('the environment of notify', () => {
  const accepted: readonly Record<string, string>[] = [
    right,
    { ...right, KEYTURN_TEAM_CHANNEL: 'G0PRIVATE00' },
    { ...right, KEYTURN_SLACK_API_URL: 'https://slack-gov.com/api/' },
    { ...right, KEYTURN_SLACK_API_URL: 'http://127.0.0.1:4242/api/' },
  ];
  for (const canDisable of [true, false])
    it(`may say that there are buttons, and whether anybody may disable: ${canDisable}`, () => {
      const KEYTURN_PRESSES = JSON.stringify({ canDisable });
      const read = readEnvironment(notifyEnvironment, { ...right, KEYTURN_PRESSES });
      assert.deepEqual(read.KEYTURN_PRESSES, { canDisable });
    });
  for (const environment of accepted)
    it(`may be ${JSON.stringify(environment)}`, () => {
      assert.deepEqual(readEnvironment(notifyEnvironment, environment), environment);
    });

  const wrong: readonly (readonly [
    variable: string,
    value: string | undefined,
    problem: RegExp,
  ])[] = [
    [
      'KEYTURN_SLACK_TOKEN_SECRET_ARN',
      undefined,
      /is not set: expected a Secrets Manager secret's ARN$/,
    ],
    ['KEYTURN_SLACK_TOKEN_SECRET_ARN', 'slack-token', /is "slack-token": expected a Secrets/],
    // A policy that names this one matches no secret.
    [
      'KEYTURN_SLACK_TOKEN_SECRET_ARN',
      right.KEYTURN_SLACK_TOKEN_SECRET_ARN.slice(0, -7),
      /expected a Sec/,
    ],
    ['KEYTURN_TEAM_CHANNEL', undefined, /is not set: expected a Slack channel's id/],
    ['KEYTURN_TEAM_CHANNEL', '#infra', /is "#infra": expected a Slack channel's id/],
    ['KEYTURN_TEAM_CHANNEL', 'U0ANNABERG', /is "U0ANNABERG": expected a Slack channel's id/],
    ['KEYTURN_LEDGER_TABLE', undefined, /is not set: expected the ledger table's name$/],
    ['KEYTURN_LEDGER_TABLE', '', /is "": /],
    ['KEYTURN_PRESSES', 'true', /^KEYTURN_PRESSES is "true": /],
    ['KEYTURN_PRESSES', '{"canDisable":"yes"}', /at canDisable: /],
    ['KEYTURN_PRESSES', '{', /expected JSON$/],
    ['KEYTURN_SLACK_API_URL', 'slack.com', /is "slack\.com": expected the https URL/],
    ['KEYTURN_SLACK_API_URL', 'http://proxy.test/api/', /expected the https URL/],
    [
      'KEYTURN_SLACK_API_URL',
      'https://slack.com/',
      /expected the https URL of a Slack API, ending in \/api\/$/,
    ],
  ];
  for (const [variable, value, problem] of wrong)
    it(`may not have ${variable} ${value === undefined ? 'unset' : JSON.stringify(value)}`, () => {
      assert.throws(
        () => readEnvironment(notifyEnvironment, { ...right, [variable]: value }),
        (error: unknown) => {
          assert.ok(error instanceof EnvironmentError);
          const [found, ...others] = error.problems;
          assert.ok(found?.startsWith(`${variable} `));
          assert.match(String(found), problem);
          assert.deepEqual(others, []);
          return true;
        },
      );
    });
});
