import assert from 'node:assert/strict';
import {
  CreateAccessKeyCommand,
  CreateUserCommand,
  IAMClient,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { startMoto, type KeyEvent, type Moto } from '../../emulation/moto/start';
import { noticeId, noticeSchema, type Notice } from '../../rules/notices';
import { EnvironmentError } from '../environment';
import { setEnvironment } from '../testing/environment';
import { lambdaContext } from '../testing/lambda-context';
import { outputOf } from '../testing/output';
import { createHandler } from './handler';
import { KeyEventError } from './key-event';

const account = { id: '222222222222', name: 'Production' };
const context = lambdaContext('keyturn-key-events');

describe('key-events, on the emulated AWS', () => {
  let moto: Moto;
  let restore: () => void;
  let sqs: SQSClient;
  let queueUrl: string;
  let announce: (event: unknown) => Promise<void>;
  let events: readonly KeyEvent[];
  let keyId: string;

  before(async () => {
    moto = await startMoto();
    restore = setEnvironment({ ...moto.env, POWERTOOLS_LOG_LEVEL: 'DEBUG' });
    const iam = new IAMClient({ credentials: await moto.credentialsFor(account.id) });
    await iam.send(new CreateUserCommand({ UserName: 'anna' }));
    const made = await iam.send(new CreateAccessKeyCommand({ UserName: 'anna' }));
    keyId = made.AccessKey?.AccessKeyId ?? '';
    for (const Status of ['Inactive', 'Active'] as const)
      await iam.send(new UpdateAccessKeyCommand({ UserName: 'anna', AccessKeyId: keyId, Status }));
    events = await moto.keyEvents();
    iam.destroy();
    sqs = new SQSClient();
  });
  after(async () => {
    restore();
    sqs.destroy();
    await moto.stop();
  });
  let count = 0;
  beforeEach(async () => {
    const { QueueUrl = '' } = await sqs.send(
      new CreateQueueCommand({
        QueueName: `notices-${++count}.fifo`,
        Attributes: { FifoQueue: 'true' },
      }),
    );
    queueUrl = QueueUrl;
    const handler = createHandler({
      KEYTURN_NOTICE_QUEUE_URL: queueUrl,
      KEYTURN_ACCOUNTS: JSON.stringify({ list: [account] }),
    });
    announce = (event) => handler(event, context);
  });

  const queued = async (): Promise<readonly Notice[]> => {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10 }),
    );
    return Messages.map(({ Body = '' }) => noticeSchema.parse(JSON.parse(Body)));
  };

  it("puts a real key's events into the queue: that it was made, and enabled again", async () => {
    const output = await outputOf(async () => {
      for (const event of events) await announce(event);
    });
    const notices = await queued();
    assert.deepEqual(notices.map(({ kind }) => kind).sort(), ['key-created', 'key-reenabled']);
    const created = notices.find(({ kind }) => kind === 'key-created');
    assert.ok(created?.kind === 'key-created');
    assert.equal(created.id, noticeId.keyCreated(keyId));
    assert.deepEqual([created.account, created.owner], [account, { userName: 'anna' }]);
    assert.equal(created.maker?.arn, `arn:aws:iam::${account.id}:root`);
    assert.equal(created.maker.isOwner, false);
    assert.match(output, /"disabled"/);
    assert.doesNotMatch(output, /A[KS]IA[A-Z0-9]{5}/);
  });

  it('leaves and logs an event of another account', async () => {
    const [event] = events;
    assert.ok(event);
    const detail = { ...event.detail, recipientAccountId: '999999999999' };
    const output = await outputOf(() => announce({ ...event, account: '999999999999', detail }));
    assert.match(output, /refused.*not one of the accounts/);
    assert.deepEqual(await queued(), []);
  });

  it('fails on what is no event of a key, and logs the field', async () => {
    const output = await outputOf(() =>
      assert.rejects(announce({ ...events[0], source: 'aws.ec2' }), KeyEventError),
    );
    assert.match(output, /not announced.*source: invalid_value/);
  });

  it('says what its environment lacks', () => {
    assert.throws(() => createHandler({}), EnvironmentError);
  });
});
