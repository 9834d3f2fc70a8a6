import { setTimeout as sleep } from 'node:timers/promises';
import {
  EventBridgeClient,
  ListRulesCommand,
  TestEventPatternCommand,
} from '@aws-sdk/client-eventbridge';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  GetScheduleCommand,
  SchedulerClient,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import { DescribeExecutionCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { GetQueueAttributesCommand, GetQueueUrlCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { KeyEvent } from '../../emulation/moto/start';
import { parseArn } from '../../rules/arn';
import type { FunctionName } from '../../rules/names';
import type { Company } from './company';
import { eventually } from './eventually';
import type { AccountName } from './people';

/** What EventBridge Scheduler puts in the place of this, in a schedule's input. */
const SCHEDULED_TIME = '<aws.scheduler.scheduled-time>';
const schedule = { Name: 'keyturn-daily', GroupName: 'keyturn' };
const queues = ['keyturn-undelivered.fifo', 'keyturn-failed-runs', 'keyturn-missed-schedules'];

/** What the stacks have made in the monitor's account, at work. */
export class Deployed {
  private constructor(
    private readonly company: Company,
    private readonly target: { readonly arn: string; readonly input: string },
  ) {}

  /** Takes the schedule over: see the allowance schedule-by-hand. */
  static async in(company: Company): Promise<Deployed> {
    const scheduler = new SchedulerClient(company.clientOf('monitor'));
    const { Target, ScheduleExpression, FlexibleTimeWindow } = await scheduler.send(
      new GetScheduleCommand(schedule),
    );
    await scheduler.send(
      new UpdateScheduleCommand({
        ...schedule,
        ScheduleExpression,
        FlexibleTimeWindow,
        Target,
        State: 'DISABLED',
      }),
    );
    return new Deployed(company, { arn: Target?.Arn ?? '', input: Target?.Input ?? '' });
  }

  /** One run to its end, and everything delivered that it put in the queue; what the run answers. */
  async run(scheduledTime: Date): Promise<unknown> {
    const time = scheduledTime.toISOString().replace('.000Z', 'Z');
    const input = this.target.input.replaceAll(SCHEDULED_TIME, time);
    const isStateMachine = parseArn(this.target.arn)?.service === 'states';
    const answer = await (isStateMachine ? this.#execute(input) : this.#invoke('monitor', input));
    await this.delivered();
    return JSON.parse(answer);
  }

  /** Hands an event of a key over where the rules let it through: see the allowance key-events-by-hand. */
  async announce(account: AccountName, event: KeyEvent): Promise<void> {
    for (const bus of [
      { account, region: 'us-east-1', name: 'default' },
      { account: 'monitor', region: undefined, name: 'keyturn' },
    ] as const) {
      const client = new EventBridgeClient(
        this.company.clientOf(bus.account, undefined, bus.region),
      );
      const { Rules = [] } = await client.send(new ListRulesCommand({ EventBusName: bus.name }));
      const answers = Rules.map(({ EventPattern }) =>
        client.send(new TestEventPatternCommand({ EventPattern, Event: JSON.stringify(event) })),
      );
      if (!(await Promise.all(answers)).some(({ Result }) => Result)) return;
    }
    await this.#invoke('key-events', JSON.stringify(event));
    await this.delivered();
  }

  /** Waits until the queue's mapping has handed everything to notify, whatever becomes of it there. */
  async delivered(): Promise<void> {
    await eventually('the queue of notices to be empty', async () => {
      if ((await this.#waitingIn('keyturn-notices.fifo')) > 0) return false;
      // What a batch puts in the queue itself is there before the batch is taken out; look twice all the same.
      await sleep(300);
      return (await this.#waitingIn('keyturn-notices.fifo')) === 0;
    });
  }

  /** What is in a queue of failures. */
  async failures(): Promise<readonly string[]> {
    const counts = await Promise.all(queues.map((name) => this.#waitingIn(name)));
    return queues.flatMap((name, i) => (counts[i] ? [`${counts[i]} in ${name}`] : []));
  }

  async #invoke(what: FunctionName, input: string): Promise<string> {
    const lambda = new LambdaClient(this.company.clientOf('monitor'));
    const { Payload, FunctionError } = await lambda.send(
      new InvokeCommand({ FunctionName: `keyturn-${what}`, Payload: input }),
    );
    const answer = Buffer.from(Payload ?? []).toString();
    if (FunctionError !== undefined) throw new Error(`${what} has failed: ${answer}`);
    return answer;
  }

  async #execute(input: string): Promise<string> {
    const states = new SFNClient(this.company.clientOf('monitor'));
    const { executionArn } = await states.send(
      new StartExecutionCommand({ stateMachineArn: this.target.arn, input }),
    );
    let answer = '';
    await eventually('the execution to end', async () => {
      const found = await states.send(new DescribeExecutionCommand({ executionArn }));
      if (found.status === 'RUNNING') return false;
      if (found.status !== 'SUCCEEDED')
        throw new Error(`the execution ${found.status}: ${found.error} ${found.cause}`);
      answer = found.output ?? '';
      return true;
    });
    return answer;
  }

  async #waitingIn(QueueName: string): Promise<number> {
    const sqs = new SQSClient(this.company.clientOf('monitor'));
    const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName }));
    const { Attributes = {} } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }),
    );
    return (
      Number(Attributes['ApproximateNumberOfMessages'] ?? 0) +
      Number(Attributes['ApproximateNumberOfMessagesNotVisible'] ?? 0)
    );
  }
}
