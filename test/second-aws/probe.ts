import {
  CreateQueueCommand,
  DeleteQueueCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { Company } from './company';
import { eventually } from './eventually';
import { accounts, type AccountName } from './people';

/** A queue in which something is to arrive, or not. */
export class Probe {
  private constructor(
    private readonly sqs: SQSClient,
    private readonly queueUrl: string,
    readonly queueArn: string,
  ) {}

  static async in(company: Company, account: AccountName, region = 'eu-central-1'): Promise<Probe> {
    const sqs = new SQSClient(company.clientOf(account, undefined, region));
    const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: 'probe' }));
    return new Probe(sqs, QueueUrl, `arn:aws:sqs:${region}:${accounts[account]}:probe`);
  }

  /** Everything that has arrived when the one that is waited for has. */
  async messagesUntil(isTheOne: (body: string) => boolean): Promise<readonly string[]> {
    const bodies: string[] = [];
    await eventually('a message in the probe', async () => {
      const { Messages = [] } = await this.sqs.send(
        new ReceiveMessageCommand({ QueueUrl: this.queueUrl, MaxNumberOfMessages: 10 }),
      );
      bodies.push(...Messages.map(({ Body = '' }) => Body));
      return bodies.some(isTheOne);
    });
    return bodies;
  }

  async remove(): Promise<void> {
    await this.sqs.send(new DeleteQueueCommand({ QueueUrl: this.queueUrl }));
  }
}
