import assert from 'node:assert/strict';
import { recordChanges } from '../../../rules/plan/credential-records';
import type { IamUser, Inventory } from '../../../rules/model';
import { InMemoryLedger } from '../../in-memory/ledger';
import { contractAccount as account, type IamWorld } from './world';

export const engineer = { type: 'engineer', 'slack-id': 'U0ALICE0001' };
export const day = (n: number) => new Date(Date.UTC(2026, 0, 1 + n, 9));

/** Runs in a world, each of which remembers for the next. */
export class Runs {
  #world: IamWorld | undefined;
  ledger = new InMemoryLedger();

  /** What was before is forgotten. */
  begin(world: IamWorld): void {
    this.#world = world;
    this.ledger = new InMemoryLedger();
  }

  get world(): IamWorld {
    assert.ok(this.#world);
    return this.#world;
  }

  /** As a run does: reads, and remembers for the next reading. */
  async read(on: number): Promise<readonly IamUser[]> {
    return (await this.readAll(on)).users;
  }

  async readAll(on: number): Promise<Inventory> {
    await this.world.turnTo(day(on));
    const known = await this.ledger.load(account.id);
    const reading = await this.world.iam.read(account, known, day(on));
    assert.ok(reading.outcome === 'read', 'reason' in reading ? reading.reason : '');
    assert.deepEqual(reading.inventory.account, account);
    const { inventory, fingerprints, sshKeysAsked } = reading;
    const { changed, gone, keptUntil } = recordChanges(inventory, fingerprints, known, day(on));
    await this.ledger.putCredentials(account.id, changed);
    await this.ledger.forgetCredentials(account.id, gone, keptUntil);
    if (sshKeysAsked) await this.ledger.rememberSshKeysAsked(account.id, sshKeysAsked);
    return inventory;
  }

  /** Users with their keys, by name: what decisions hang on. */
  async keysOn(on: number): Promise<Record<string, readonly string[]>> {
    const users = await this.read(on);
    return Object.fromEntries(
      users.map(({ name: user, keys }) => [
        user,
        keys.map(({ id, status }) => `${id} ${status}`).toSorted(),
      ]),
    );
  }
}
