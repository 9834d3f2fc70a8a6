import { LambdaClient, paginateListEventSourceMappings } from '@aws-sdk/client-lambda';
import {
  GetScheduleCommand,
  ListSchedulesCommand,
  SchedulerClient,
} from '@aws-sdk/client-scheduler';
import type { FunctionUrl } from '../lambda/function-url';
import type { LambdaFunction } from '../lambda/lambda-function';
import type { Moto } from '../moto/start';
import type { SlackServer } from '../slack/start';
import { AsynchronousInvocations } from './asynchronous-invocations';
import { awsOf, type Place } from './aws-of';
import { deployedFunctions, type GivenToFunctions } from './deployed-functions';
import { startFunctionInvoker, type FunctionInvoker } from './function-invoker';
import { openFunctionUrls } from './function-urls';
import { KeyEventRelay } from './key-event-relay';
import { NoticePump } from './notice-pump';
import { StateMachines } from './state-machines';

/** What EventBridge Scheduler puts in the place of this, in a schedule's input. */
const SCHEDULED_TIME = '<aws.scheduler.scheduled-time>';

/** The emulated time, for those who can't ask moto: it is set whenever something happens. */
export interface Clock {
  now: Date;
}

/**
 * The deployed monitor, driven as AWS drives it: by its schedule, its queues' mappings, its bus's rules, where it has a
 * Function URL by what Slack sends there, and by whoever calls Lambda's Invoke.
 */
export class EmulatedCompany {
  private constructor(
    readonly moto: Moto,
    readonly slack: SlackServer,
    private readonly functions: ReadonlyMap<string, LambdaFunction>,
    private readonly schedule: { readonly targetArn: string; readonly input: string },
    private readonly pumps: readonly NoticePump[],
    private readonly relay: KeyEventRelay,
    private readonly asynchronously: AsynchronousInvocations,
    private readonly stateMachines: StateMachines,
    private readonly urls: readonly FunctionUrl[],
    private readonly invoker: FunctionInvoker,
    private readonly clock: Clock,
  ) {}

  /** Takes over what the stacks have deployed in the monitor's account. */
  static async of(
    moto: Moto,
    slack: SlackServer,
    place: Place,
    options: GivenToFunctions & { readonly clock: Clock },
  ): Promise<EmulatedCompany> {
    const functions = await deployedFunctions(moto, place, options);
    const byArn = (arn: string) => {
      const found = functions.get(arn.split(':')[6] ?? '');
      if (!found) throw new Error(`no function ${arn} is deployed`);
      return found;
    };
    const asynchronously = new AsynchronousInvocations(moto, place);
    const urls = await openFunctionUrls(moto, place, functions, () => options.clock.now);
    // As whoever enters it in the app's settings.
    slack.requests.url = urls[0]?.url;
    return new EmulatedCompany(
      moto,
      slack,
      functions,
      await scheduleOf(moto, place),
      await pumpsOf(moto, place, byArn),
      new KeyEventRelay(
        moto,
        (arn, event, now) => asynchronously.invoke(byArn(arn), event, now),
        options.clock.now,
      ),
      asynchronously,
      new StateMachines(moto, place, (arn, event, now) => byArn(arn).invoke(event, now)),
      urls,
      await startFunctionInvoker(moto, functions, () => options.clock.now),
      options.clock,
    );
  }

  /** Turns the clock; what happened until then reaches key-events, and what waits reaches the functions of the queues. */
  async turnTo(now: Date): Promise<void> {
    this.clock.now = now;
    await this.moto.setClock(now);
    await this.relay.carry(now);
    await this.deliver(now);
  }

  /** One run of the schedule, and the delivery of all that it put in the queue. */
  async run(scheduledAt: Date): Promise<void> {
    await this.turnTo(scheduledAt);
    await this.runAgain(scheduledAt, scheduledAt);
    await this.deliver(new Date(scheduledAt.getTime() + 10_000));
  }

  /** Only the run, in whichever way the schedule takes it, for a scheduled time that may be past. */
  async runAgain(scheduledAt: Date, now: Date): Promise<void> {
    const input = this.schedule.input.replaceAll(
      SCHEDULED_TIME,
      scheduledAt.toISOString().replace('.000Z', 'Z'),
    );
    const { targetArn } = this.schedule;
    if (targetArn.split(':')[2] === 'states')
      await this.stateMachines.run(targetArn, JSON.parse(input), now);
    else await this.wake(targetArn, JSON.parse(input), now);
  }

  /** Invokes a function as the schedule and the rules do: nobody waits for its answer. */
  async wake(functionArn: string, event: unknown, now: Date): Promise<void> {
    await this.asynchronously.invoke(this.functionOf(functionArn), event, now);
  }

  /** Lets the queues' mappings poll until nothing can be received: what is done of one queue may fill another. */
  async deliver(now: Date): Promise<void> {
    this.clock.now = now;
    let moved: number;
    do {
      moved = 0;
      for (const pump of this.pumps) moved += await pump.drain(now);
    } while (moved > 0);
  }

  async backlog(): Promise<number> {
    const counts = await Promise.all(this.pumps.map((pump) => pump.backlog()));
    return counts.reduce((sum, count) => sum + count, 0);
  }

  functionOf(arn: string): LambdaFunction {
    const found = this.functions.get(arn.split(':')[6] ?? arn);
    if (!found) throw new Error(`no function ${arn} is deployed`);
    return found;
  }

  /** Everything that the functions have logged. */
  get logs(): string {
    return [...this.functions.values()].map(({ log }) => log).join('');
  }

  async stop(): Promise<void> {
    await Promise.all([...this.urls, this.invoker].map((each) => each.stop()));
    await Promise.all([...this.functions.values()].map((each) => each.kill()));
    await Promise.all([this.moto.stop(), this.slack.stop()]);
  }
}

async function scheduleOf(moto: Moto, place: Place) {
  const client = new SchedulerClient(await awsOf(moto, place));
  const { Schedules = [] } = await client.send(new ListSchedulesCommand({}));
  const [only, ...others] = Schedules;
  if (!only || others.length > 0)
    throw new Error(
      `expected one schedule in account ${place.accountId}, found ${Schedules.length}`,
    );
  const { Target } = await client.send(
    new GetScheduleCommand({ Name: only.Name, GroupName: only.GroupName }),
  );
  return { targetArn: Target?.Arn ?? '', input: Target?.Input ?? '' };
}

async function pumpsOf(
  moto: Moto,
  place: Place,
  functionByArn: (arn: string) => LambdaFunction,
): Promise<readonly NoticePump[]> {
  const client = new LambdaClient(await awsOf(moto, place));
  const pumps: NoticePump[] = [];
  for await (const page of paginateListEventSourceMappings({ client }, {}))
    for (const {
      EventSourceArn = '',
      FunctionArn = '',
      BatchSize = 10,
    } of page.EventSourceMappings ?? [])
      pumps.push(
        await NoticePump.between(moto, place, {
          queueArn: EventSourceArn,
          batchSize: BatchSize,
          target: functionByArn(FunctionArn),
        }),
      );
  return pumps;
}
