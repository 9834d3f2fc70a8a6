import { CreateAccessKeyCommand, DeleteAccessKeyCommand } from '@aws-sdk/client-iam';
import { GetSessionTokenCommand } from '@aws-sdk/client-sts';
import type { AwsCredentialIdentity } from '@aws-sdk/types';
import type { Moto } from '../moto/start';
import type { Authenticator } from './authenticator';
import { clientsAt, type Workplace } from './workplace';

/** A long-term access key, as aws-vault keeps it in the system's key store. */
export interface StoredKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** The session that aws-vault makes for a profile with `mfa_serial`: GetSessionToken with a code. */
export async function awsVaultSession(
  moto: Moto,
  workplace: Workplace,
  key: StoredKey,
  authenticator: Authenticator,
): Promise<AwsCredentialIdentity> {
  const { sts } = clientsAt(workplace, moto, key);
  const { Credentials } = await sts.send(
    new GetSessionTokenCommand({
      DurationSeconds: 3600,
      SerialNumber: authenticator.serialNumber,
      TokenCode: await authenticator.nextCode(moto),
    }),
  );
  return {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken,
  };
}

/**
 * The calls of `aws-vault rotate` for a profile without a role, in its order: a key is created in a session of
 * the old one and stored; the old one is deleted in a session of the new one, for which a second code is asked.
 * No call names the user.
 * @param store where the new key goes, as soon as there is one.
 */
export async function rotateWithAwsVault(
  moto: Moto,
  workplace: Workplace,
  oldKey: StoredKey,
  authenticator: Authenticator,
  store: (key: StoredKey) => void,
): Promise<StoredKey> {
  const before = clientsAt(
    workplace,
    moto,
    await awsVaultSession(moto, workplace, oldKey, authenticator),
  );
  const { AccessKey } = await before.iam.send(new CreateAccessKeyCommand({}));
  const key = {
    accessKeyId: AccessKey?.AccessKeyId ?? '',
    secretAccessKey: AccessKey?.SecretAccessKey ?? '',
  };
  store(key);
  const after = clientsAt(
    workplace,
    moto,
    await awsVaultSession(moto, workplace, key, authenticator),
  );
  await after.iam.send(new DeleteAccessKeyCommand({ AccessKeyId: oldKey.accessKeyId }));
  return key;
}
