import { setTimeout as sleep } from 'node:timers/promises';
import type { LambdaFunction } from '../../emulation/lambda/lambda-function';
import { FunctionError } from '../../emulation/lambda/lambda-function';
import type { Switchboard } from './switchboard';
import { type Call, type Fate } from './switchboard';

/** A process that was killed: which function's, where it was, and what it leaves open. */
export interface Kill {
  readonly functionName: string;
  /** The call at which it died, or the last one before it. */
  readonly action: string;
  readonly fate: Fate;
  /** `ts` of messages that Slack has taken and that the process had not recorded: these may be told again. */
  readonly unrecorded: readonly string[];
}

/** When to kill the next process: asked of each of its calls, and after a time where no call does it. */
export interface Plan {
  readonly at: (action: string, body: string) => Fate | undefined;
  readonly afterMs?: number;
  /** As soon as it has answered, if it was invoked: Lambda promises nothing of what goes on after that. */
  readonly isAtItsEnd?: boolean;
}

const WRITING = /^dynamodb (Update|Put|Transact|BatchWrite)/;
const POSTING = /^slack chat\.post/;
export const ITS_END = '(its end)';

/** A function's bundle in a process, behind a switchboard of its own. */
export class KillableFunction {
  #kill: Promise<Kill> | undefined;

  constructor(
    private readonly name: string,
    readonly lambda: LambdaFunction,
    private readonly switchboard: Switchboard,
  ) {}

  /** Does something that invokes the function, with its death planned; the kill, if it came to that. */
  async dyingBy(plan: Plan, work: () => Promise<unknown>): Promise<Kill | undefined> {
    this.#kill = undefined;
    const { switchboard, lambda } = this;
    const logged = lambda.log.length;
    switchboard.decide = plan.at;
    switchboard.kill = (call, fate) => this.#die(call, fate);
    const timer =
      plan.afterMs === undefined
        ? undefined
        : setTimeout(() => void this.#dieWhereItIs(), plan.afterMs);
    try {
      await work();
      if (plan.isAtItsEnd && lambda.log.length > logged)
        await this.#die({ action: ITS_END }, 'answer is heard');
    } catch (error) {
      if (!(error instanceof FunctionError) || !this.#kill) throw error;
    } finally {
      clearTimeout(timer);
      switchboard.decide = () => undefined;
    }
    return this.#kill;
  }

  async #die({ action }: Pick<Call, 'action'>, fate: Fate): Promise<void> {
    if (this.#kill) return;
    this.switchboard.decide = () => undefined;
    const gone = this.lambda.kill();
    const kill = { functionName: this.name, action, fate };
    this.#kill = gone.then(async () => ({ ...kill, unrecorded: await this.#unrecorded() }));
    await gone;
  }

  async #dieWhereItIs(): Promise<void> {
    const { calls } = this.switchboard;
    const open = calls.find(({ isUnderWay }) => isUnderWay);
    const last = open ?? calls.at(-1) ?? { action: '(its start)' };
    await this.#die(last, open ? 'answer is lost' : 'answer is heard');
  }

  /** What was on its way has arrived; only then it is known what the process leaves open. */
  async #unrecorded(): Promise<readonly string[]> {
    // Until what it had sent has come in. The next process takes longer to start.
    await sleep(10);
    const calls = await this.switchboard.leave();
    const reached = calls.filter(({ isForwarded }) => isForwarded);
    return reached.flatMap(({ action, answer }, at) => {
      if (!POSTING.test(action)) return [];
      const said = JSON.parse(answer?.body ?? '{}') as { ts?: string; message_ts?: string };
      const ts = said.ts ?? said.message_ts;
      // Of several that it tells at a time one may have been recorded after another was posted.
      const isRecorded = reached
        .slice(at)
        .some((call) => ts !== undefined && WRITING.test(call.action) && call.body.includes(ts));
      return ts === undefined || isRecorded ? [] : [ts];
    });
  }
}
