import {
  CreateLoginProfileCommand,
  CreateUserCommand,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam';
import { startMoto, type Moto } from '../../emulation/moto/start';
import { clientsOf, createKey } from '../../emulation/moto/test-clients';
import { DynamoLedger } from '../../functions/adapters/ledger/ledger';
import { createLedgerTable, emulatedDocuments } from '../../functions/testing/emulated-ledger';
import { accessKeyRef } from '../../rules/credentials/credential';
import { addDays } from '../../rules/calendar';
import { goodStacks, TestProject } from '../../stacks/testing/project';
import { OWN } from './company';

export const LEDGER = 'keyturn-ledger';
const DAY_MS = 86_400_000;

/** Whose move is where. */
export interface MovingPerson {
  readonly name: string;
  /** The tag, as pulumi up has left it; absent: none. */
  readonly access?: string;
  readonly identityCenterName?: string;
  /** How old each key is, in days. */
  readonly keys?: readonly number[];
  /** How many days ago Keyturn disabled all of them. */
  readonly disabled?: number;
  /** Default: where `sign-in` is open to them. */
  readonly hasPassword?: boolean;
  /** The days ago on which `aws login` was seen. */
  readonly seen?: readonly number[];
}

/** An emulated AWS, at the real time, with people on their way from keys, a ledger, and a project that declares them. */
export class MovingCompany {
  private constructor(
    readonly moto: Moto,
    readonly ledger: DynamoLedger,
    /** By user name. */
    readonly ids: ReadonlyMap<string, string>,
    /** By user name. */
    readonly keyIds: ReadonlyMap<string, readonly string[]>,
  ) {}

  static async open(people: readonly MovingPerson[]): Promise<MovingCompany> {
    const moto = await startMoto();
    try {
      const documents = emulatedDocuments(moto);
      await createLedgerTable(documents, LEDGER);
      const ledger = new DynamoLedger(documents, LEDGER);
      const [ids, keyIds] = [new Map<string, string>(), new Map<string, readonly string[]>()];
      const company = new MovingCompany(moto, ledger, ids, keyIds);
      const now = await moto.now();
      for (const person of people) {
        const made = await company.#hire(person, now);
        ids.set(person.name, made.userId);
        keyIds.set(person.name, made.keyIds);
      }
      await moto.setClock(now);
      return company;
    } catch (error) {
      await moto.stop();
      throw error;
    }
  }

  get env(): Readonly<Record<string, string>> {
    return this.moto.env;
  }

  stop(): Promise<void> {
    return this.moto.stop();
  }

  async #hire(person: MovingPerson, now: Date): Promise<{ userId: string; keyIds: string[] }> {
    const { name, keys = [], disabled, seen = [] } = person;
    const { iam } = clientsOf(this.moto, await this.moto.credentialsFor(OWN));
    // An hour more, so that no day ends between two steps of a test.
    const ago = (days: number) => new Date(now.getTime() - days * DAY_MS - 3_600_000);
    await this.moto.setClock(ago(400));
    const { User } = await iam.send(
      new CreateUserCommand({ UserName: name, Tags: tagsOf(person) }),
    );
    const userId = User?.UserId ?? '';
    if (person.hasPassword ?? person.access?.includes('sign-in'))
      await iam.send(
        new CreateLoginProfileCommand({ UserName: name, Password: 'Only-for-the-emulated-1' }),
      );
    const keyIds: string[] = [];
    for (const age of keys) {
      await this.moto.setClock(ago(age));
      const AccessKeyId = (await createKey(iam, name)).accessKeyId;
      keyIds.push(AccessKeyId);
      if (disabled === undefined) continue;
      await this.moto.setClock(ago(disabled));
      await iam.send(
        new UpdateAccessKeyCommand({ UserName: name, AccessKeyId, Status: 'Inactive' }),
      );
      await this.#recordDisabled({ userId, name, keyId: AccessKeyId }, ago(age), ago(disabled));
    }
    if (seen.length > 0) await this.#recordSeen(userId, name, seen, now);
    return { userId, keyIds };
  }

  async #recordDisabled(
    { userId, name, keyId }: { userId: string; name: string; keyId: string },
    createdAt: Date,
    at: Date,
  ): Promise<void> {
    const credential = accessKeyRef(keyId);
    const record = { credential, userId, userName: name, createdAt, status: 'Inactive' } as const;
    await this.ledger.putCredentials(OWN, [{ ...record, fingerprint: '' }]);
    await this.ledger.startDisabling(OWN, credential, `key/${keyId}/disabled`, at, 'only');
    await this.ledger.endDisabling(OWN, credential, at);
  }

  async #recordSeen(
    userId: string,
    userName: string,
    daysAgo: readonly number[],
    now: Date,
  ): Promise<void> {
    const today = now.toISOString().slice(0, 10);
    const days = daysAgo.map((ago) => addDays(today, -ago));
    const at = new Date(now.getTime() - Math.min(...daysAgo) * DAY_MS);
    const last = { at, way: 'sign-in', address: '203.0.113.7', program: 'aws-cli/2.32.0' } as const;
    const ways = { 'sign-in': { days, forget: [], last: { ...last, eventId: 'e-sign-in' } } };
    await this.ledger.recordSeen(OWN, [{ userId, userName, ways }]);
  }
}

function tagsOf({ name, access, identityCenterName }: MovingPerson) {
  const slackId = `U0${name.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')}`.padEnd(11, '0');
  const tags = {
    type: 'engineer',
    'slack-id': slackId,
    access,
    'identity-center-name': identityCenterName,
  };
  return Object.entries(tags).flatMap(([Key, Value]) =>
    Value === undefined ? [] : [{ Key, Value }],
  );
}

/**
 * A project whose users are in the emulated company's account. The ids of the examples would be asked about.
 * @param config more lines of the identity account's stack file
 */
export function projectOf(engineers: string, config = ''): TestProject {
  const own = (config: string) =>
    config
      .replaceAll('111111111111', OWN)
      .replaceAll('222222222222', '210987654321')
      .replaceAll('333333333333', '310987654321')
      .replaceAll('C0INFRA0001', 'C0PLATFORM1');
  const stacks = Object.entries(goodStacks).map(([name, config]) => [name, own(config)]);
  const { identity = '', ...others } = Object.fromEntries(stacks) as Record<string, string>;
  return new TestProject(
    { ...others, identity: `${identity}  keyturn:identityCenterElsewhere: true\n${config}` },
    engineers,
  );
}
