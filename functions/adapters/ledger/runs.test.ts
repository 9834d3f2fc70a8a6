import assert from 'node:assert/strict';
import { GetCommand, PutCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { startMoto, type Moto } from '../../../emulation/moto/start';
import { allOf, runsContract } from '../../contracts/runs-contract';
import { handledAccountSchema, unreadAccount } from '../../monitor/handled-account';
import { createLedgerTable, emulatedDocuments } from '../../testing/emulated-ledger';
import { DynamoRuns } from './runs';

describe('the table of distributed runs', () => {
  const account = { id: '111111111111', name: 'identity' };
  let moto: Moto;
  let documents: DynamoDBDocumentClient;
  let count = 0;
  let TableName = '';
  before(async () => {
    moto = await startMoto();
    documents = emulatedDocuments(moto);
  });
  after(() => moto.stop());

  async function open<Handled>(schema: z.ZodType<Handled>): Promise<DynamoRuns<Handled>> {
    TableName = `runs-${++count}`;
    await createLedgerTable(documents, TableName);
    return new DynamoRuns(documents, TableName, schema);
  }

  runsContract('on DynamoDB', () => open(z.object({ what: z.string() })));

  it('holds them until they expire, in seconds since 1970', async () => {
    const runs = await open(handledAccountSchema);
    await runs.begin('monday', [account], new Date('2026-01-01T00:00:00.500Z'));
    await runs.keep('monday', account.id, unreadAccount(account, 'denied', false));
    const Key = { account: 'run#monday', item: 'account#111111111111' };
    const { Item } = await documents.send(new GetCommand({ TableName, Key }));
    assert.equal(Item?.['expiresAt'], Date.parse('2026-01-01T00:00:01Z') / 1000);
    assert.equal(Item['name'], 'identity');
  });

  it('has room for the largest account that IAM allows, on its first run', async () => {
    const runs = await open(handledAccountSchema);
    await runs.begin('monday', [account], new Date());
    // 5,000 users with two keys each, with names as long and ids as random as they come.
    const random = () => Math.random().toString(36).toUpperCase().slice(2, 12);
    const users = Array.from({ length: 5000 }, (_, i) => `engineer-${i}.${random()}@example.com`);
    const keys = users.flatMap((user) =>
      [1, 2].map(() => ({ user, id: `${random()}${random()}` })),
    );
    const nothing = unreadAccount(account, 'cut off', false);
    const handled = {
      ...nothing,
      outcome: {
        ...nothing.outcome,
        done: keys.map(({ user, id }) => `reminder to ${user} about key …${id.slice(-4)}: 91 days`),
        findings: users.map((user) => ({
          key: `AIDA${random()}${random()}#no-mfa`,
          sentence: `${user}: an engineer without an MFA device`,
        })),
        teamCopies: keys.map(({ id }) => `key/AKIA${id}/reminder-86`),
      },
    };
    await runs.keep('monday', account.id, handled);
    const [kept] = await allOf(runs, 'monday');
    assert.deepEqual(kept?.handled, handled);
  });

  const broken: [string, object, RegExp][] = [
    ['no name', {}, /run#monday, item account#1: field name/],
    [
      'what is no compressed JSON',
      { name: 'a', handled: new Uint8Array([1, 2, 3]) },
      /item account#1: /,
    ],
  ];
  for (const [what, fields, message] of broken)
    it(`refuses an item with ${what}`, async () => {
      const runs = await open(handledAccountSchema);
      const Item = { account: 'run#monday', item: 'account#1', ...fields };
      await documents.send(new PutCommand({ TableName, Item }));
      await assert.rejects(allOf(runs, 'monday'), { name: 'LedgerError', message });
    });
});
