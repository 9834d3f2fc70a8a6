import assert from 'node:assert/strict';
import type { SignedCall } from '../../rules/notices';
import type { KeyUsesPort } from '../ports/key-uses';
import { contractAccount as account } from './iam/world';

/** The port, and hands that use a key. */
export interface KeyUsesWorld {
  readonly uses: KeyUsesPort;
  /** @returns its id */
  createKey(): Promise<string>;
  /** Somebody asks STS who they are, in that region, with the key. */
  use(keyId: string, region: string, call: Omit<SignedCall, 'source'>): Promise<void>;
  /** From now on CloudTrail can't be asked, or can again. */
  refuse(is: boolean): Promise<void>;
}

const at = (day: number) => new Date(Date.UTC(2026, 0, day, 8));

/** What whoever knows who uses a key keeps to. `open` gives a world without uses. */
export function keyUsesContract(name: string, open: () => Promise<KeyUsesWorld>): void {
  describe(`who uses a key, ${name}`, () => {
    let world: KeyUsesWorld;
    let id: string;
    beforeEach(async () => {
      world = await open();
      id = await world.createKey();
    });
    const script = { address: '198.51.100.7', userAgent: 'aws-sdk-go/1.44.1 (go1.19; linux)' };
    const person = { address: '203.0.113.7', userAgent: 'aws-cli/2.31.0 md/awscrt#0.27.6' };
    const shown = (userAgent: string, address: string, day: number) => ({
      program: userAgent,
      address,
      service: 'sts',
      at: at(day).toISOString().slice(0, 16),
    });
    async function asked(key = id, since = at(1), region = 'eu-central-1') {
      const { uses, failed } = await world.uses.usesOf(account, { id: key, region }, since);
      return { uses: uses.map((each) => ({ ...each, at: each.at.slice(0, 16) })), failed };
    }

    it('is told by program and address, the newest first, where it was used last and in us-east-1', async () => {
      await world.use(id, 'us-east-1', { at: at(5), ...person });
      await world.use(id, 'eu-central-1', { at: at(6), ...script });
      await world.use(id, 'eu-central-1', { at: at(7), ...script });
      assert.deepEqual(await asked(), {
        uses: [
          shown('aws-sdk-go/1.44.1', '198.51.100.7', 7),
          shown('aws-cli/2.31.0', '203.0.113.7', 5),
        ],
        failed: [],
      });
    });

    it('is told since then, of that key', async () => {
      const other = await world.createKey();
      await world.use(id, 'us-east-1', { at: at(5), ...person });
      await world.use(other, 'us-east-1', { at: at(6), ...script });
      assert.deepEqual(await asked(id, at(6)), { uses: [], failed: [] });
      assert.equal((await asked(other, at(6))).uses.length, 1);
    });

    it('is nobody, where nobody did', async () =>
      assert.deepEqual(await asked(), { uses: [], failed: [] }));

    it('is not known, with the reason, where CloudTrail can’t be asked', async () => {
      await world.use(id, 'us-east-1', { at: at(5), ...person });
      await world.refuse(true);
      const { uses, failed } = await asked(id, at(1), 'us-east-1');
      assert.deepEqual(uses, []);
      assert.match(failed.join(), /^access-denied at cloudtrail:LookupEvents: /);
    });
  });
}
