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
  readonly at: (action: string) => Fate | undefined;
  readonly afterMs?: number;
}

const WRITING = /^dynamodb (Update|Put|Transact|BatchWrite)/;

/** A function's bundle in a process, behind a switchboard of its own. */
export class KillableFunction {
  #kill: Kill | undefined;

  constructor(
    private readonly name: string,
    readonly lambda: LambdaFunction,
    private readonly switchboard: Switchboard,
  ) {}

  /** Does something that invokes the function, with its death planned; the kill, if it came to that. */
  async dyingBy(plan: Plan, work: () => Promise<unknown>): Promise<Kill | undefined> {
    this.#kill = undefined;
    const { switchboard } = this;
    switchboard.decide = plan.at;
    switchboard.kill = (call, fate) => this.#die(call, fate);
    const timer =
      plan.afterMs === undefined
        ? undefined
        : setTimeout(() => void this.#dieWhereItIs(), plan.afterMs);
    try {
      await work();
    } catch (error) {
      if (!(error instanceof FunctionError) || !this.#kill) throw error;
    } finally {
      clearTimeout(timer);
      switchboard.decide = () => undefined;
    }
    return this.#kill === undefined ? undefined : await this.#buried(this.#kill);
  }

  async #die(call: Call, fate: Fate): Promise<void> {
    if (this.#kill) return;
    this.switchboard.decide = () => undefined;
    this.#kill = { functionName: this.name, action: call.action, fate, unrecorded: [] };
    await this.lambda.kill();
  }

  async #dieWhereItIs(): Promise<void> {
    const { calls } = this.switchboard;
    const open = calls.find(({ isForwarded, answer }) => isForwarded && !answer);
    const last = open ?? calls.at(-1) ?? { action: '(its start)', accessKeyId: '', body: '', isForwarded: false };
    await this.#die(last, open ? 'answer is lost' : 'answer is heard');
  }

  /** What was on its way has arrived; only then it is known what the process leaves open. */
  async #buried(kill: Kill): Promise<Kill> {
    await this.switchboard.quiet();
    const { calls } = this.switchboard;
    this.switchboard.calls = [];
    const reached = calls.filter(({ isForwarded }) => isForwarded);
    const recorded = reached.findLastIndex(({ action }) => WRITING.test(action));
    const posted = reached
      .slice(recorded + 1)
      .filter(({ action }) => action.startsWith('slack chat.postMessage'))
      .flatMap(({ answer }) => {
        const { ts } = JSON.parse(answer?.body ?? '{}') as { ts?: string };
        return ts === undefined ? [] : [ts];
      });
    return { ...kill, unrecorded: posted };
  }
}
