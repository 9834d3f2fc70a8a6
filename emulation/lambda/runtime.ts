/**
 * The process that a function's bundle runs in, as Lambda's runtime would run it: it loads the bundle once
 * and handles one invocation after the other. Started by `LambdaFunction`, with the bundle's path as argument.
 */
import { enableCompileCache, flushCompileCache } from 'node:module';
import path from 'node:path';
import FakeTimers from '@sinonjs/fake-timers';
import type { Context } from 'aws-lambda';
import { workspace } from '../workspace';
import { endOfLog, requestIdOf } from './runtime-protocol';
import type { Invocation, InvocationResult } from './runtime-protocol';

type Handler = (event: unknown, context: Context) => Promise<unknown>;

const [bundle = '', exportName = 'handler'] = process.argv.slice(2);
// Compiled once for all processes that run the same; of copies, which are thrown away, nothing would be found again.
if (bundle.startsWith(path.dirname(workspace.modules) + path.sep))
  enableCompileCache(workspace.compileCache);
let handler: Handler | undefined;

async function invoke({
  id,
  event,
  now,
  functionArn,
  timeoutMs,
}: Invocation): Promise<InvocationResult> {
  // Only the date is turned: timers stay real, so that waits and time-outs are real ones.
  const clock = FakeTimers.install({ now, toFake: ['Date'], shouldAdvanceTime: true });
  try {
    // Loaded on the first call, as in a cold start, and under the turned clock.
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- the bundle's path is known at run time only
    handler ??= (require(bundle) as Record<string, Handler>)[exportName];
    if (!handler) throw new Error(`${bundle} does not export ${exportName}`);
    return { id, ok: true, value: await handler(event, contextOf(id, functionArn, timeoutMs)) };
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    return { id, ok: false, name, message };
  } finally {
    clock.uninstall();
  }
}

function contextOf(id: number, functionArn: string, timeoutMs: number): Context {
  const deadline = performance.now() + timeoutMs;
  const functionName = functionArn.split(':').at(-1) ?? functionArn;
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: functionArn,
    memoryLimitInMB: '512',
    awsRequestId: requestIdOf(id),
    logGroupName: `/aws/lambda/${functionName}`,
    logStreamName: 'emulated',
    getRemainingTimeInMillis: () => Math.max(0, Math.round(deadline - performance.now())),
    done: () => undefined,
    fail: () => undefined,
    succeed: () => undefined,
  };
}

process.on('message', (message: Invocation) => {
  void invoke(message).then((result) => {
    // As Lambda ends an invocation's log: what comes before it is complete.
    process.stdout.write(`${endOfLog(message.id)}\n`);
    process.send?.(result);
    // Now, as most of these processes are killed. What is kept already is not written again.
    if (message.id === 1) flushCompileCache();
  });
});
// The parent is gone: so is the reason to live.
process.on('disconnect', () => process.exit());
