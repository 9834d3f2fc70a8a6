import assert from 'node:assert/strict';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { startMoto, type Moto } from '../../emulation/moto/start';
import { startSlack, type SlackServer } from '../../emulation/slack/start';
import { groupOf, type QueueMessage } from '../../rules/notices/team-copies';
import { numberedMessage } from '../../rules/stored-versions';
import { created, question } from '../messages/example-notices';
import { createLedgerTable, emulatedDocuments } from '../testing/emulated-ledger';
import { setEnvironment } from '../testing/environment';
import { lambdaContext } from '../testing/lambda-context';
import { outputOf } from '../testing/output';
import { createHandler } from './handler';

const teamChannel = 'C0INFRATEAM';
const plannedAt = new Date().toISOString();
const asked = { ...question, plannedAt };
const news = { ...created, plannedAt };
const owner = asked.owner.slackId ?? '';
const responder = 'U0RESPONDER';
const { account, key } = asked;

function answerTo(slackId: string, channel: string, press = 'a'): QueueMessage {
  return {
    kind: 'press-answer',
    id: `press/${press.repeat(64)}`,
    plannedAt,
    to: { slackId, channel, ts: '1700000000.000100' },
    button: 'not-mine',
    about: { account, userName: asked.owner.userName, keyId: key.id, noticeId: asked.id },
    outcome: 'failed',
    code: 'not-read',
    text: 'AWS did not answer',
    tellsTeam: true,
  };
}
const show: QueueMessage = {
  kind: 'show-answer',
  id: 'answer/press',
  plannedAt,
  accountId: account.id,
  answer: { said: 'mine', by: owner, at: plannedAt },
  noticeIds: [asked.id, news.id],
};
const home: QueueMessage = {
  kind: 'home-view',
  id: 'home/opened',
  plannedAt,
  to: owner,
  keys: [],
  readAt: plannedAt,
  timeZone: 'Etc/UTC',
  leftOut: 0,
};

function batch(...messages: readonly QueueMessage[]): SQSEvent {
  const records = messages.map((message, i) => ({
    messageId: `message-${i + 1}`,
    body: JSON.stringify(numberedMessage(message)),
    attributes: { MessageGroupId: groupOf(message) },
    eventSource: 'aws:sqs',
  }));
  return { Records: records as unknown as SQSEvent['Records'] };
}

describe('notify after a press, on the emulated AWS and Slack', () => {
  let moto: Moto;
  let slack: SlackServer;
  let restore: () => void;
  let secretArn: string;
  let count = 0;
  let notify: (event: SQSEvent) => Promise<SQSBatchResponse>;
  let notifyWith: (presses: string | undefined) => typeof notify;

  before(async () => {
    moto = await startMoto();
    restore = setEnvironment({ ...moto.env, POWERTOOLS_LOG_LEVEL: 'DEBUG' });
    slack = await startSlack({
      users: [
        { id: owner, name: 'owner' },
        { id: responder, name: 'responder' },
      ],
      channels: [{ id: teamChannel, name: 'infra', members: [responder] }],
    });
    const secrets = new SecretsManagerClient();
    const secret = await secrets.send(
      new CreateSecretCommand({ Name: 'slack', SecretString: slack.token }),
    );
    secrets.destroy();
    secretArn = secret.ARN ?? '';
  });
  after(async () => {
    restore();
    await Promise.all([slack.stop(), moto.stop()]);
  });
  beforeEach(async () => {
    slack.clear();
    slack.workspace.hasHomeTab = true;
    const table = `ledger-${++count}`;
    await createLedgerTable(emulatedDocuments(moto), table);
    notifyWith = (presses) => {
      const handler = createHandler({
        KEYTURN_SLACK_TOKEN_SECRET_ARN: secretArn,
        KEYTURN_TEAM_CHANNEL: teamChannel,
        KEYTURN_LEDGER_TABLE: table,
        KEYTURN_SLACK_API_URL: slack.url,
        KEYTURN_PRESSES: presses,
      });
      return (event) =>
        handler(event, lambdaContext('keyturn-notify')) as Promise<SQSBatchResponse>;
    };
    notify = notifyWith('{"canDisable":true}');
  });

  const told = () => slack.inbox.all.map(({ channel }) => channel);
  const methods = () => slack.calls.map(({ method }) => method);
  const failed = async (...messages: readonly QueueMessage[]) => {
    let response: SQSBatchResponse | undefined;
    const output = await outputOf(async () => (response = await notify(batch(...messages))));
    assert.doesNotMatch(output, /xox|A[KS]IA[A-Z0-9]{5}/);
    return {
      items: response?.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier),
      output,
    };
  };
  const isDone = async (...messages: readonly QueueMessage[]) =>
    assert.deepEqual((await failed(...messages)).items, []);

  const buttons: [presses: string | undefined, expected: string[]][] = [
    [undefined, []],
    ['{"canDisable":false}', ['mine', 'not-mine']],
    ['{"canDisable":true}', ['mine', 'not-mine', 'disable-now']],
  ];
  for (const [presses, expected] of buttons)
    it(`has for ${presses ?? 'nothing'} the buttons ${expected.join(', ') || 'of none'}`, async () => {
      notify = notifyWith(presses);
      await isDone(asked, news);
      const all = JSON.stringify(slack.inbox.all.map(({ blocks }) => blocks));
      const found = [...all.matchAll(/"action_id":"keyturn:([\w-]+)"/g)].map(([, name]) => name);
      assert.deepEqual(found, expected);
    });

  it('answers in private where it was pressed there, and in the channel to the presser alone', async () => {
    await isDone(asked);
    const [question_] = slack.inbox.of(owner);
    assert.ok(question_);
    slack.clear();
    await isDone(answerTo(owner, question_.channel, 'a'), answerTo(responder, teamChannel, 'b'));
    assert.equal(slack.inbox.of(owner).length, 1);
    const alone = slack.inbox.seenAloneBy(responder);
    assert.deepEqual(
      alone.map(({ channel }) => channel),
      [teamChannel],
    );
    // The team hears of each press that it must hear of, and of none what only the presser is told.
    const heard = slack.inbox.channel(teamChannel).map(({ text }) => text);
    assert.equal(heard.length, 2);
    assert.ok(!heard.includes(alone[0]?.text ?? ''));
  });

  it('answers whoever is not in the channel by a private message', async () => {
    await isDone(answerTo(owner, teamChannel));
    assert.deepEqual(told().toSorted(), [teamChannel, `D${owner.slice(1)}`]);
    assert.deepEqual(slack.inbox.seenAloneBy(owner), []);
  });

  it('gives up to answer whom Slack does not know, and says so in its log', async () => {
    const { items, output } = await failed(answerTo('U0NOBODY000', teamChannel));
    assert.deepEqual(items, []);
    assert.match(output, /"level":"ERROR".*"refused".*channel_not_found/);
    assert.deepEqual(told(), [teamChannel]);
  });

  it('answers once when the queue delivers twice, and when a try ended between the two', async () => {
    const answer = answerTo(responder, teamChannel);
    slack.faults.plan({ kind: 'http', status: 400 }, { method: 'chat.postMessage', times: 1 });
    assert.deepEqual((await failed(answer)).items, ['message-1']);
    await isDone(answer);
    await isDone(answer);
    assert.equal(slack.inbox.seenAloneBy(responder).length, 1);
    assert.deepEqual(told(), [teamChannel]);
  });

  it('tells the notices of a batch before what comes of presses, for which Slack may have to be waited', async () => {
    const presses = ['a', 'b', 'c'].map((press) => answerTo(responder, teamChannel, press));
    await isDone(...presses, home, news);
    const [first, ...others] = slack.inbox.channel(teamChannel).map(({ text }) => text);
    assert.match(first ?? '', /^.*New AWS key/);
    assert.equal(others.length, 1);
    const calls = methods();
    const isOfPress = (method: string) => ['chat.postEphemeral', 'views.publish'].includes(method);
    assert.ok(calls.findIndex(isOfPress) > calls.indexOf('chat.postMessage'));
  });

  it('shows an answer in the messages that were sent, which stay where they are', async () => {
    await isDone(asked, news);
    const before = slack.inbox.all.map(({ channel, ts, isEdited }) => [channel, ts, isEdited]);
    await isDone(show);
    await isDone(show);
    assert.deepEqual(
      slack.inbox.all.map(({ channel, ts, isEdited }) => [channel, ts, isEdited]),
      before.map(([channel, ts]) => [channel, ts, true]),
    );
  });

  it('leaves a message that somebody has deleted, says so in its log, and tries no more', async () => {
    await isDone(asked, news);
    const [post] = slack.inbox.channel(teamChannel);
    assert.ok(post);
    slack.inbox.remove(post);
    const { items, output } = await failed(show);
    assert.deepEqual(items, []);
    assert.match(output, /"level":"ERROR".*"refused".*message_not_found/);
    assert.ok(slack.inbox.of(owner)[0]?.isEdited);
  });

  it('tries again what passes', async () => {
    await isDone(asked);
    slack.faults.plan({ kind: 'http', status: 400 }, { method: 'chat.update', times: 1 });
    assert.deepEqual((await failed(show)).items, ['message-1']);
    slack.faults.plan({ kind: 'http', status: 400 }, { method: 'views.publish', times: 1 });
    assert.deepEqual((await failed(show, home)).items, ['message-2']);
    await isDone(home);
    assert.equal(slack.inbox.homeOf(owner)?.version, 1);
  });

  it('draws the home of whoever opened it, and posts nothing', async () => {
    await isDone(home);
    assert.ok(slack.inbox.homeOf(owner)?.blocks.length);
    assert.deepEqual(told(), []);
  });

  it('gives up a home that Slack refuses for what it holds, and says so in its log', async () => {
    slack.faults.plan({ kind: 'error', code: 'view_too_large' }, { method: 'views.publish' });
    const { items, output } = await failed(home);
    assert.deepEqual(items, []);
    assert.match(output, /"level":"ERROR".*"refused".*view_too_large/);
  });

  it('gives up a home that the app does not have, and says so in its log', async () => {
    slack.workspace.hasHomeTab = false;
    const { items, output } = await failed(home);
    assert.deepEqual(items, []);
    assert.match(output, /"level":"ERROR".*"refused".*not_enabled/);
    assert.equal(methods().filter((method) => method === 'views.publish').length, 1);
  });
});
