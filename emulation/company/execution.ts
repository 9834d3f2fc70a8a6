import { StateMachine, type StateMachineDefinition } from 'aws-local-stepfunctions';

type Json = Parameters<StateMachine['run']>[0];

/** What a task does, by the name of its state. */
export type TaskHandlers = Readonly<Record<string, (event: unknown) => Promise<unknown>>>;

/**
 * Takes one execution through the states of a definition. Nobody waits before a retry.
 * @param name of the execution
 * @throws ExecutionError whose cause has the name of the error that no state caught
 */
export async function runExecution(
  definition: object,
  input: unknown,
  tasks: TaskHandlers,
  name: string,
): Promise<unknown> {
  const { result } = new StateMachine(definition as StateMachineDefinition).run(input as Json, {
    overrides: {
      taskResourceLocalHandlers: tasks as unknown as Record<string, () => Json>,
      retryIntervalOverrides: Object.fromEntries(Object.keys(tasks).map((state) => [state, 0])),
    },
    context: { Execution: { Name: name } },
  });
  return result;
}
