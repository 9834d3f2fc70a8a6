import assert from 'node:assert/strict';
import {
  AddPermissionCommand,
  CreateFunctionUrlConfigCommand,
  LambdaClient,
  type FunctionUrlAuthType,
} from '@aws-sdk/client-lambda';
import { LambdaFunction } from '../lambda/lambda-function';
import { startMoto, type Moto } from '../moto/start';
import { createFunction } from '../moto/test-clients';
import { openFunctionUrls } from './function-urls';

describe('the Function URLs of a deployed company', () => {
  const place = { accountId: '111111111111', region: 'eu-central-1' };
  const FunctionName = 'takes-requests';
  let moto: Moto;
  let lambda: LambdaClient;
  before(async () => (moto = await startMoto()));
  after(() => moto.stop());
  beforeEach(async () => {
    await moto.reset();
    const credentials = await moto.credentialsFor(place.accountId);
    lambda = new LambdaClient({ endpoint: moto.url, region: place.region, credentials });
    await createFunction(moto, lambda, credentials, FunctionName);
  });

  const addUrl = (AuthType: FunctionUrlAuthType) =>
    lambda.send(new CreateFunctionUrlConfigCommand({ FunctionName, AuthType }));
  const everybody = { FunctionName, Principal: '*' };
  const mayCallUrl = { Action: 'lambda:InvokeFunctionUrl', FunctionUrlAuthType: 'NONE' } as const;
  const mayInvoke = { Action: 'lambda:InvokeFunction', InvokedViaFunctionUrl: true } as const;
  const allow = (what: typeof mayCallUrl | typeof mayInvoke, Principal = '*') =>
    lambda.send(
      new AddPermissionCommand({
        ...everybody,
        Principal,
        StatementId: what.Action.slice(7),
        ...what,
      }),
    );
  const open = () => {
    const target = new LambdaFunction({
      arn: `arn:aws:lambda:${place.region}:${place.accountId}:function:${FunctionName}`,
      codePath: '',
      handler: 'index.handler',
      environment: {},
      timeoutMs: 1000,
    });
    const functions = new Map([[FunctionName, target]]);
    return openFunctionUrls(moto, place, functions, () => new Date());
  };

  it('are none where no stack has made one', async () => assert.deepEqual(await open(), []));

  it('are open where everybody may call them, and by them the function', async () => {
    await addUrl('NONE');
    await allow(mayCallUrl);
    await allow(mayInvoke);
    const [url, ...more] = await open();
    assert.match(url?.url ?? '', /^http:\/\/127\.0\.0\.1:\d+\/$/);
    assert.deepEqual(more, []);
    await url?.stop();
  });

  const closed: readonly (readonly [what: string, make: () => Promise<unknown>])[] = [
    ['by IAM', () => Promise.all([addUrl('AWS_IAM'), allow(mayCallUrl), allow(mayInvoke)])],
    ['where nobody may invoke', () => Promise.all([addUrl('NONE'), allow(mayCallUrl)])],
    ['where nobody may call', () => Promise.all([addUrl('NONE'), allow(mayInvoke)])],
    [
      'to all but one account',
      () => Promise.all([addUrl('NONE'), allow(mayCallUrl, '222222222222'), allow(mayInvoke)]),
    ],
  ];
  for (const [what, make] of closed)
    it(`are an error where they are closed ${what}`, async () => {
      await make();
      await assert.rejects(open(), /takes-requests lets nobody through/);
    });
});
