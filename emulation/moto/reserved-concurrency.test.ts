import assert from 'node:assert/strict';
import {
  DeleteFunctionConcurrencyCommand,
  GetFunctionCommand,
  LambdaClient,
  PutFunctionConcurrencyCommand,
} from '@aws-sdk/client-lambda';
import { startMoto, type Moto } from './start';
import { createFunction } from './test-clients';

describe('the emulated Lambda', () => {
  let moto: Moto;
  before(async () => (moto = await startMoto()));
  after(() => moto.stop());

  it('says of a function that is switched off that nothing of it may run', async () => {
    const credentials = await moto.credentialsFor('111111111111');
    const lambda = new LambdaClient({ endpoint: moto.url, region: 'eu-central-1', credentials });
    const FunctionName = 'off';
    await createFunction(moto, lambda, credentials, FunctionName);
    const reserved = async () =>
      (await lambda.send(new GetFunctionCommand({ FunctionName }))).Concurrency;
    assert.equal(await reserved(), undefined);
    for (const ReservedConcurrentExecutions of [0, 5]) {
      await lambda.send(
        new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions }),
      );
      assert.deepEqual(await reserved(), { ReservedConcurrentExecutions });
    }
    await lambda.send(new DeleteFunctionConcurrencyCommand({ FunctionName }));
    assert.equal(await reserved(), undefined);
  });
});
