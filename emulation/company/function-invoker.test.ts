import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  DeleteFunctionConcurrencyCommand,
  GetFunctionCommand,
  GetFunctionConcurrencyCommand,
  GetFunctionConfigurationCommand,
  InvokeCommand,
  LambdaClient,
  PutFunctionConcurrencyCommand,
} from '@aws-sdk/client-lambda';
import { LambdaFunction } from '../lambda/lambda-function';
import { startMoto, type Moto } from '../moto/start';
import { createFunction } from '../moto/test-clients';
import { startFunctionInvoker, type FunctionInvoker } from './function-invoker';

/** Calls AWS while it is waited for, as the bundles do. */
const bundle = `
let runs = 0;
exports.handler = async (event, context) => {
  if (event.fails) throw new RangeError('as asked');
  if (event.hangs) await new Promise((done) => setTimeout(done, 60_000));
  const clock = await fetch(process.env.AWS_ENDPOINT_URL + '/_keyturn/clock');
  const sts = new URLSearchParams({ Action: 'GetCallerIdentity', Version: '2011-06-15' });
  const answer = await fetch(process.env.AWS_ENDPOINT_URL, {
    method: 'POST',
    headers: { authorization: process.env.AUTHORIZATION, 'content-type': 'application/x-www-form-urlencoded' },
    body: sts,
  });
  runs += 1;
  return { event, runs, date: new Date().getUTCFullYear(), clock: clock.status, sts: answer.status, long: 'x'.repeat(event.long ?? 0) };
};`;

describe('the emulated Lambda’s Invoke', function () {
  this.timeout(30_000);
  const region = 'eu-central-1';
  const [accountId, FunctionName] = ['111111111111', 'answers'];
  let folder: string;
  let moto: Moto;
  let lambda: LambdaClient;
  let target: LambdaFunction;
  let invoker: FunctionInvoker;

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'invoked-'));
    writeFileSync(path.join(folder, 'index.js'), bundle);
    moto = await startMoto();
    const credentials = await moto.credentialsFor(accountId);
    lambda = new LambdaClient({ endpoint: moto.url, region, credentials, maxAttempts: 1 });
    await createFunction(moto, lambda, credentials, FunctionName);
    target = new LambdaFunction({
      arn: `arn:aws:lambda:${region}:${accountId}:function:${FunctionName}`,
      codePath: folder,
      handler: 'index.handler',
      environment: {
        AWS_ENDPOINT_URL: moto.url,
        AUTHORIZATION: `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/20260101/${region}/sts/aws4_request, SignedHeaders=host, Signature=0`,
      },
      timeoutMs: 3000,
    });
    const now = () => new Date('2031-01-01T00:00:00Z');
    invoker = await startFunctionInvoker(moto, new Map([[FunctionName, target]]), now);
  });
  after(async () => {
    await invoker.stop();
    await target.kill();
    await moto.stop();
    rmSync(folder, { recursive: true });
  });

  async function invoke(event: object, name = FunctionName) {
    const Payload = JSON.stringify(event);
    const answer = await lambda.send(new InvokeCommand({ FunctionName: name, Payload }));
    const payload: unknown = JSON.parse(answer.Payload?.transformToString() ?? '');
    return { status: answer.StatusCode, error: answer.FunctionError, payload };
  }

  it('answers what the bundle answers, which calls AWS meanwhile, under the company’s clock', async () => {
    const { status, error, payload } = await invoke({ a: 'ü' });
    assert.deepEqual([status, error], [200, undefined]);
    const expected = { event: { a: 'ü' }, runs: 1, date: 2031, clock: 200, sts: 200, long: '' };
    assert.deepEqual(payload, expected);
  });

  it('takes an ARN for a name, and lets those who ask at once wait for each other', async () => {
    const answers = await Promise.all([invoke({ n: 1 }, target.arn), invoke({ n: 2 })]);
    const runs = answers.map(({ payload }) => (payload as { runs: number }).runs);
    assert.deepEqual(runs.sort(), [2, 3]);
  });

  it('says what a handler throws as Lambda does', async () => {
    const { status, error, payload } = await invoke({ fails: true });
    assert.deepEqual([status, error], [200, 'Unhandled']);
    assert.deepEqual(payload, { errorType: 'RangeError', errorMessage: 'as asked' });
  });

  it('says that a function took too long, and runs it again', async () => {
    const { error, payload } = await invoke({ hangs: true });
    assert.equal(error, 'Unhandled');
    assert.equal((payload as { errorType: string }).errorType, 'Sandbox.Timedout');
    assert.equal((await invoke({})).error, undefined);
  });

  it('gives nobody an answer of more than six megabytes', async () => {
    const { error, payload } = await invoke({ long: 6 * 1024 * 1024 });
    assert.equal(error, 'Unhandled');
    assert.equal((payload as { errorType: string }).errorType, 'Function.ResponseSizeTooLarge');
  });

  it('runs nothing where it is only asked whether it may, where nobody may, and of what is not there', async () => {
    const dry = await lambda.send(new InvokeCommand({ FunctionName, InvocationType: 'DryRun' }));
    assert.equal(dry.StatusCode, 204);
    await assert.rejects(invoke({}, 'other'), { name: 'ResourceNotFoundException' });
    await moto.refuse(['awslambda:Invoke']);
    await assert.rejects(invoke({}), { name: 'AccessDeniedException' });
    await moto.refuse([]);
    await lambda.send(
      new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 0 }),
    );
    await assert.rejects(invoke({}), { name: 'TooManyRequestsException' });
    await lambda.send(new DeleteFunctionConcurrencyCommand({ FunctionName }));
    assert.equal((await invoke({})).status, 200);
  });

  it('is of functions whose configuration and concurrency can be read', async () => {
    const [whole, configuration, concurrency] = [
      await lambda.send(new GetFunctionCommand({ FunctionName })),
      await lambda.send(new GetFunctionConfigurationCommand({ FunctionName })),
      await lambda.send(new GetFunctionConcurrencyCommand({ FunctionName })),
    ];
    assert.equal(whole.Configuration?.FunctionArn, target.arn);
    assert.deepEqual([configuration.FunctionArn, configuration.State], [target.arn, 'Active']);
    assert.equal(concurrency.ReservedConcurrentExecutions, undefined);
  });
});
