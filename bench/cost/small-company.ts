import assert from 'node:assert/strict';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { DynamoDeliveries } from '../../functions/adapters/ledger/deliveries';
import { SqsNoticeQueue } from '../../functions/adapters/notice-queue';
import { InMemorySlack } from '../../functions/in-memory/slack';
import { announce } from '../../functions/key-events/announce';
import { deliver } from '../../functions/notify/deliver';
import { readNotice } from '../../functions/notify/read-notice';
import { Gate } from '../aws/gate';
import { DAY_MS } from '../aws/seeded-moto';
import { StandIn } from '../aws/stand-in';
import { invokeMonitor, type Invocation } from '../monitor/run-monitor';
import { isDueOn, keyCreated, populationOn } from './population';

const credentials = { accessKeyId: 'AKIA' + '1234567890120000', secretAccessKey: 'nobodys' };
const region = 'us-east-1';
const table = 'ledger';

/**
 * A company in distributed runs: the monitor as its bundle, the other functions by their own code, AWS as the
 * stand-in, Slack in memory.
 */
export class SmallCompany {
  readonly #slack = new InMemorySlack();
  readonly #queue: SqsNoticeQueue;
  readonly #deliveries: DynamoDeliveries;
  readonly #list: readonly { readonly id: string; readonly name: string }[];
  readonly #queueUrl: string;
  #told = 0;

  private constructor(
    readonly aws: StandIn,
    readonly gate: Gate,
    private readonly bundle: string,
    accounts: number,
    readonly usersEach: number,
  ) {
    const config = { endpoint: gate.url, region, credentials };
    this.#queueUrl = `${gate.url}/123456789012/keyturn.fifo`;
    this.#queue = new SqsNoticeQueue(new SQSClient(config), this.#queueUrl);
    const documents = DynamoDBDocumentClient.from(new DynamoDBClient(config), {
      marshallOptions: { removeUndefinedValues: true },
    });
    this.#deliveries = new DynamoDeliveries(documents, table);
    this.#list = Array.from({ length: accounts }, (_, i) => ({
      id: String(100_000_000_000 + i),
      name: `account-${i}`,
    }));
  }

  static async start(bundle: string, accounts: number, usersEach: number, on: Date) {
    const aws = new StandIn(populationOn(on, usersEach));
    return new SmallCompany(aws, await Gate.start(aws.answer), bundle, accounts, usersEach);
  }

  stop(): Promise<void> {
    return this.gate.stop();
  }

  /** The run of a day, step by step as the state machine takes it. */
  async run(on: Date) {
    const accounts = this.#list;
    const of = { scheduledTime: on.toISOString(), run: `run-${on.toISOString().slice(0, 10)}` };
    const list = await this.#invoke(on, { step: 'list', ...of, accounts });
    const each: Invocation[] = [];
    for (const { id } of accounts)
      each.push(await this.#invoke(on, { step: 'account', ...of, accountId: id }));
    const finish = await this.#invoke(on, { step: 'finish', ...of });
    return { list, each, finish };
  }

  /** Delivers what is in the queue, each message in its turn. */
  async deliver(at: Date): Promise<void> {
    const ports = {
      deliveries: this.#deliveries,
      slack: this.#slack,
      teamChannel: 'C0INFRA0001',
      rotation: { tool: 'keyturn' as const, profiles: {} },
      now: () => at,
      remainingMs: () => 60_000,
    };
    for (const body of this.aws.notices.slice(this.#told)) {
      const message = readNotice(body);
      assert.ok(!('newerKind' in message));
      await deliver(message, ports);
    }
    this.#told = this.aws.notices.length;
  }

  /** Whoever was reminded on that day makes a new key: CloudTrail's events come, and the team is told. */
  async rotate(on: Date): Promise<void> {
    const accounts = { list: [...this.#list] };
    const log = { info: () => undefined, error: () => undefined };
    const next = populationOn(new Date(on.getTime() + DAY_MS), this.usersEach);
    this.aws.become(next);
    for (const { id } of this.#list)
      for (let user = 0; user < this.usersEach; user++)
        if (isDueOn(on, user))
          await announce(
            keyCreated(id, user, this.aws.keyIdOf(id, user), next.createdAt(user)),
            { queue: this.#queue, accounts },
            log,
          );
  }

  #invoke(scheduledTime: Date, event: object): Promise<Invocation> {
    return invokeMonitor(
      {
        bundle: this.bundle,
        accounts: [],
        scheduledTime,
        concurrency: 8,
        url: this.gate.url,
        accessKeyId: credentials.accessKeyId,
        queueUrl: this.#queueUrl,
        table,
        bucket: 'reports',
      },
      event,
    );
  }
}
