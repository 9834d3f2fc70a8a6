import assert from 'node:assert/strict';
import { isUnknown, type IamUser } from '../../../rules/model';
import { SSH_KEY_DAYS } from '../../../rules/ssh-key-days';
import { day, engineer, Runs } from './runs';
import type { OtherCredentialsWorld } from './world';

const sinceDayZero = (date: Date) => Math.abs(date.getTime() - day(0).getTime());

/** What is read of credentials besides keys and passwords, and of root. `open` gives a world without users, on day 0. */
export function otherCredentialsContract(
  name: string,
  open: () => Promise<OtherCredentialsWorld>,
): void {
  let world: OtherCredentialsWorld;
  const runs = new Runs();
  const readUser = async (on: number): Promise<IamUser> => {
    const [user] = await runs.read(on);
    assert.ok(user);
    return user;
  };
  const held = <Held>(of: readonly Held[] | object | undefined): readonly Held[] => {
    assert.ok(!isUnknown(of), JSON.stringify(of));
    return (of ?? []) as readonly Held[];
  };

  describe(`IAM ${name}, of other credentials`, () => {
    beforeEach(async () => {
      world = await open();
      runs.begin(world);
      await world.createUser('alice', engineer);
    });

    it('reads service-specific credentials, with the end that they have', async () => {
      const endless = await world.createServiceCredential('alice', 'bedrock.amazonaws.com');
      const ending = await world.createServiceCredential('alice', 'logs.amazonaws.com', 30);
      const found = held((await readUser(1)).serviceCredentials);
      assert.deepEqual(
        found.map(({ id, service, status, expiresAt }) => [
          id,
          service,
          status,
          expiresAt && Math.round((expiresAt.getTime() - day(0).getTime()) / 86_400_000),
        ]),
        [
          [endless, 'bedrock.amazonaws.com', 'Active', undefined],
          [ending, 'logs.amazonaws.com', 'Active', 30],
        ],
      );
      for (const { createdAt } of found) assert.ok(sinceDayZero(createdAt) < 60_000);
    });

    it('reads the account where these may not be listed, and says that they are not known', async () => {
      await world.createServiceCredential('alice', 'bedrock.amazonaws.com');
      await world.hideServiceCredentials(true);
      const { serviceCredentials, keys } = await readUser(1);
      assert.ok(isUnknown(serviceCredentials));
      assert.deepEqual(keys, []);
      await world.hideServiceCredentials(false);
      assert.equal(held((await readUser(2)).serviceCredentials).length, 1);
    });

    it('knows SSH keys within some days, keeps them in mind, and sees them change and go', async () => {
      const id = await world.make('ssh-key', 'alice');
      let on = 0;
      const afterSomeDays = async () => {
        for (let i = 1; i < SSH_KEY_DAYS; i++) await runs.read(++on);
        return held((await readUser(++on)).sshKeys);
      };
      const [key, ...others] = await afterSomeDays();
      assert.deepEqual([key?.id, key?.status, others], [id, 'Active', []]);
      assert.ok(key && sinceDayZero(key.createdAt) < 60_000);
      // On whichever day it is asked for.
      for (let i = 0; i < SSH_KEY_DAYS; i++)
        assert.deepEqual(held((await readUser(++on)).sshKeys), [key]);
      await world.setStatus({ kind: 'ssh-key', id }, 'alice', 'Inactive');
      assert.deepEqual(await afterSomeDays(), [{ ...key, status: 'Inactive' }]);
      await world.remove({ kind: 'ssh-key', id }, 'alice');
      assert.deepEqual(await afterSomeDays(), []);
      for (let i = 0; i < SSH_KEY_DAYS; i++)
        assert.equal((await readUser(++on)).sshKeys, undefined);
    });

    it('reads signing certificates, each with an id of its own', async () => {
      await world.make('signing-certificate', 'alice');
      const [certificate, ...others] = held((await readUser(1)).signingCertificates);
      assert.ok(certificate && others.length === 0);
      assert.equal(certificate.status, 'Active');
      assert.ok(!isUnknown(certificate.createdAt) && sinceDayZero(certificate.createdAt) < 60_000);
      assert.deepEqual(held((await readUser(2)).signingCertificates)[0]?.id, certificate.id);
    });

    it('reads root beside the users', async () => {
      const rootOn = async (on: number) => {
        const { root, users } = await runs.readAll(on);
        assert.deepEqual(
          users.map(({ name }) => name),
          ['alice'],
        );
        assert.ok(root && !isUnknown(root));
        return [root.hasMfa, root.keys.map(({ status }) => status)];
      };
      assert.deepEqual(await rootOn(1), [true, []]);
      await world.neglectRoot();
      assert.deepEqual(await rootOn(2), [false, ['Active']]);
    });
  });
}
