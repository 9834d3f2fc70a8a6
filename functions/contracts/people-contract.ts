import assert from 'node:assert/strict';
import { accessKeyRef } from '../../rules/credentials/credential';
import type { PersonsUser } from '../../rules/home/persons-user';
import type { LedgerPort } from '../ports/ledger';
import type { PeoplePort } from '../ports/people';
import { at, KEY, record } from './ledger/examples';

const ALICE = 'U0ALICE0001';
const BOB = 'U0BOB000001';
const IDENTITY = { id: '111111111111', name: 'identity' };
const PRODUCTION = { id: '222222222222', name: 'production' };

/** One store, seen from its sides. */
interface Opened {
  readonly people: PeoplePort;
  readonly ledger: LedgerPort;
}

/** Alice's user of that account, read on that day of January, with all that can be said of a user and a key. */
export function aUser(on: number, more: Partial<PersonsUser> = {}): PersonsUser {
  const key = { id: KEY, createdAt: at(1).toISOString(), age: on };
  return {
    account: IDENTITY,
    owner: { userName: 'alice', slackId: ALICE, type: 'engineer', rotateWith: 'aws-vault' },
    readAt: at(on),
    keys: [
      {
        seen: {
          key: {
            ...key,
            lastUsed: { at: at(1).toISOString(), service: 's3', region: 'eu-west-1' },
          },
          status: 'Active',
          state: 'second',
          stopsOn: '2026-01-09',
          exemptUntil: '2026-01-08',
          newer: { ...key, id: 'AKIANEW0000000000001', lastUseUnknown: 'denied' },
          deadKeyId: 'AKIADEAD000000000001',
        },
        disabledBefore: at(1),
      },
    ],
    keysUnknown: true,
    isDryRun: true,
    ...more,
  };
}

/** What every memory of people keeps to. `open` gives an empty one each time. */
export function peopleContract(name: string, open: () => Promise<Opened>): void {
  describe(`what people are shown, ${name}`, () => {
    let people: PeoplePort;
    let ledger: LedgerPort;
    beforeEach(async () => {
      ({ people, ledger } = await open());
    });
    const usersOf = async (slackId: string, now = at(2)) => (await people.of(slackId, now)).users;
    const put = (...users: readonly PersonsUser[]) =>
      people.put(IDENTITY.id, users[0]?.readAt ?? at(2), users);
    const bobs = (on: number) =>
      aUser(on, { owner: { userName: 'bob', slackId: BOB, type: 'engineer' }, keys: [] });

    it('is all that was left for them', async () => {
      await put(aUser(2));
      assert.deepEqual(await people.of(ALICE, at(2)), { users: [aUser(2)], passedBy: 0 });
    });

    it('is theirs alone', async () => {
      await put(aUser(2), bobs(2));
      assert.deepEqual(await usersOf(BOB), [bobs(2)]);
      assert.deepEqual(await usersOf('U0BOB00000'), []);
      assert.deepEqual(await usersOf('U0BOB0000011'), []);
    });

    it('is of every account and user of theirs', async () => {
      const owner = { userName: 'alice.admin', slackId: ALICE };
      const elsewhere = aUser(2, { account: PRODUCTION });
      await put(aUser(2), aUser(2, { owner }));
      await people.put(PRODUCTION.id, at(2), [elsewhere]);
      const found = await usersOf(ALICE);
      assert.deepEqual(
        new Set(found.map((user) => `${user.account.id} ${user.owner.userName}`)),
        new Set(['111111111111 alice', '111111111111 alice.admin', '222222222222 alice']),
      );
      assert.ok(found.some((user) => user.owner.type === undefined));
    });

    it('is what was found last', async () => {
      await put(aUser(2));
      await put(aUser(3, { keys: [] }));
      assert.deepEqual(await usersOf(ALICE, at(3)), [aUser(3, { keys: [] })]);
    });

    it('is nothing any more once their user is another’s, nor once it is nobody’s', async () => {
      await put(aUser(2));
      await put(aUser(3, { owner: { userName: 'alice', slackId: BOB } }));
      assert.deepEqual(await usersOf(ALICE, at(3)), []);
      assert.equal((await usersOf(BOB, at(3))).length, 1);
      await people.put(IDENTITY.id, at(4), []);
      assert.deepEqual(await usersOf(BOB, at(4)), []);
    });

    it('stays as to one account where another one was read', async () => {
      await put(aUser(2));
      await people.put(PRODUCTION.id, at(3), []);
      assert.deepEqual(await usersOf(ALICE, at(3)), [aUser(2)]);
    });

    it('is not taken back by an earlier reading that is late', async () => {
      await put(aUser(3));
      await put(aUser(2, { keys: [] }));
      assert.deepEqual(await usersOf(ALICE, at(3)), [aUser(3)]);
    });

    it('may be left twice by the same reading', async () => {
      await put(aUser(2));
      await put(aUser(2));
      assert.deepEqual(await usersOf(ALICE), [aUser(2)]);
    });

    it('ends eight days later, though nobody has deleted it', async () => {
      await put(aUser(2));
      assert.deepEqual(await usersOf(ALICE, at(10, '08:59:59.999')), [aUser(2)]);
      assert.deepEqual(await usersOf(ALICE, at(10)), []);
    });

    it('is drawn once a minute, a person, but the same opening again', async () => {
      const begin = (id: string, time: string, slackId = ALICE) =>
        people.beginView(slackId, { id, at: at(2, time) });
      assert.equal(await begin('first', '09:00:00.000'), true);
      assert.equal(await begin('second', '09:00:59.999'), false);
      assert.equal(await begin('bobs', '09:00:30.000', BOB), true);
      assert.equal(await begin('first', '09:00:00.000'), true);
      assert.equal(await begin('third', '09:01:00.000'), true);
      assert.equal(await begin('fourth', '09:01:30.000'), false);
      // Of before what was drawn: it would show less than there is by now.
      assert.equal(await begin('late', '08:00:00.000'), false);
    });

    it('knows of no user by what was drawn', async () => {
      await people.beginView(ALICE, { id: 'first', at: at(2) });
      assert.deepEqual(await people.of(ALICE, at(2)), { users: [], passedBy: 0 });
    });

    it('tells which keys were disabled, and when', async () => {
      const other = accessKeyRef('AKIAOTHER00000000001');
      await ledger.putCredentials(IDENTITY.id, [record, { ...record, credential: other }]);
      await ledger.endDisabling(IDENTITY.id, record.credential, at(3));
      const places = [KEY, other.id, 'AKIAUNKNOWN000000001'].map((keyId) => ({
        accountId: IDENTITY.id,
        keyId,
      }));
      assert.deepEqual(await people.disabledAt(places), new Map([[KEY, at(3)]]));
      const [{ keyId } = { keyId: '' }] = places;
      assert.deepEqual(await people.disabledAt([{ accountId: PRODUCTION.id, keyId }]), new Map());
    });

    it('is not in the account’s own ledger, which stays as it was', async () => {
      await ledger.putCredentials(IDENTITY.id, [record]);
      const before = await ledger.load(IDENTITY.id);
      await put(aUser(2), bobs(2));
      assert.deepEqual(await ledger.load(IDENTITY.id), before);
      await ledger.finishAccount(IDENTITY.id, at(2));
      const { firstReadAt, lastReadAt, newer } = await ledger.load(IDENTITY.id);
      assert.deepEqual([firstReadAt, lastReadAt, newer], [at(2), at(2), undefined]);
      assert.deepEqual(await usersOf(ALICE), [aUser(2)]);
    });
  });
}
