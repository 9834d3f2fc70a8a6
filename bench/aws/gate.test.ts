import assert from 'node:assert/strict';
import { CreateTableCommand, DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { CreateUserCommand, IAMClient, ListUsersCommand } from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { startMoto, type Moto } from '../../emulation/moto/start';
import { callsOf, forwardTo, Gate } from './gate';

describe('the gate before the emulated AWS', () => {
  let moto: Moto;
  let gate: Gate;
  before(async () => {
    moto = await startMoto();
    gate = await Gate.start(forwardTo(moto.url));
  });
  after(async () => {
    await gate.stop();
    await moto.stop();
  });

  const clients = async (maxAttempts = 1) => {
    const credentials = await moto.credentialsFor('111111111111');
    const config = { endpoint: gate.url, region: 'us-east-1', credentials, maxAttempts };
    return {
      iam: new IAMClient(config),
      sts: new STSClient(config),
      dynamoDb: new DynamoDBClient(config),
    };
  };

  it('counts calls by service and action, as moto does', async () => {
    gate.set({});
    const before = (await moto.recordedCalls()).length;
    const { iam, sts, dynamoDb } = await clients();
    await iam.send(new CreateUserCommand({ UserName: 'alice' }));
    for (let i = 0; i < 2; i++) await iam.send(new ListUsersCommand());
    await sts.send(new GetCallerIdentityCommand());
    await dynamoDb.send(new ListTablesCommand());
    const counts: Record<string, number> = {};
    for (const { service, action } of (await moto.recordedCalls()).slice(before))
      counts[`${service}:${action}`] = (counts[`${service}:${action}`] ?? 0) + 1;
    assert.deepEqual(gate.count, { calls: counts, throttled: 0 });
    assert.deepEqual([callsOf(gate.count, 'iam'), callsOf(gate.count)], [3, 5]);
  });

  it('counts anew under each set of conditions', async () => {
    gate.set({});
    assert.deepEqual(gate.count, { calls: {}, throttled: 0 });
  });

  it('hands on answers and errors as they are', async () => {
    gate.set({});
    const { iam, dynamoDb } = await clients();
    await assert.rejects(iam.send(new CreateUserCommand({ UserName: 'alice' })), {
      name: 'EntityAlreadyExistsException',
    });
    const table = { TableName: 't', AttributeDefinitions: [], KeySchema: [] };
    await assert.rejects(dynamoDb.send(new CreateTableCommand(table)), {
      name: 'ValidationException',
    });
  });

  it('delays every answer', async () => {
    const { sts } = await clients();
    gate.set({ latency: 50 });
    const start = performance.now();
    await sts.send(new GetCallerIdentityCommand());
    // Timers count whole milliseconds.
    assert.ok(performance.now() - start >= 49);
  });

  it('throttles IAM alone, in AWS’s words, and the SDK gets through in the end', async () => {
    gate.set({ iamCallsPerSecond: 2 });
    const once = await clients();
    for (let i = 0; i < 2; i++) await once.iam.send(new ListUsersCommand());
    await assert.rejects(once.iam.send(new ListUsersCommand()), {
      name: 'Throttling',
      message: 'Rate exceeded',
    });
    for (let i = 0; i < 5; i++) await once.sts.send(new GetCallerIdentityCommand());
    assert.equal(gate.count.throttled, 1);
    const { $metadata } = await (await clients(8)).iam.send(new ListUsersCommand());
    assert.ok(($metadata.attempts ?? 0) > 1);
  });
});
