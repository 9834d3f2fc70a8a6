import { randomUUID } from 'node:crypto';
import { DescribeStateMachineCommand, SFNClient } from '@aws-sdk/client-sfn';
import type { StateMachineDefinition } from 'aws-local-stepfunctions';
import { FunctionError } from '../lambda/lambda-function';
import type { Moto } from '../moto/start';
import { awsOf, type Place } from './aws-of';
import { runExecution } from './execution';

type Invoke = (functionArn: string, event: unknown, now: Date) => Promise<unknown>;
type States = StateMachineDefinition['States'];

/**
 * Takes the executions of deployed state machines through their states, by the definition as it was deployed.
 * What Step Functions does in time is left out: nobody waits before a retry. A child that fails for good ends the
 * map, whatever it tolerates.
 */
export class StateMachines {
  #free: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly moto: Moto,
    private readonly place: Place,
    private readonly invoke: Invoke,
  ) {}

  /**
   * One execution to its end, under a name of its own, as EventBridge Scheduler starts it.
   * @throws ExecutionError whose cause has the name of the error that no state caught
   */
  async run(stateMachineArn: string, input: unknown, now: Date): Promise<unknown> {
    const definition = await this.definitionOf(stateMachineArn);
    const handlers: Record<string, (event: unknown) => Promise<unknown>> = {};
    for (const [state, functionArn] of tasksOf(definition.States))
      handlers[state] = (event) => this.#inTurn(() => this.#invoke(functionArn, event, now));
    return runExecution(definition, input, handlers, randomUUID());
  }

  async definitionOf(stateMachineArn: string): Promise<StateMachineDefinition> {
    const states = new SFNClient(await awsOf(this.moto, this.place));
    const { definition = '' } = await states.send(
      new DescribeStateMachineCommand({ stateMachineArn }),
    );
    return JSON.parse(definition) as StateMachineDefinition;
  }

  /** A function has one process here, which handles one event at a time. */
  async #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = this.#free.then(work);
    this.#free = turn.catch(() => undefined);
    return turn;
  }

  async #invoke(functionArn: string, event: unknown, now: Date): Promise<unknown> {
    try {
      return await this.invoke(functionArn, event, now);
    } catch (error) {
      if (!(error instanceof FunctionError)) throw error;
      // By this name the states' Retry and Catch know it.
      throw Object.assign(new Error(error.errorMessage), { name: error.errorType });
    }
  }
}

/** Each task and its function, those of a map's children among them. */
function tasksOf(states: States): readonly (readonly [state: string, functionArn: string])[] {
  return Object.entries(states).flatMap(([name, state]) => {
    if (state.Type === 'Task') return [[name, state.Resource] as const];
    return state.Type === 'Map' && state.ItemProcessor ? tasksOf(state.ItemProcessor.States) : [];
  });
}
