import { callsOf, type Gate } from '../../../bench/aws/gate';
import { assumptions } from '../../../bench/cost/assumptions';
import { runDefinition } from '../../../components/key-monitor/run-definition';
import { runExecution } from '../../../emulation/company/execution';
import { QuotasSeen } from '../quotas';
import { faultOf, type LargeCompany } from './large-company';
import type { Invocation, Workers } from './workers';

export type Step = 'list' | 'account' | 'account-failed' | 'finish';

/** Of a pass through one task: scheduled, started and ended, each attempt; entered, exited, and those of the execution. */
const [EVENTS_AN_ATTEMPT, EVENTS_A_STATE, EVENTS_AN_EXECUTION] = [3, 2, 4];
/** Of one call of S3, in seconds: what pages of a report wait for. */
const S3_SECONDS = 0.03;
const S3_AT_A_TIME = 4;

/** What one step of a run took, of all its invocations. */
export interface StepTaken {
  invocations: number;
  failed: number;
  /** Milliseconds of a processor. */
  cpu: number;
  /** Bytes. */
  peakMemory: number;
  calls: number;
}

export interface RunPlayed {
  readonly day: Date;
  readonly result: Readonly<Record<string, unknown>>;
  readonly steps: Readonly<Record<Step, StepTaken>>;
  readonly quotas: QuotasSeen;
  /** Of Step Functions. */
  readonly transitions: number;
  /** That the whole run would take, by the processor's time and what is assumed of waiting. */
  readonly seconds: number;
  readonly calls: Readonly<Record<string, number>>;
}

/** One run, as the state machine takes it, by the definition that is deployed. */
export async function playRun(
  company: LargeCompany,
  gate: Gate,
  workers: Workers,
  day: Date,
  concurrency: number,
): Promise<RunPlayed> {
  gate.set({});
  const quotas = new QuotasSeen();
  const steps = { list: none(), account: none(), 'account-failed': none(), finish: none() };
  const attempts = new Map<string, number>();
  let atATime = 0;
  const step = async (name: Step, event: Event): Promise<unknown> => {
    quotas.see('stateBytes', bytesOf(event));
    quotas.see('mapConcurrency', ++atATime);
    const child = event.accountId ?? '';
    const attempt = (attempts.get(child) ?? 0) + 1;
    attempts.set(child, attempt);
    try {
      const before = callsOf(gate.count);
      const given = await invoke(company, workers, name, event, attempt);
      take(steps[name], given, name === 'account' ? 0 : callsOf(gate.count) - before);
      if (given.error) throw Object.assign(new Error(given.error.message), given.error);
      quotas.see('stateBytes', bytesOf(given.result));
      return given.result;
    } finally {
      atATime -= 1;
    }
  };
  const handlers = {
    'List accounts': (event: unknown) => step('list', event as Event),
    'Handle account': (event: unknown) => step('account', event as Event),
    'Note failure': (event: unknown) => step('account-failed', event as Event),
    Finish: (event: unknown) => step('finish', event as Event),
  };
  const functionArn = 'arn:aws:lambda:eu-central-1:333333333333:function:keyturn-monitor';
  const answer = await runExecution(
    runDefinition({ functionArn, timeout: 900, concurrency }),
    { scheduledTime: day.toISOString() },
    handlers,
    `run-${day.toISOString().slice(0, 10)}`,
  );
  const children = [...attempts].filter(([child]) => child !== '');
  for (const [, count] of children) quotas.see('historyEvents', eventsOf(count));
  // The parent knows of its own states, and of the map's begin and end.
  quotas.see('historyEvents', eventsOf(attempts.get('') ?? 0) + 3 * EVENTS_A_STATE);
  // Each child answers `{}`: what came of it is in the ledger.
  quotas.see('stateBytes', children.length * '{},'.length);
  const { calls } = gate.count;
  const result = answer as RunPlayed['result'];
  return { day, result, steps, quotas, ...figures(steps, quotas, calls, concurrency) };
}

interface Event {
  readonly accountId?: string;
}

function invoke(
  company: LargeCompany,
  workers: Workers,
  name: Step,
  event: Event,
  attempt: number,
): Promise<Invocation> {
  const id = event.accountId;
  const fault =
    company.isFaulty && name === 'account' && id !== undefined
      ? faultOf(company.numberOf(id))
      : undefined;
  if (fault !== 'busy-once' || attempt > 1) return workers.invoke(event, fault === 'dies');
  const error = { name: 'Lambda.TooManyRequestsException', message: 'Rate exceeded' };
  return Promise.resolve({ error, cpu: 0, peakMemory: 0 });
}

function take(step: StepTaken, given: Invocation, calls: number): void {
  step.invocations += 1;
  step.failed += given.error ? 1 : 0;
  step.cpu += given.cpu;
  step.peakMemory = Math.max(step.peakMemory, given.peakMemory);
  step.calls += calls;
}

/** How fast all that would go, and against which limits. */
function figures(
  steps: RunPlayed['steps'],
  quotas: QuotasSeen,
  calls: Readonly<Record<string, number>>,
  concurrency: number,
) {
  const { timesSlower, waitingSeconds } = assumptions;
  const secondsOf = ({ cpu, invocations }: StepTaken) =>
    (cpu / 1000) * timesSlower + invocations * waitingSeconds;
  const of = (name: string) => calls[name] ?? 0;
  const finish = secondsOf(steps.finish) + (steps.finish.calls / S3_AT_A_TIME) * S3_SECONDS;
  const each = secondsOf(steps.account) / Math.max(1, steps.account.invocations);
  const children = steps.account.invocations;
  const mapSeconds = Math.max(each, (each * children) / concurrency);
  quotas.see('functionSeconds', finish);
  quotas.see('functionSeconds', secondsOf(steps.list) + steps.list.calls * S3_SECONDS);
  quotas.see('functionsAtATime', Math.min(concurrency, children));
  quotas.see('stsPerSecond', of('sts:AssumeRole') / mapSeconds);
  // One update of the run's partition an account: what came of it, packed.
  quotas.see('partitionWriteUnits', children / mapSeconds);
  quotas.see('s3PutsPerSecond', children / mapSeconds);
  quotas.see('fifoCallsPerSecond', of('sqs:SendMessageBatch') / mapSeconds);
  const transitions = 3 + 2 * children + steps['account-failed'].invocations;
  return { transitions, seconds: secondsOf(steps.list) + mapSeconds + finish, calls };
}

function eventsOf(attempts: number): number {
  return EVENTS_AN_EXECUTION + EVENTS_A_STATE + attempts * EVENTS_AN_ATTEMPT;
}

function none(): StepTaken {
  return { invocations: 0, failed: 0, cpu: 0, peakMemory: 0, calls: 0 };
}

function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value) ?? '');
}
