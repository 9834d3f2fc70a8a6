import {
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreateLoginProfileCommand,
  CreateUserCommand,
  CreateVirtualMFADeviceCommand,
  DeleteAccessKeyCommand,
  EnableMFADeviceCommand,
  IAMClient,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam';
import type { AwsCredentialIdentity } from '@aws-sdk/types';
import { tagKeys } from '../../rules/tags';
import { runOf } from './calendar';
import type { MiniStack } from './ministack/start';
import { accounts, people, type Person } from './people';

const HOUR_MS = 3_600_000;
/** MiniStack's devices have no seed from which a code could be made, and take any. */
export const anyCode = '123456';

export function nameOfKey(person: string, index: number): string {
  return `${person}'s key ${index}`;
}

/** Everybody's keys, in the order of the table. */
export class KeyRing {
  readonly #keys = new Map<string, (AwsCredentialIdentity | undefined)[]>();

  of(person: string, index = 0): AwsCredentialIdentity {
    const key = this.#keys.get(person)?.[index];
    if (!key) throw new Error(`${person} has no key ${index}`);
    return key;
  }

  /** Every key that ever was, whose it is and which of theirs. */
  get all() {
    return [...this.#keys].flatMap(([person, keys]) =>
      keys.flatMap((key, index) => (key ? [{ person, index, id: key.accessKeyId }] : [])),
    );
  }

  find(id: string): { readonly person: string; readonly index: number } {
    return this.all.find((key) => key.id === id) ?? { person: 'nobody', index: -1 };
  }

  /** Whose key it is, by the end that messages name. */
  nameOf(lastFour: string): string {
    const found = this.all.find(({ id }) => id.endsWith(lastFour));
    return found ? nameOfKey(found.person, found.index) : `nobody's key …${lastFour}`;
  }

  put(person: string, index: number, key: AwsCredentialIdentity): void {
    const keys = this.#keys.get(person) ?? [];
    keys[index] = key;
    this.#keys.set(person, keys);
  }

  /** Messages name the last four characters: nobody else's key may end in the same. */
  async make(iam: IAMClient, person: string, index: number): Promise<void> {
    for (;;) {
      const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: person }));
      const { AccessKeyId = '', SecretAccessKey = '' } = AccessKey ?? {};
      if (this.all.every(({ id }) => id.slice(-4) !== AccessKeyId.slice(-4))) {
        this.put(person, index, { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey });
        return;
      }
      await iam.send(new DeleteAccessKeyCommand({ UserName: person, AccessKeyId }));
    }
  }
}

/** Makes the users, and each key on its day: half a day before the hour of the run, so that no age is a near thing. */
export async function makePeople(aws: MiniStack): Promise<KeyRing> {
  const ring = new KeyRing();
  const iamOf = (person: Person) =>
    new IAMClient({
      endpoint: aws.url,
      region: 'us-east-1',
      credentials: { accessKeyId: accounts[person.in], secretAccessKey: 'root' },
    });
  for (const person of people) await makeUser(iamOf(person), person);
  const keys = people
    .flatMap((person) => person.keys.map((key, index) => ({ person, index, ...key })))
    .toSorted((a, b) => b.age - a.age);
  for (const { person, index, age, isOff } of keys) {
    aws.clock.turnTo(new Date(runOf(1).getTime() - (24 * age + 12) * HOUR_MS));
    await ring.make(iamOf(person), person.name, index);
    const { accessKeyId: AccessKeyId } = ring.of(person.name, index);
    if (isOff)
      await iamOf(person).send(
        new UpdateAccessKeyCommand({ UserName: person.name, AccessKeyId, Status: 'Inactive' }),
      );
  }
  return ring;
}

async function makeUser(
  iam: IAMClient,
  { name: UserName, type, slackId, exempt, policyArn, ...person }: Person,
): Promise<void> {
  const tags = {
    [tagKeys.type]: type,
    [tagKeys.slackId]: slackId,
    [tagKeys.exemptUntil]: exempt?.until,
    [tagKeys.exemptReason]: exempt?.reason,
    [tagKeys.exemptBy]: exempt?.approvedBy,
  };
  const Tags = Object.entries(tags).flatMap(([Key, Value]) => (Value ? [{ Key, Value }] : []));
  await iam.send(new CreateUserCommand({ UserName, Tags }));
  if (policyArn) await iam.send(new AttachUserPolicyCommand({ UserName, PolicyArn: policyArn }));
  if (person.hasPassword)
    await iam.send(new CreateLoginProfileCommand({ UserName, Password: 'Only-for-MiniStack-1' }));
  if (person.hasMfa) await enrol(iam, UserName);
}

async function enrol(iam: IAMClient, UserName: string): Promise<void> {
  const { VirtualMFADevice } = await iam.send(
    new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: UserName }),
  );
  await iam.send(
    new EnableMFADeviceCommand({
      UserName,
      SerialNumber: VirtualMFADevice?.SerialNumber,
      AuthenticationCode1: anyCode,
      AuthenticationCode2: anyCode,
    }),
  );
}
