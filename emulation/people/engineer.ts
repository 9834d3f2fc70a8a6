import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  ChangePasswordCommand,
  CreateAccessKeyCommand,
  CreateVirtualMFADeviceCommand,
  DeleteAccessKeyCommand,
  EnableMFADeviceCommand,
  ListAccessKeysCommand,
  type IAMClient,
} from '@aws-sdk/client-iam';
import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { AwsCredentialIdentity } from '@aws-sdk/types';
import type { Moto } from '../moto/start';
import { Authenticator } from './authenticator';
import { AwsLogin } from './aws-login';
import { awsVaultSession, rotateWithAwsVault, type StoredKey } from './aws-vault';
import { clientsAt, type Workplace } from './workplace';

const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64)';
const PROFILE = 'identity';

/**
 * An engineer with an IAM user, who does what people do with the console and in a terminal.
 * They remember their password, their MFA device and the key that they have stored.
 */
export class Engineer {
  private password: string | undefined;
  private authenticator: Authenticator | undefined;
  private storedKey: StoredKey | undefined;
  private readonly sourceAddress: string;

  constructor(
    private readonly moto: Moto,
    private readonly user: {
      readonly accountId: string;
      readonly userName: string;
      readonly sourceAddress?: string;
    },
  ) {
    this.sourceAddress = user.sourceAddress ?? '203.0.113.20';
  }

  /** The id of the key that they have stored; undefined before there is one. */
  get keyId(): string | undefined {
    return this.storedKey?.accessKeyId;
  }

  /** Signs in with the password from the administrator and sets one of one's own, as the console demands. */
  async signInFirst(firstPassword: string, password: string): Promise<void> {
    this.password = firstPassword;
    await this.changePassword(password);
  }

  async changePassword(password: string): Promise<void> {
    const { iam } = await this.console();
    await iam.send(
      new ChangePasswordCommand({ OldPassword: this.password, NewPassword: password }),
    );
    this.password = password;
  }

  /** Scans the code of a new virtual MFA device and types in two codes in a row. */
  async enrolMfa(deviceName = this.user.userName): Promise<void> {
    const { iam } = await this.console();
    const { VirtualMFADevice } = await iam.send(
      new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: deviceName }),
    );
    const { SerialNumber = '', Base32StringSeed } = VirtualMFADevice ?? {};
    const authenticator = new Authenticator(
      SerialNumber,
      Buffer.from(Base32StringSeed ?? []).toString(),
    );
    await iam.send(
      new EnableMFADeviceCommand({
        UserName: this.user.userName,
        SerialNumber,
        AuthenticationCode1: await authenticator.nextCode(this.moto),
        AuthenticationCode2: await authenticator.nextCode(this.moto),
      }),
    );
    this.authenticator = authenticator;
  }

  /** Makes a key in the console and stores it with `aws-vault add`. Answers its id. */
  async createKey(): Promise<string> {
    const { iam } = await this.console();
    return this.createAndStoreKey(iam);
  }

  /** `aws-vault exec`: works with a session of the stored key; in a role, if one is named. */
  async useKey(roleArn?: string): Promise<void> {
    const session = await this.session();
    const { sts } = clientsAt(this.terminal('aws-cli/2.31.0'), this.moto, session);
    if (roleArn === undefined) await sts.send(new GetCallerIdentityCommand());
    else
      await sts.send(
        new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: this.user.userName }),
      );
  }

  /** What a program does that has a copy of their key, from where it runs: it asks who it is. */
  async runWithCopiedKey(workplace: Workplace): Promise<void> {
    const { sts } = clientsAt(workplace, this.moto, this.needed(this.storedKey, 'a stored key'));
    await sts.send(new GetCallerIdentityCommand());
  }

  /** `aws login`, in the browser and the terminal of the same machine: a session that needs no key. */
  async awsLogin(region?: string): Promise<AwsLogin> {
    return AwsLogin.signIn(this.moto, this.terminal('aws-cli/2.32.0 md/command#login'), {
      ...this.user,
      password: this.needed(this.password, 'a password'),
      ...(this.authenticator && { mfaCode: await this.authenticator.nextCode(this.moto) }),
      ...(region !== undefined && { region }),
    });
  }

  /** `aws login`, and then works in a role, which takes no key and no other code. */
  async workWithoutKey(roleArn: string, region?: string): Promise<void> {
    const { credentials } = await this.awsLogin(region);
    const { sts } = clientsAt(this.terminal('aws-cli/2.32.0'), this.moto, credentials);
    await sts.send(
      new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: this.user.userName }),
    );
  }

  /** `aws-vault rotate`. Answers the new key's id; throws, and keeps the old key, where aws-vault would. */
  async rotate(): Promise<string> {
    const key = await rotateWithAwsVault(
      this.moto,
      this.terminal(),
      this.needed(this.storedKey, 'a stored key'),
      this.needed(this.authenticator, 'an MFA device'),
      (stored) => (this.storedKey = stored),
    );
    return key.accessKeyId;
  }

  /**
   * Rotates with a program that finds the key in AWS's files, and the code where it is told. The engineer keeps what is
   * there once it has ended, and answers its id.
   * @param program gets the folder that has `.aws` in it, and a code; what it throws is thrown on
   */
  async rotateWith(
    program: (home: string, profile: string, code: string) => Promise<void>,
  ): Promise<string> {
    const { accessKeyId, secretAccessKey } = this.needed(this.storedKey, 'a stored key');
    const authenticator = this.needed(this.authenticator, 'an MFA device');
    const home = mkdtempSync(path.join(tmpdir(), 'engineer-'));
    const credentials = path.join(home, '.aws', 'credentials');
    try {
      mkdirSync(path.dirname(credentials));
      writeFileSync(
        credentials,
        `[${PROFILE}]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`,
        { mode: 0o600 },
      );
      writeFileSync(
        path.join(home, '.aws', 'config'),
        `[profile ${PROFILE}]\nmfa_serial = ${authenticator.serialNumber}\n`,
      );
      await program(home, PROFILE, await authenticator.nextCode(this.moto));
      this.storedKey = keyIn(readFileSync(credentials, 'utf8'));
      return this.storedKey.accessKeyId;
    } finally {
      rmSync(home, { recursive: true });
    }
  }

  /** Deletes one of one's own keys in the console. */
  async deleteKey(keyId: string): Promise<void> {
    const { iam } = await this.console();
    await iam.send(new DeleteAccessKeyCommand({ AccessKeyId: keyId }));
  }

  /** What somebody does whose key was disabled: deletes the dead ones in the console, makes another, stores it. */
  async comeBack(): Promise<string> {
    const { iam } = await this.console();
    const { AccessKeyMetadata = [] } = await iam.send(new ListAccessKeysCommand({}));
    for (const { AccessKeyId, Status } of AccessKeyMetadata)
      if (Status === 'Inactive') await iam.send(new DeleteAccessKeyCommand({ AccessKeyId }));
    return this.createAndStoreKey(iam);
  }

  private async createAndStoreKey(iam: IAMClient): Promise<string> {
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({}));
    this.storedKey = {
      accessKeyId: AccessKey?.AccessKeyId ?? '',
      secretAccessKey: AccessKey?.SecretAccessKey ?? '',
    };
    return this.storedKey.accessKeyId;
  }

  private async console() {
    const { credentials } = await this.moto.signIn(this.user.accountId, {
      userName: this.user.userName,
      password: this.needed(this.password, 'a password'),
      ...(this.authenticator && { code: await this.authenticator.nextCode(this.moto) }),
    });
    return clientsAt(
      { sourceAddress: this.sourceAddress, userAgent: BROWSER },
      this.moto,
      credentials,
    );
  }

  private session(): Promise<AwsCredentialIdentity> {
    return awsVaultSession(
      this.moto,
      this.terminal(),
      this.needed(this.storedKey, 'a stored key'),
      this.needed(this.authenticator, 'an MFA device'),
    );
  }

  private terminal(userAgent = 'aws-vault/7.2.0') {
    return { sourceAddress: this.sourceAddress, userAgent };
  }

  private needed<Thing>(thing: Thing | undefined, what: string): Thing {
    if (thing === undefined) throw new Error(`${this.user.userName} does not have ${what} yet`);
    return thing;
  }
}

/** The key of a credentials file with one profile. */
function keyIn(text: string): StoredKey {
  const valueOf = (name: string) => new RegExp(`^${name} *= *(.+)$`, 'm').exec(text)?.[1] ?? '';
  return {
    accessKeyId: valueOf('aws_access_key_id'),
    secretAccessKey: valueOf('aws_secret_access_key'),
  };
}
