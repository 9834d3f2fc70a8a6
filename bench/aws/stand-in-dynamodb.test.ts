import assert from 'node:assert/strict';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { DynamoDeliveries } from '../../functions/adapters/deliveries';
import { DynamoLedger } from '../../functions/adapters/ledger';
import { ledgerContract } from '../../functions/contracts/ledger-contract';
import { callsOf, Gate } from './gate';
import { StandInDynamoDb } from './stand-in-dynamodb';

describe('the stand-in for DynamoDB', () => {
  let dynamoDb: StandInDynamoDb;
  let gate: Gate;
  before(async () => {
    gate = await Gate.start(({ action, body }) => {
      const answer = dynamoDb.answer(action, body);
      return answer ? Promise.resolve(answer) : Promise.reject(new Error(`no ${action}`));
    });
  });
  after(() => gate.stop());

  const open = () => {
    dynamoDb = new StandInDynamoDb();
    const client = new DynamoDBClient({
      endpoint: gate.url,
      region: 'eu-central-1',
      credentials: { accessKeyId: 'AKIA', secretAccessKey: 'nobodys' },
    });
    const documents = DynamoDBDocumentClient.from(client, {
      marshallOptions: { removeUndefinedValues: true },
    });
    const ledger = new DynamoLedger(documents, 'ledger');
    return Promise.resolve({ ledger, deliveries: new DynamoDeliveries(documents, 'ledger') });
  };

  ledgerContract('on the stand-in', open);

  it('gives a ledger of more than a mebibyte in pages', async () => {
    const { ledger } = await open();
    const keyIds = Array.from({ length: 300 }, (_, i) => `AKIA${i}`);
    const record = {
      userId: 'AIDA',
      userName: 'u'.repeat(8000),
      createdAt: new Date(0),
      status: 'Active' as const,
      fingerprint: '',
    };
    await ledger.putKeys(
      '111111111111',
      keyIds.map((keyId) => ({ keyId, ...record })),
    );
    gate.set({});
    const { keys } = await ledger.load('111111111111');
    assert.deepEqual([...keys.keys()].toSorted(), keyIds.toSorted());
    assert.equal(callsOf(gate.count), 3);
  });
});
