import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { answering, Gate } from '../../../bench/aws/gate';
import { StandInDynamoDb } from '../../../bench/aws/stand-in-dynamodb';
import { startSlack, type SlackServer } from '../../../emulation/slack/start';
import { DynamoDeliveries } from '../../../functions/adapters/ledger/deliveries';
import { SqsNoticeQueue } from '../../../functions/adapters/notice-queue';
import { SlackAdapter } from '../../../functions/adapters/slack/slack';
import type { NotifyPorts } from '../../../functions/notify/delivery';
import { defaultRotation } from '../../../rules/rotation';
import { QuotasSeen } from '../quotas';
import type { EmulatedClock } from './emulated-clock';
import { FifoQueue, type Sent } from './fifo-queue';
import { inTime } from './in-time';
import { anna, team } from './of-run';
import { Requests } from './requests';

/** What a call takes, in milliseconds. */
const [SLACK, LEDGER, SQS] = [150, 8, 15];
/** Of an invocation of notify, as KeyMonitor sets it. */
const NOTIFY_MS = 120_000;

/** The queue, the ledger and Slack, under an emulated clock: the functions' own adapters talk to them. */
export class StormWorld {
  readonly quotas = new QuotasSeen();
  readonly queue = new FifoQueue();
  readonly requests = new Requests(this.quotas);
  readonly notices: SqsNoticeQueue;
  readonly #deliveries: DynamoDeliveries;

  private constructor(
    readonly clock: EmulatedClock,
    readonly slack: SlackServer,
    readonly dynamoDb: StandInDynamoDb,
    private readonly gate: Gate,
    sent: (message: Sent) => Sent,
  ) {
    this.notices = new SqsNoticeQueue(this.#sqs(sent), 'https://sqs/keyturn.fifo');
    const credentials = { accessKeyId: 'AKIA' + '1234567890120000', secretAccessKey: 'nobodys' };
    const client = new DynamoDBClient({ endpoint: gate.url, region: 'eu-central-1', credentials });
    const documents = DynamoDBDocumentClient.from(client, {
      marshallOptions: { removeUndefinedValues: true },
    });
    this.#deliveries = inTime(clock, LEDGER, new DynamoDeliveries(documents, 'ledger'));
  }

  static async start(
    clock: EmulatedClock,
    sent: (message: Sent) => Sent = (message) => message,
  ): Promise<StormWorld> {
    const dynamoDb = new StandInDynamoDb();
    const gate = await Gate.start(answering(({ action, body }) => dynamoDb.answer(action, body)));
    const slack = await startSlack({
      users: [anna],
      channels: [{ id: team, name: 'infra' }],
      isRateLimited: true,
      now: clock.date,
      milliseconds: () => clock.now,
    });
    return new StormWorld(clock, slack, dynamoDb, gate, sent);
  }

  async stop(): Promise<void> {
    await Promise.all([this.slack.stop(), this.gate.stop()]);
  }

  /** Of one invocation of notify, that begins now. */
  notifyPorts(): NotifyPorts {
    const { clock, slack } = this;
    const began = clock.now;
    const remainingMs = () => NOTIFY_MS - (clock.now - began);
    const adapter = new SlackAdapter({
      token: {
        current: () => Promise.resolve(slack.token),
        renewed: () => Promise.resolve(slack.token),
      },
      apiUrl: slack.url,
      remainingMs,
      pause: clock.pause,
    });
    return {
      deliveries: this.#deliveries,
      slack: inTime(clock, SLACK, adapter),
      teamChannel: team,
      rotation: defaultRotation,
      now: clock.date,
      remainingMs,
    };
  }

  /** As much of the SDK's client as the notice queue asks for. */
  #sqs(sent: (message: Sent) => Sent): SQSClient {
    const send = async ({ input: { Entries = [] } }: SendMessageBatchCommand) => {
      await this.clock.sleep(SQS);
      this.requests.note(this.clock.now);
      for (const entry of Entries) this.queue.send(sent(entry), this.clock.now);
      return {};
    };
    return { send } as unknown as SQSClient;
  }
}
