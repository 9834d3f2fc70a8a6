import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { FunctionError, type LambdaFunction } from '../lambda/lambda-function';
import { listen } from '../listen';
import type { Moto } from '../moto/start';

export interface FunctionInvoker {
  stop(): Promise<void>;
}

/**
 * Runs for the emulated Lambda whatever its `Invoke` is called for, so that a client of the SDK, in any process, has the
 * answer of the real bundle. One event after the other, for each function: others wait.
 * @param now the instant that the functions' clocks show
 */
export async function startFunctionInvoker(
  moto: Pick<Moto, 'runFunctionsAt'>,
  functions: ReadonlyMap<string, LambdaFunction>,
  now: () => Date = () => new Date(),
): Promise<FunctionInvoker> {
  const lasts = new Map<string, Promise<unknown>>();
  const server = createServer((incoming, outgoing) => {
    const arn = decodeURIComponent(incoming.url?.slice(1) ?? '');
    const last = lasts.get(arn) ?? Promise.resolve();
    const target = functions.get(arn.split(':')[6] ?? '');
    const turn = last.then(() => answer(target, arn, now, incoming, outgoing));
    lasts.set(
      arn,
      turn.catch(() => outgoing.destroy()),
    );
  });
  const { origin, stop } = await listen(server);
  await moto.runFunctionsAt(origin);
  return { stop };
}

async function answer(
  target: LambdaFunction | undefined,
  arn: string,
  now: () => Date,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const event: unknown = JSON.parse(Buffer.concat(await incoming.toArray()).toString());
  try {
    if (!target) throw new FunctionError(arn, 'Runtime.NoSuchFunction', 'nobody runs it');
    const given = (await target.invoke(event, now())) ?? null;
    outgoing.writeHead(200).end(JSON.stringify(given));
  } catch (error) {
    if (!(error instanceof FunctionError)) throw error;
    const { errorType, errorMessage } = error;
    outgoing.writeHead(500).end(JSON.stringify({ errorType, errorMessage }));
  }
}
