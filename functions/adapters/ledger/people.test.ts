import assert from 'node:assert/strict';
import { GetCommand, PutCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { startMoto, type Moto } from '../../../emulation/moto/start';
import type { PersonsUser } from '../../../rules/home/persons-user';
import { ACCOUNT, at } from '../../contracts/ledger/examples';
import { aUser, peopleContract } from '../../contracts/people-contract';
import { allOf } from '../../contracts/runs-contract';
import { createLedgerTable, emulatedDocuments } from '../../testing/emulated-ledger';
import { DynamoLedger } from './ledger';
import { DynamoPeople } from './people';
import { DynamoRuns } from './runs';

const ALICE = 'U0ALICE0001';
const ITEM = { account: `person#${ALICE}`, item: `account#${ACCOUNT}#alice` };

describe('the table of what people are shown', () => {
  let moto: Moto;
  let documents: DynamoDBDocumentClient;
  let count = 0;
  let TableName = '';
  before(async () => {
    moto = await startMoto();
    documents = emulatedDocuments(moto);
  });
  after(() => moto.stop());

  async function open() {
    TableName = `people-${++count}`;
    await createLedgerTable(documents, TableName);
    return {
      people: new DynamoPeople(documents, TableName),
      ledger: new DynamoLedger(documents, TableName),
    };
  }
  const stored = async (Key: object) =>
    (await documents.send(new GetCommand({ TableName, Key }))).Item ?? {};
  const put = (item: object) =>
    documents.send(new PutCommand({ TableName, Item: { ...ITEM, ...item } }));

  peopleContract('on DynamoDB', open);

  it('deletes it by itself, in seconds since 1970', async () => {
    const { people } = await open();
    await people.put(ACCOUNT, at(2), [aUser(2)]);
    await people.beginView(ALICE, { id: 'first', at: at(2) });
    assert.equal((await stored(ITEM))['expiresAt'], at(10).getTime() / 1000);
    assert.equal((await stored({ ...ITEM, item: 'home' }))['expiresAt'], at(10).getTime() / 1000);
  });

  it('takes one write an account, and one a user, 25 in a call', async () => {
    const { people } = await open();
    const users = Array.from({ length: 5000 }, (_, i): PersonsUser => {
      const owner = { userName: `engineer-${i}`, slackId: `U${String(i).padStart(10, '0')}` };
      return aUser(2, { owner });
    });
    const start = (await moto.recordedCalls()).length;
    await people.put(ACCOUNT, at(2), users);
    const actions = (await moto.recordedCalls()).slice(start).map(({ action }) => action);
    assert.deepEqual(
      Object.entries(Object.groupBy(actions, (action) => action)).map(([name, calls]) => [
        name,
        calls?.length,
      ]),
      [
        ['UpdateItem', 1],
        ['BatchWriteItem', 200],
      ],
    );
    const last = users.at(-1);
    assert.deepEqual((await people.of('U0000004999', at(2))).users, [last]);
  }).timeout(60_000);

  it('reads more than one page of one person’s', async () => {
    const { people } = await open();
    const users = Array.from({ length: 1500 }, (_, i) =>
      aUser(2, { owner: { userName: `shared-${i}`, slackId: ALICE } }),
    );
    await people.put(ACCOUNT, at(2), users);
    assert.equal((await people.of(ALICE, at(2))).users.length, 1500);
  }).timeout(60_000);

  describe('with an item that this version can’t read', () => {
    const [key] = aUser(2).keys;
    const whole = { v: 1, accountName: 'identity', readAt: at(2).toISOString(), keys: [] };
    const cases: readonly [string, object][] = [
      ['of the next number', { ...whole, v: 2 }],
      ['whose number is none', { ...whole, v: 'one' }],
      ['without its time', { ...whole, readAt: undefined }],
      ['with a wrong time', { ...whole, readAt: 'yesterday' }],
      [
        'of a state that it does not know',
        { ...whole, keys: [{ seen: { ...key?.seen, state: 'lent' } }] },
      ],
      ['of no user', { ...whole, item: `account#${ACCOUNT}#` }],
      ['of no account', { ...whole, item: 'account#1#alice' }],
    ];
    for (const [what, item] of cases)
      it(`passes it by, and shows the rest: ${what}`, async () => {
        const { people } = await open();
        await documents.send(
          new PutCommand({
            TableName,
            Item: { ...ITEM, item: `${ITEM.item}2`, ...item },
          }),
        );
        const owner = { userName: 'alice.admin', slackId: ALICE };
        await people.put(ACCOUNT, at(2), [aUser(2, { owner })]);
        const { users, passedBy } = await people.of(ALICE, at(2));
        assert.deepEqual(
          [users.map((user) => user.owner.userName), passedBy],
          [['alice.admin'], 1],
        );
      });

    it('reads one with fields that a newer version has added, and leaves them out', async () => {
      const { people } = await open();
      await put({ ...whole, mood: 'fine', type: 'engineer' });
      const [user] = (await people.of(ALICE, at(2))).users;
      assert.deepEqual(user, {
        account: { id: ACCOUNT, name: 'identity' },
        owner: { userName: 'alice', slackId: ALICE, type: 'engineer' },
        readAt: at(2),
        keys: [],
      });
    });

    it('takes no record of a newer version for a disabling', async () => {
      const { people } = await open();
      const item = { account: ACCOUNT, item: 'key#AKIA1', disabledAt: at(2).toISOString() };
      const place = [{ accountId: ACCOUNT, keyId: 'AKIA1' }];
      await put({ ...item, v: 1 });
      assert.equal((await people.disabledAt(place)).size, 1);
      await put({ ...item, v: 2 });
      assert.equal((await people.disabledAt(place)).size, 0);
    });
  });

  it('leaves every other reader of the table what it reads', async () => {
    const { people, ledger } = await open();
    const runs = new DynamoRuns(documents, TableName, z.object({ what: z.string() }));
    const account = { id: ACCOUNT, name: 'identity' };
    await runs.begin('monday', [account], at(9));
    const partitions = [ACCOUNT, 'organization', '222222222222'];
    const read = async () => [
      await Promise.all(partitions.map((each) => ledger.load(each))),
      await allOf(runs, 'monday'),
    ];
    const before = await read();
    await people.put(ACCOUNT, at(2), [aUser(2)]);
    await people.beginView(ALICE, { id: 'first', at: at(2) });
    assert.deepEqual(await read(), before);
  });

  it('shows nothing of an account where writing it failed half-way, and all with the next', async () => {
    const { people } = await open();
    await people.put(ACCOUNT, at(2), [aUser(2)]);
    const send = documents.send.bind(documents) as (command: object) => Promise<unknown>;
    const failing = {
      send: (command: object) =>
        command.constructor.name === 'BatchWriteCommand'
          ? Promise.reject(Object.assign(new Error('no'), { name: 'AccessDeniedException' }))
          : send(command),
    } as unknown as DynamoDBDocumentClient;
    const dying = new DynamoPeople(failing, TableName);
    await assert.rejects(dying.put(ACCOUNT, at(3), [aUser(3)]), { name: 'LedgerError' });
    assert.deepEqual((await people.of(ALICE, at(3))).users, []);
    await people.put(ACCOUNT, at(4), [aUser(4)]);
    assert.deepEqual((await people.of(ALICE, at(4))).users, [aUser(4)]);
  });
});
