import assert from 'node:assert/strict';
import { CreateUserCommand, TagUserCommand, type IAMClient } from '@aws-sdk/client-iam';
import pMap from 'p-map';
import { startMoto, type Moto } from '../../../emulation/moto/start';
import { clientsOf, createKey } from '../../../emulation/moto/test-clients';
import { emptyLedger } from '../../../rules/ledger';
import { defaultSettings } from '../../../rules/settings';
import { scriptedIam, sdkError } from '../../testing/scripted-client';
import { AwsIamReader, type Thorough } from './reader';
import { Calls } from '../accounts/calls';
import { KeyListing } from './key-listing';

const account = { id: '111111111111', name: 'identity' };
const denied = { unknown: 'access-denied at iam:ListAccessKeys' };

describe('an account of which some users’ keys may not be listed', () => {
  let moto: Moto;
  let iam: IAMClient;
  before(async () => (moto = await startMoto()));
  beforeEach(async () => {
    await moto.reset();
    ({ iam } = clientsOf(moto, await moto.credentialsFor(account.id)));
    for (const name of ['alice', 'break-glass', 'carol']) {
      await iam.send(new CreateUserCommand({ UserName: name }));
      await iam.send(
        new TagUserCommand({ UserName: name, Tags: [{ Key: 'type', Value: 'engineer' }] }),
      );
      if (name !== 'carol') await createKey(iam, name);
    }
  });
  afterEach(() => moto.refuse([]));
  after(() => moto.stop());

  const everything: Thorough = { onListed: () => undefined, onUser: () => undefined };

  async function read(thorough?: Thorough) {
    const clients = { in: () => iam };
    const reader = new AwsIamReader(clients, defaultSettings, { thorough });
    const before = (await moto.recordedCalls()).length;
    const reading = await reader.read(account, emptyLedger(account.id), await moto.now());
    const calls = (await moto.recordedCalls()).slice(before);
    const listed = calls.flatMap(({ action, about }) =>
      action === 'ListAccessKeys' ? [about['UserName']] : [],
    );
    return { reading, listed: listed.toSorted() };
  }

  for (const [who, thorough] of [
    ['a run', undefined],
    ['an audit', everything],
  ] as const)
    it(`is read, and that they are not known is said of them alone: ${who}`, async () => {
      await moto.refuse(['iam:ListAccessKeys/break-glass']);
      const { reading } = await read(thorough);
      assert.ok(reading.outcome === 'read', 'reason' in reading ? reading.reason : '');
      assert.deepEqual(
        reading.inventory.users.map(({ name, keys, keysUnknown }) => [
          name,
          keys.length,
          keysUnknown,
        ]),
        [
          ['alice', 1, undefined],
          ['break-glass', 0, denied],
          ['carol', 0, undefined],
        ],
      );
      // Asked again by the next run.
      assert.equal(reading.fingerprints.get('break-glass'), '');
    });

  it('is read where nobody else had to be asked: another one is, to see', async () => {
    await moto.refuse(['iam:ListAccessKeys/alice', 'iam:ListAccessKeys/break-glass']);
    const { reading, listed } = await read();
    assert.deepEqual(listed, ['alice', 'break-glass', 'carol']);
    assert.ok(reading.outcome === 'read');
    assert.deepEqual(
      reading.inventory.users.map(({ keysUnknown }) => keysUnknown),
      [denied, denied, undefined],
    );
  });

  for (const [who, thorough] of [
    ['a run', undefined],
    ['an audit', everything],
  ] as const)
    it(`is unread where nobody’s may be: ${who}`, async () => {
      await moto.refuse(['iam:ListAccessKeys']);
      const { reading, listed } = await read(thorough);
      assert.deepEqual(listed, ['alice', 'break-glass', 'carol']);
      assert.ok(reading.outcome === 'unread');
      assert.match(
        reading.reason,
        /^access-denied at iam:ListAccessKeys: User: .* is not authorized to perform: iam:List/,
      );
      assert.equal(reading.error?.operation, 'iam:ListAccessKeys');
    });
});

describe('KeyListing', () => {
  function listingOf(isRefused: (name: string) => boolean, error = 'AccessDenied') {
    const asked: string[] = [];
    const iam = scriptedIam({
      ListAccessKeys: ({ UserName }: { UserName: string }) => {
        asked.push(UserName);
        if (isRefused(UserName)) throw sdkError(error);
        return {};
      },
    });
    return { listing: new KeyListing(iam, new Calls(account.id), names), asked };
  }
  const names = Array.from({ length: 40 }, (_, i) => `user${i}`);
  const alone = (name: string) => {
    const iam = scriptedIam({ ListAccessKeys: () => Promise.reject(sdkError('AccessDenied')) });
    return new KeyListing(iam, new Calls(account.id), [name]);
  };
  const refusal = { name: 'AccountError', code: 'access-denied' };

  it('asks about three others at most, far from each other: who is protected stands together', async () => {
    const { listing, asked } = listingOf(() => true);
    await listing.of('user0');
    await assert.rejects(listing.assertSomeAllowed(), refusal);
    assert.deepEqual(asked, ['user0', 'user39', 'user20', 'user1']);
  });

  it('asks about nobody where nobody was refused, or somebody was not', async () => {
    const { listing, asked } = listingOf((name) => name === 'user1');
    await listing.assertSomeAllowed();
    for (const name of ['user0', 'user1']) await listing.of(name);
    await listing.assertSomeAllowed();
    assert.deepEqual(asked, ['user0', 'user1']);
  });

  it('can’t tell of an account with one user: the permission is taken to be missing', async () => {
    const listing = alone('user0');
    await listing.of('user0');
    await assert.rejects(listing.assertSomeAllowed(), refusal);
  });

  it('does not go on asking about a thousand users where the permission is missing', async () => {
    const { listing, asked } = listingOf(() => true);
    await assert.rejects(async () => {
      for (const name of names) await listing.of(name);
    }, refusal);
    assert.equal(asked.length, 21 + 3);
  });

  it('does not go on where ten are asked about at a time, either', async () => {
    const { listing, asked } = listingOf(() => true);
    await assert.rejects(
      pMap(names, (name) => listing.of(name), { concurrency: 10 }),
      refusal,
    );
    assert.ok(asked.length <= 21 + 10 + 3, `${asked.length}`);
  });

  it('goes on where the first thirty are protected, and those after them are not', async () => {
    const isProtected = (name: string) => names.indexOf(name) < 30;
    const { listing } = listingOf(isProtected);
    for (const name of names)
      assert.deepEqual(await listing.of(name), isProtected(name) ? denied : []);
    await listing.assertSomeAllowed();
  });

  it('goes on where somebody’s may be listed, however many are protected', async () => {
    const { listing } = listingOf((name) => name !== 'user0');
    for (const name of names)
      assert.deepEqual(await listing.of(name), name === 'user0' ? [] : denied);
  });

  it('takes nothing else for a refusal', async () => {
    const { listing } = listingOf(() => true, 'ThrottlingException');
    await assert.rejects(listing.of('user0'), { code: 'throttled' });
  });
});
