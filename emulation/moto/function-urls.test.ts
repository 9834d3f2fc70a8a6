import assert from 'node:assert/strict';
import {
  AddPermissionCommand,
  CreateFunctionUrlConfigCommand,
  DeleteFunctionUrlConfigCommand,
  GetFunctionUrlConfigCommand,
  GetPolicyCommand,
  LambdaClient,
  UpdateFunctionUrlConfigCommand,
} from '@aws-sdk/client-lambda';
import { startMoto, type Moto } from './start';
import { createFunction } from './test-clients';

describe('function URLs', () => {
  const region = 'eu-central-1';
  const FunctionName = 'slack-in';
  let moto: Moto;
  let lambda: LambdaClient;
  before(async () => (moto = await startMoto()));
  beforeEach(async () => {
    await moto.reset();
    const credentials = await moto.credentialsFor('111111111111');
    lambda = new LambdaClient({ endpoint: moto.url, region, credentials });
    await createFunction(moto, lambda, credentials, FunctionName);
  });
  after(() => moto.stop());

  it('are as Lambda writes them, and keep how they are called', async () => {
    const made = await lambda.send(
      new CreateFunctionUrlConfigCommand({ FunctionName, AuthType: 'NONE' }),
    );
    assert.match(
      made.FunctionUrl ?? '',
      /^https:\/\/[a-z0-9]+\.lambda-url\.eu-central-1\.on\.aws\/$/,
    );
    await lambda.send(
      new UpdateFunctionUrlConfigCommand({ FunctionName, InvokeMode: 'RESPONSE_STREAM' }),
    );
    const found = await lambda.send(new GetFunctionUrlConfigCommand({ FunctionName }));
    assert.equal(found.FunctionUrl, made.FunctionUrl);
    assert.deepEqual([made.InvokeMode, found.InvokeMode], ['BUFFERED', 'RESPONSE_STREAM']);
  });

  it('are gone once they are deleted', async () => {
    await lambda.send(new CreateFunctionUrlConfigCommand({ FunctionName, AuthType: 'NONE' }));
    await lambda.send(new DeleteFunctionUrlConfigCommand({ FunctionName }));
    const gone = { name: 'ResourceNotFoundException' };
    await assert.rejects(lambda.send(new GetFunctionUrlConfigCommand({ FunctionName })), gone);
    await assert.rejects(lambda.send(new DeleteFunctionUrlConfigCommand({ FunctionName })), gone);
  });

  // https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html
  it('are open by two statements, whose conditions say that it is by the URL', async () => {
    const everybody = { FunctionName, Principal: '*' };
    await lambda.send(
      new AddPermissionCommand({
        ...everybody,
        StatementId: 'url',
        Action: 'lambda:InvokeFunctionUrl',
        FunctionUrlAuthType: 'NONE',
      }),
    );
    await lambda.send(
      new AddPermissionCommand({
        ...everybody,
        StatementId: 'function',
        Action: 'lambda:InvokeFunction',
        InvokedViaFunctionUrl: true,
      }),
    );
    const { Policy = '' } = await lambda.send(new GetPolicyCommand({ FunctionName }));
    const { Statement } = JSON.parse(Policy) as { Statement: Record<string, unknown>[] };
    const [url, byUrl] = Statement;
    assert.deepEqual(Object.keys(url ?? {}).sort(), [
      'Action',
      'Condition',
      'Effect',
      'Principal',
      'Resource',
      'Sid',
    ]);
    assert.deepEqual(url?.['Condition'], {
      StringEquals: { 'lambda:FunctionUrlAuthType': 'NONE' },
    });
    assert.deepEqual(byUrl?.['Condition'], { Bool: { 'lambda:InvokedViaFunctionUrl': 'true' } });
  });
});
