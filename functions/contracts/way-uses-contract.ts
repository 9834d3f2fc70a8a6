import assert from 'node:assert/strict';
import type { MovingPerson } from '../../rules/person/asked';
import type { WayUsesPort } from '../ports/way-uses';
import { contractAccount as account } from './iam/world';

/** The port, and somebody who signs in with `aws login`. */
export interface WayUsesWorld {
  readonly ways: WayUsesPort;
  /** A user of this name, who has a password and a device. @returns the id */
  createUser(name: string): Promise<string>;
  /** At that time, from that address, with a profile of that region. */
  signIn(name: string, region: string, at: Date, address: string): Promise<void>;
  /** From now on CloudTrail can't be asked, or can again. */
  refuse(is: boolean): Promise<void>;
}

const at = (day: number, hour = 0) => new Date(Date.UTC(2026, 0, day, hour));
const span = (day: number) => ({ since: at(day), until: at(day + 1) });

/** What whoever knows how people come keeps to. `open` gives a world without anybody. */
export function wayUsesContract(name: string, open: () => Promise<WayUsesWorld>): void {
  describe(`who uses another way in, ${name}`, () => {
    let world: WayUsesWorld;
    let alice: MovingPerson;
    beforeEach(async () => {
      world = await open();
      alice = await personOf('alice');
    });
    async function personOf(userName: string): Promise<MovingPerson> {
      const userId = await world.createUser(userName);
      return { userId, userName, ways: ['sign-in'], since: at(5) };
    }
    async function asked(people: readonly MovingPerson[], ...days: readonly number[]) {
      const found = await world.ways.usesOf(account, people, days.map(span));
      const uses = found.uses.map(({ userId, way, at: instant, address }) => [
        people.find((person) => person.userId === userId)?.userName,
        way,
        // The clock of an emulation goes on.
        instant.toISOString().slice(0, 15),
        address,
      ]);
      return { ...found, uses: uses.toSorted() };
    }

    it('is told by day, in IAM’s region and the monitor’s', async () => {
      await world.signIn('alice', 'us-east-1', at(5, 9), '203.0.113.5');
      await world.signIn('alice', 'eu-central-1', at(6, 9), '203.0.113.6');
      assert.deepEqual(await asked([alice], 5, 6, 7), {
        uses: [
          ['alice', 'sign-in', '2026-01-05T09:0', '203.0.113.5'],
          ['alice', 'sign-in', '2026-01-06T09:0', '203.0.113.6'],
        ],
        readUntil: at(8),
        failed: [],
      });
    });

    it('is told of those alone that are asked about, in those days', async () => {
      const bob = await personOf('bob');
      await world.signIn('alice', 'us-east-1', at(5, 9), '203.0.113.5');
      await world.signIn('bob', 'us-east-1', at(6, 9), '203.0.113.6');
      assert.deepEqual((await asked([bob], 6)).uses.length, 1);
      assert.deepEqual((await asked([alice], 6)).uses, []);
    });

    it('is nobody, where nobody does', async () =>
      assert.deepEqual(await asked([alice], 5), { uses: [], readUntil: at(6), failed: [] }));

    it('is not known, with the reason, where CloudTrail can’t be asked', async () => {
      await world.signIn('alice', 'us-east-1', at(5, 9), '203.0.113.5');
      await world.refuse(true);
      const { uses, readUntil, failed } = await asked([alice], 5);
      assert.deepEqual([uses, readUntil], [[], undefined]);
      assert.match(failed.join(), /access-denied at cloudtrail:LookupEvents: /);
    });
  });
}
