import assert from 'node:assert/strict';
import {
  GetCommand,
  PutCommand,
  TransactWriteCommand,
  type DynamoDBDocumentClient,
} from '@aws-sdk/lib-dynamodb';
import { accessKeyRef, passwordRef } from '../../../rules/credentials/credential';
import { startMoto, type Moto } from '../../../emulation/moto/start';
import type { CredentialRecord } from '../../../rules/ledger';
import { answersContract } from '../../contracts/ledger/answers-contract';
import { ledgerContract } from '../../contracts/ledger/ledger-contract';
import { createLedgerTable, emulatedDocuments } from '../../testing/emulated-ledger';
import { DynamoDeliveries } from './deliveries';
import { DynamoLedger } from './ledger';

describe('the ledger’s table', () => {
  let moto: Moto;
  let documents: DynamoDBDocumentClient;
  let count = 0;
  before(async () => {
    moto = await startMoto();
    documents = emulatedDocuments(moto);
  });
  after(() => moto.stop());

  const open = async () => {
    const table = `ledger-${++count}`;
    await createLedgerTable(documents, table);
    return {
      table,
      ledger: new DynamoLedger(documents, table),
      deliveries: new DynamoDeliveries(documents, table),
    };
  };

  ledgerContract('on DynamoDB', open);
  answersContract('on DynamoDB', open);

  describe('with an item that is not as it should be', () => {
    const ACCOUNT = '111111111111';
    const load = async (item: Record<string, unknown>) => {
      const { table, ledger } = await open();
      await documents.send(
        new PutCommand({ TableName: table, Item: { account: ACCOUNT, ...item } }),
      );
      return ledger.load(ACCOUNT);
    };
    // Assembled, so that no scanner takes it for a leaked key.
    const key = `key#${['AKIA', 'IOSFODNN7EXAMPLE'].join('')}`;
    const cases: [string, Record<string, unknown>, RegExp][] = [
      ['a key without fields', { item: key }, /111111111111, item key#…MPLE: .*field userId/],
      [
        'a key’s wrong date',
        {
          item: key,
          userId: 'A',
          userName: 'a',
          status: 'Active',
          fingerprint: '',
          createdAt: 'yesterday',
        },
        /key#…MPLE: field createdAt/,
      ],
      ['an account’s wrong date', { item: 'account', firstReadAt: 7 }, /field firstReadAt/],
      ['a notice without its time', { item: 'notice#key/A/created' }, /field plannedAt/],
      [
        'a notice that is none',
        {
          item: 'notice#x',
          plannedAt: '2026-01-01T00:00:00.000Z',
          notice: { kind: 'key-created' },
        },
        /field notice\.id/,
      ],
      ['a finding without its time', { item: 'finding#A#no-mfa' }, /field reportedAt/],
      ['a move without a name', { item: 'move#AIDA1' }, /item move#AIDA1: field userName/],
      [
        'a move’s wrong date',
        { item: 'move#AIDA1', userName: 'alice', askedUntil: 'yesterday' },
        /field askedUntil/,
      ],
    ];
    for (const [name, item, message] of cases)
      it(`names account, item and field: ${name}`, () =>
        assert.rejects(load(item), { name: 'LedgerError', message }));

    const fields = {
      userId: 'AIDA1',
      userName: 'alice',
      createdAt: '2026-01-01T00:00:00.000Z',
      status: 'Active',
      fingerprint: '',
    };
    for (const credential of [accessKeyRef('AKIA1'), passwordRef('AIDA1')]) {
      const { kind, id } = credential;
      const item = kind === 'access-key' ? `key#${id}` : `credential#${kind}#${id}`;

      it(`reads the record of a credential: ${item}`, async () => {
        const { credentials, newer } = await load({ item, ...fields });
        assert.deepEqual(credentials.get(id)?.credential, credential);
        assert.equal(newer, undefined);
      });

      it(`leaves a credential alone whose record is newer: ${item}`, async () => {
        const { credentials, newer } = await load({ item, v: 2 });
        assert.equal(credentials.size, 0);
        assert.deepEqual(newer, { credentials: new Map([[id, credential]]), others: 0 });
      });
    }

    it('passes by the record of a credential of a kind that it does not know', async () => {
      for (const item of ['credential#passkey#PK1', 'credential#password', 'credential#']) {
        const { credentials, newer } = await load({ item, ...fields });
        assert.equal(credentials.size, 0);
        assert.deepEqual(newer, { credentials: new Map(), others: 1 });
      }
    });

    it('passes by a move that a newer version wrote, and changes nothing of it', async () => {
      const { table, ledger } = await open();
      const Item = { account: ACCOUNT, item: 'move#AIDA1', v: 2, signInDays: 'many', said: 'much' };
      await documents.send(new PutCommand({ TableName: table, Item }));
      const alice = { userId: 'AIDA1', userName: 'alice' };
      const [at, by] = [new Date('2026-01-09T09:00:00Z'), 'arn:aws:sts::111111111111:alice'];
      const last = { way: 'sign-in', at } as const;
      const ways = { 'sign-in': { days: ['2026-01-09'], forget: ['2026-01-08'], last } };
      await ledger.recordSeen(ACCOUNT, [{ ...alice, ways, askedUntil: at }]);
      await ledger.recordSaid(ACCOUNT, alice, 'sign-in', { at, by });
      await ledger.recordForced(ACCOUNT, alice, { at, by });
      await ledger.rememberOpen(ACCOUNT, alice.userId, at);
      await ledger.rememberClosed(ACCOUNT, alice.userId, at);
      const found = await documents.send(
        new GetCommand({ TableName: table, Key: { account: ACCOUNT, item: 'move#AIDA1' } }),
      );
      assert.deepEqual(found.Item, Item);
      const { moves, newer } = await ledger.load(ACCOUNT);
      const known = { credentials: new Map(), others: 1, moves: new Set(['AIDA1']) };
      assert.deepEqual([moves.size, newer], [0, known]);
    });

    it('lets a person’s move go when its time has come, unless they are seen again', async () => {
      const { table, ledger } = await open();
      const move = { userId: 'AIDA1', userName: 'alice', ways: {} };
      const expiry = async () => {
        const Key = { account: ACCOUNT, item: 'move#AIDA1' };
        return (await documents.send(new GetCommand({ TableName: table, Key }))).Item?.[
          'expiresAt'
        ] as unknown;
      };
      await ledger.recordSeen(ACCOUNT, [move]);
      await ledger.forgetMoves(ACCOUNT, ['AIDA1'], new Date('2026-04-01T00:00:00Z'));
      await ledger.forgetMoves(ACCOUNT, ['AIDA1'], new Date('2026-04-02T00:00:00Z'));
      assert.equal(await expiry(), Date.parse('2026-04-01T00:00:00Z') / 1000);
      await ledger.recordSeen(ACCOUNT, [move]);
      assert.equal(await expiry(), undefined);
    });

    it('counts items of kinds it does not know, and leaves them alone', async () => {
      const { credentials, newer } = await load({ item: 'report#2026', anything: true });
      assert.equal(credentials.size, 0);
      assert.deepEqual(newer, { credentials: new Map(), others: 1 });
    });
  });

  it('reads more than one page', async () => {
    const { ledger } = await open();
    const many = Array.from({ length: 300 }, (_, i) => ({
      credential: accessKeyRef(`AKIA${i}`),
      userId: 'AIDA',
      // A page ends at one mebibyte.
      userName: 'u'.repeat(8000),
      createdAt: new Date(0),
      status: 'Active' as const,
      fingerprint: '',
    }));
    await ledger.putCredentials('111111111111', many);
    assert.equal((await ledger.load('111111111111')).credentials.size, 300);
  });

  describe('many keys at once', () => {
    const ACCOUNT = '111111111111';
    const record = (
      i: number,
      status: CredentialRecord['status'] = 'Active',
    ): CredentialRecord => ({
      credential: accessKeyRef(`AKIA${i}`),
      userId: 'AIDA',
      userName: 'u',
      createdAt: new Date(0),
      status,
      fingerprint: 'f',
    });
    const records = (count: number) => Array.from({ length: count }, (_, i) => record(i));
    const writesSince = async (start: number) => {
      const calls = (await moto.recordedCalls()).slice(start);
      return calls.map(({ action }) => action).filter((action) => action !== 'Query');
    };

    for (const [count, writes] of [
      [0, []],
      [1, ['UpdateItem']],
      [2, ['TransactWriteItems']],
      [100, ['TransactWriteItems']],
      [101, ['TransactWriteItems', 'TransactWriteItems']],
    ] as const)
      it(`${count} take ${writes.length} calls`, async () => {
        const { ledger } = await open();
        const start = (await moto.recordedCalls()).length;
        await ledger.putCredentials(ACCOUNT, records(count));
        assert.deepEqual(await writesSince(start), writes);
        const { credentials } = await ledger.load(ACCOUNT);
        assert.deepEqual([...credentials.values()].toSorted(byId), records(count).toSorted(byId));
      });

    it('keep what others wrote of them', async () => {
      const { ledger } = await open();
      await ledger.putCredentials(ACCOUNT, records(2));
      await ledger.startDisabling(ACCOUNT, accessKeyRef('AKIA0'), 'notice', new Date(0), 'a');
      await ledger.putCredentials(ACCOUNT, [record(0, 'Inactive'), record(1, 'Inactive')]);
      const { credentials } = await ledger.load(ACCOUNT);
      assert.deepEqual(
        [...credentials.values()].map(({ status }) => status),
        ['Inactive', 'Inactive'],
      );
      assert.equal(credentials.get('AKIA0')?.disabling?.noticeId, 'notice');
    });

    it('are written one by one where another writer was at one of them', async () => {
      const { table } = await open();
      const send = documents.send.bind(documents) as (command: unknown) => Promise<unknown>;
      const refused: unknown[] = [];
      const crowded = {
        send: (command: unknown) => {
          if (!(command instanceof TransactWriteCommand)) return send(command);
          refused.push(command);
          const name = 'TransactionCanceledException';
          return Promise.reject(Object.assign(new Error('TransactionConflict'), { name }));
        },
      } as unknown as DynamoDBDocumentClient;
      await new DynamoLedger(crowded, table).putCredentials(ACCOUNT, records(3));
      assert.equal(refused.length, 1);
      assert.equal((await new DynamoLedger(documents, table).load(ACCOUNT)).credentials.size, 3);
    });
  });

  describe('where DynamoDB leaves some of a batch unwritten', () => {
    const findings = Array.from({ length: 30 }, (_, i) => `AKIA${i}`);
    /** A table that takes at most `size` items of a batch. */
    const reluctant = (size: number) => {
      const taken: unknown[] = [];
      const send = ({ input }: { input: { RequestItems: { t: unknown[] } } }) => {
        const requests = input.RequestItems.t;
        assert.ok(requests.length <= 25);
        taken.push(...requests.slice(0, size));
        const left = requests.slice(size);
        return Promise.resolve({ UnprocessedItems: left.length > 0 ? { t: left } : {} });
      };
      const client = { send } as unknown as DynamoDBDocumentClient;
      const ledger = new DynamoLedger(client, 't', () => Promise.resolve());
      return { ledger, taken };
    };

    it('writes the rest again', async () => {
      const { ledger, taken } = reluctant(10);
      await ledger.reportedFindings('111111111111', findings, new Date(0));
      assert.equal(new Set(taken.map((each) => JSON.stringify(each))).size, 30);
      assert.equal(taken.length, 30);
    });

    it('does not take it for written in the end', async () => {
      const { ledger } = reluctant(0);
      await assert.rejects(ledger.reportedFindings('111111111111', findings, new Date(0)), {
        name: 'LedgerError',
        message: /25 items were not written/,
      });
    });
  });

  it('says where DynamoDB did not answer, with the cause', async () => {
    const ledger = new DynamoLedger(documents, 'no-such-table');
    await assert.rejects(ledger.load('111111111111'), {
      name: 'LedgerError',
      message: /account 111111111111.*ResourceNotFoundException/,
    });
    await assert.rejects(
      ledger.forgetCredentials('111111111111', [accessKeyRef('AKIA1')], new Date(0)),
      {
        name: 'LedgerError',
      },
    );
    const key = { userId: 'A', userName: 'a', createdAt: new Date(0), fingerprint: '' };
    const keys = ['AKIA1', 'AKIA2'].map((id) => ({
      ...key,
      credential: accessKeyRef(id),
      status: 'Active' as const,
    }));
    await assert.rejects(ledger.putCredentials('111111111111', keys), { name: 'LedgerError' });
    await assert.rejects(ledger.finishAccount('111111111111', new Date(0)), {
      name: 'LedgerError',
    });
  });
});

function byId(a: CredentialRecord, b: CredentialRecord): number {
  return a.credential.id < b.credential.id ? -1 : 1;
}
