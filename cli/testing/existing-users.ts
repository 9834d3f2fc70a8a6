import {
  AddUserToGroupCommand,
  AttachUserPolicyCommand,
  CreateGroupCommand,
  CreateLoginProfileCommand,
  CreateUserCommand,
  ListUsersCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { Moto } from '../../emulation/moto/start';
import {
  clientsOf,
  createDevice,
  createKey,
  enableDevice,
} from '../../emulation/moto/test-clients';

/** A user whom a company had before it had Keyturn. */
export interface ExistingUser {
  readonly name: string;
  readonly path?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly hasPassword?: true;
  readonly hasMfa?: true;
  /** What a key of theirs was used for last; null: they have one, and never used it. */
  readonly key?: 'sts' | 'iam' | null;
  readonly policyArns?: readonly string[];
  readonly inlinePolicy?: string;
  readonly group?: string;
  /** Of that group. */
  readonly groupPath?: string;
}

const Statement = { Effect: 'Allow', Action: 's3:*', Resource: '*' };
const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });

/** Makes the users, and the groups that they are in, in an account of the emulated AWS. */
export async function makeUsers(
  moto: Moto,
  accountId: string,
  users: readonly ExistingUser[],
): Promise<void> {
  const { iam } = clientsOf(moto, await moto.credentialsFor(accountId));
  const paths = new Map(
    users.flatMap(({ group, groupPath }) => (group ? [[group, groupPath]] : [])),
  );
  for (const [GroupName, Path] of paths)
    await iam.send(new CreateGroupCommand({ GroupName, Path }));
  for (const { name: UserName, ...user } of users) {
    const Tags = Object.entries(user.tags ?? {}).map(([Key, Value]) => ({ Key, Value }));
    await iam.send(new CreateUserCommand({ UserName, Path: user.path, Tags }));
    if (user.hasPassword)
      await iam.send(
        new CreateLoginProfileCommand({ UserName, Password: 'Only-for-the-emulated-1' }),
      );
    if (user.hasMfa) await enableDevice(moto, iam, await createDevice(iam, UserName), UserName);
    if (user.key !== undefined) await useKey(moto, await createKey(iam, UserName), user.key);
    for (const PolicyArn of user.policyArns ?? [])
      await iam.send(new AttachUserPolicyCommand({ UserName, PolicyArn }));
    if (user.inlinePolicy !== undefined)
      await iam.send(
        new PutUserPolicyCommand({ UserName, PolicyName: user.inlinePolicy, PolicyDocument }),
      );
    if (user.group !== undefined)
      await iam.send(new AddUserToGroupCommand({ UserName, GroupName: user.group }));
  }
}

async function useKey(
  moto: Moto,
  credentials: Awaited<ReturnType<typeof createKey>>,
  service: 'sts' | 'iam' | null,
): Promise<void> {
  const { config, iam } = clientsOf(moto, credentials);
  if (service === 'sts') await new STSClient(config).send(new GetCallerIdentityCommand({}));
  if (service === 'iam') await iam.send(new ListUsersCommand({}));
}
