import assert from 'node:assert/strict';
import { accessKeyRef } from '../../rules/credentials/credential';
import { DynamoDeliveries } from '../../functions/adapters/ledger/deliveries';
import { DynamoLedger } from '../../functions/adapters/ledger/ledger';
import { ledgerContract } from '../../functions/contracts/ledger/ledger-contract';
import { emulatedDocuments } from '../../functions/testing/emulated-ledger';
import { answering, callsOf, Gate } from './gate';
import { StandInDynamoDb } from './stand-in-dynamodb';

describe('the stand-in for DynamoDB', () => {
  let dynamoDb: StandInDynamoDb;
  let gate: Gate;
  before(async () => {
    gate = await Gate.start(answering(({ action, body }) => dynamoDb.answer(action, body)));
  });
  after(() => gate.stop());

  const open = () => {
    dynamoDb = new StandInDynamoDb();
    const env = { AWS_ACCESS_KEY_ID: 'AKIA', AWS_SECRET_ACCESS_KEY: 'nobodys' };
    const documents = emulatedDocuments({ url: gate.url, env }, 'eu-central-1');
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
    await ledger.putCredentials(
      '111111111111',
      keyIds.map((keyId) => ({ credential: accessKeyRef(keyId), ...record })),
    );
    gate.set({});
    const { credentials } = await ledger.load('111111111111');
    assert.deepEqual([...credentials.keys()].toSorted(), keyIds.toSorted());
    assert.equal(callsOf(gate.count), 3);
  });
});
