import assert from 'node:assert/strict';
import {
  CreateSecretCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { startMoto, type Moto } from '../../emulation/moto/start';
import { startSlack, type SlackServer } from '../../emulation/slack/start';
import type { Notice } from '../../rules/notices';
import { DynamoDeliveries } from '../adapters/ledger/deliveries';
import { DynamoLedger } from '../adapters/ledger/ledger';
import { SlackAppError } from '../slack-errors';
import { EnvironmentError } from '../environment';
import { examples } from '../messages/examples';
import { createLedgerTable, emulatedDocuments } from '../testing/emulated-ledger';
import { setEnvironment } from '../testing/environment';
import { lambdaContext } from '../testing/lambda-context';
import { outputOf } from '../testing/output';
import { createHandler } from './handler';
import { TeamChannelError } from './delivery';

const anna = 'U0ANNABERG';
const teamChannel = 'C0INFRATEAM';
const context = lambdaContext('keyturn-notify');

function noticeOf(name: string): Notice & { account: { id: string } } {
  const notice = examples.find((example) => example.name === name)?.notice;
  assert.ok(notice && 'account' in notice);
  // Planned now, so that a delivery now is in time.
  return { ...notice, plannedAt: new Date().toISOString() };
}
const reminder = noticeOf('key-reminder.owner');
const created = noticeOf('key-created.team');

function batch(...bodies: readonly (Notice | string)[]): SQSEvent {
  const records = bodies.map((body, i) => ({
    messageId: `message-${i + 1}`,
    body: typeof body === 'string' ? body : JSON.stringify(body),
    attributes: { MessageGroupId: typeof body === 'string' ? body : body.id },
    eventSource: 'aws:sqs',
  }));
  return { Records: records as unknown as SQSEvent['Records'] };
}

describe('notify, on the emulated AWS and Slack', () => {
  let moto: Moto;
  let slack: SlackServer;
  let restore: () => void;
  let secretArn: string;
  let count = 0;
  let table: string;
  let secrets: SecretsManagerClient;
  let notify: (event: SQSEvent) => Promise<SQSBatchResponse>;

  before(async () => {
    moto = await startMoto();
    restore = setEnvironment({ ...moto.env, POWERTOOLS_LOG_LEVEL: 'DEBUG' });
    slack = await startSlack({
      users: [{ id: anna, name: 'anna' }],
      channels: [{ id: teamChannel, name: 'infra' }],
    });
    secrets = new SecretsManagerClient();
    const secret = await secrets.send(
      new CreateSecretCommand({ Name: 'slack', SecretString: slack.token }),
    );
    secretArn = secret.ARN ?? '';
  });
  after(async () => {
    restore();
    secrets.destroy();
    await Promise.all([slack.stop(), moto.stop()]);
  });
  beforeEach(async () => {
    slack.clear();
    slack.app.setToken(slack.token);
    table = `ledger-${++count}`;
    await createLedgerTable(emulatedDocuments(moto), table);
    const handler = createHandler({
      KEYTURN_SLACK_TOKEN_SECRET_ARN: secretArn,
      KEYTURN_TEAM_CHANNEL: teamChannel,
      KEYTURN_LEDGER_TABLE: table,
      KEYTURN_SLACK_API_URL: slack.url,
    });
    notify = (event) => handler(event, context) as Promise<SQSBatchResponse>;
  });

  const recipients = () => slack.inbox.all.map(({ to }) => to);
  const failed = ({ batchItemFailures }: SQSBatchResponse) =>
    batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
  const quietly = async (event: SQSEvent) => {
    let response: SQSBatchResponse | undefined;
    await outputOf(async () => (response = await notify(event)));
    assert.ok(response);
    return failed(response);
  };

  it('tells and records', async () => {
    assert.deepEqual(await quietly(batch(reminder, created)), []);
    assert.deepEqual(recipients(), [anna, teamChannel, teamChannel]);
    const deliveries = new DynamoDeliveries(emulatedDocuments(moto), table);
    const state = await deliveries.find(reminder.account.id, reminder.id);
    const [dm, post] = slack.inbox.all;
    assert.ok(state.owner && 'ts' in state.owner);
    assert.deepEqual([state.owner.ts, state.team?.ts], [dm?.ts, post?.ts]);
    assert.equal(state.toldStopsOn, 'stopsOn' in reminder ? reminder.stopsOn : undefined);
  });

  it('sends nothing twice when the queue delivers twice', async () => {
    await quietly(batch(reminder));
    await quietly(batch(reminder, reminder));
    assert.deepEqual(recipients(), [anna, teamChannel]);
  });

  it('fails a message that holds no notice, names the field, and delivers the others', async () => {
    const wrong = JSON.stringify({ ...reminder, plannedAt: 'AKIAEXAMPLE0PLANTED1' });
    let response: SQSBatchResponse | undefined;
    const output = await outputOf(async () => (response = await notify(batch(wrong, created))));
    assert.deepEqual(response && failed(response), ['message-1']);
    assert.deepEqual(recipients(), [teamChannel]);
    assert.match(output, /plannedAt: invalid_format/);
    assert.doesNotMatch(output, /PLANTED1/);
  });

  it('leaves what follows a failure in the same group for the next try', async () => {
    slack.faults.plan({ kind: 'http', status: 400 }, { times: 1 });
    assert.deepEqual(await quietly(batch(reminder, reminder, created)), ['message-1', 'message-2']);
    assert.deepEqual(recipients(), [teamChannel]);
  });

  it("goes on with the team's copy where a try ended between the two", async () => {
    slack.faults.plan({ kind: 'http', status: 400 }, { recipient: teamChannel, times: 1 });
    assert.deepEqual(await quietly(batch(reminder)), ['message-1']);
    assert.deepEqual(recipients(), [anna]);
    assert.deepEqual(await quietly(batch(reminder)), []);
    assert.deepEqual(recipients(), [anna, teamChannel]);
  });

  it('sends again what timed out: Slack can not say whether it arrived', async () => {
    slack.faults.plan(
      { kind: 'connection-lost', done: true },
      { recipient: teamChannel, times: 1 },
    );
    assert.deepEqual(await quietly(batch(reminder)), ['message-1']);
    assert.deepEqual(await quietly(batch(reminder)), []);
    assert.deepEqual(recipients(), [anna, teamChannel, teamChannel]);
  });

  it('tells nobody what was withdrawn', async () => {
    const ledger = new DynamoLedger(emulatedDocuments(moto), table);
    await ledger.planNotice(reminder.account.id, reminder);
    await ledger.withdrawNotice(reminder.account.id, reminder.id, 'overtaken');
    assert.deepEqual(await quietly(batch(reminder)), []);
    assert.deepEqual(recipients(), []);
  });

  it('reads a token that was rotated, without a new start', async () => {
    await quietly(batch(created));
    const fresh = 'xoxb-' + 'rotated';
    slack.app.setToken(fresh);
    await secrets.send(new PutSecretValueCommand({ SecretId: secretArn, SecretString: fresh }));
    assert.deepEqual(await quietly(batch(reminder)), []);
    assert.deepEqual(recipients(), [teamChannel, anna, teamChannel]);
    const back = { SecretId: secretArn, SecretString: slack.token };
    await secrets.send(new PutSecretValueCommand(back));
  });

  it('tells the channel at once of whom Slack refuses for a reason of its own', async () => {
    const refused = { method: 'chat.postMessage', recipient: anna };
    slack.faults.plan({ kind: 'error', code: 'team_access_not_granted' }, refused);
    assert.deepEqual(await quietly(batch(reminder, created)), []);
    assert.deepEqual(recipients(), [teamChannel, teamChannel]);
    assert.match(
      JSON.stringify(slack.inbox.all[0]?.blocks),
      /Not told.*team_access_not_granted.*keyturn rotate/,
    );
  });

  describe('raises the alarm of the function’s errors', () => {
    it('where the app is refused', async () => {
      slack.app.revoke();
      await outputOf(() => assert.rejects(notify(batch(reminder, created)), SlackAppError));
    });

    it("where the team's channel can't be had", async () => {
      slack.faults.plan({ kind: 'error', code: 'is_archived' }, { recipient: teamChannel });
      await outputOf(() => assert.rejects(notify(batch(reminder, created)), TeamChannelError));
      assert.deepEqual(recipients(), [anna]);
    });

    it('but not where anything else is wrong: the dead letters have one of their own', async () => {
      slack.app.revoke();
      assert.deepEqual(await quietly(batch('no notice', created)), ['message-1', 'message-2']);
      slack.app.setToken(slack.token);
      slack.faults.plan({ kind: 'http', status: 400 });
      assert.deepEqual(await quietly(batch(created)), ['message-1']);
    });
  });

  it('never writes a token or a whole key id, at any level, whatever happens', async () => {
    const output = await outputOf(async () => {
      await notify(batch(reminder, created));
      slack.faults.plan({ kind: 'http', status: 400 }, { times: 1 });
      slack.faults.plan({ kind: 'error', code: 'user_not_found' }, { times: 1 });
      await notify(
        batch(...examples.map(({ notice }, i) => ({ ...notice, id: `${notice.id}/${i}` }))),
      );
      slack.app.revoke();
      await assert.rejects(notify(batch({ ...created, id: 'another' })));
    });
    assert.match(output, /…QRST/);
    assert.match(output, /token_revoked/);
    assert.doesNotMatch(output, /xox|A[KS]IA[A-Z0-9]{5}/);
  });

  it('says what its environment lacks', () => {
    assert.throws(() => createHandler({}), EnvironmentError);
  });
});
