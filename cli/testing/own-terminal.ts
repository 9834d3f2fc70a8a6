import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  CreateUserCommand,
  DeleteAccessKeyCommand,
  ListAccessKeysCommand,
  UpdateAccessKeyCommand,
  type IAMClient,
} from '@aws-sdk/client-iam';
import type { AwsCredentialIdentity } from '@aws-sdk/types';
import type { Moto } from '../../emulation/moto/start';
import {
  clientsOf,
  createDevice,
  createKey,
  enableDevice,
} from '../../emulation/moto/test-clients';
import type { Authenticator } from '../../emulation/people/authenticator';

export const ACCOUNT = '111111111111';

/** An engineer of the emulated AWS at their own machine: a user with a device and a key, and a folder `.aws`. */
export class OwnTerminal {
  private constructor(
    readonly moto: Moto,
    /** Root's. */
    readonly iam: IAMClient,
    readonly userName: string,
    readonly device: Authenticator,
    readonly key: AwsCredentialIdentity,
    readonly home: string,
  ) {}

  /** @param home of which `.aws` is made anew */
  static async open(moto: Moto, home: string, userName = 'ada'): Promise<OwnTerminal> {
    const { iam } = clientsOf(moto, await moto.credentialsFor(ACCOUNT));
    await iam.send(new CreateUserCommand({ UserName: userName }));
    const device = await createDevice(iam, `${userName}-phone`);
    await enableDevice(moto, iam, device, userName);
    const key = await createKey(iam, userName);
    const folder = path.join(home, '.aws');
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { mode: 0o700 });
    return new OwnTerminal(moto, iam, userName, device, key, home);
  }

  get env(): Readonly<Record<string, string>> {
    return { AWS_ENDPOINT_URL: this.moto.url, AWS_EC2_METADATA_DISABLED: 'true', HOME: this.home };
  }

  file(name: string): string {
    return path.join(this.home, '.aws', name);
  }

  write(name: string, text: string, mode = 0o600): void {
    writeFileSync(this.file(name), text);
    chmodSync(this.file(name), mode);
  }

  read(name: string): string {
    return readFileSync(this.file(name), 'utf8');
  }

  /** The lines of a section that hold the first key. */
  lines({ accessKeyId, secretAccessKey }: AwsCredentialIdentity = this.key): string {
    return `aws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`;
  }

  /** Files with the key as the profile `default`, and the device. */
  settle(): void {
    this.write('credentials', `[default]\n${this.lines()}`);
    this.write('config', `[default]\nmfa_serial = ${this.device.serialNumber}\n`);
  }

  /** What `keyturn status` has kept of the first key for a prompt. */
  keepForPrompt(): void {
    const { accessKeyId } = this.key;
    this.write(
      'credentials.keyturn-status',
      `keyturn-status 1\n${accessKeyId.slice(-4)} 1 2 works 0 76 91 arn:aws:iam::${ACCOUNT}:user/${this.userName}\n`,
    );
  }

  code(): Promise<string> {
    return this.device.nextCode(this.moto);
  }

  createKey(): Promise<AwsCredentialIdentity> {
    return createKey(this.iam, this.userName);
  }

  async deleteKey(keyId: string): Promise<void> {
    const which = { UserName: this.userName, AccessKeyId: keyId };
    await this.iam.send(new DeleteAccessKeyCommand(which));
  }

  async disable(keyId: string): Promise<void> {
    const change = { UserName: this.userName, AccessKeyId: keyId };
    await this.iam.send(new UpdateAccessKeyCommand({ ...change, Status: 'Inactive' }));
  }

  /** The user's keys, the disabled ones with a minus. */
  async keys(): Promise<readonly string[]> {
    const command = new ListAccessKeysCommand({ UserName: this.userName });
    const { AccessKeyMetadata = [] } = await this.iam.send(command);
    return AccessKeyMetadata.map(
      ({ AccessKeyId = '', Status }) => `${Status === 'Active' ? '' : '-'}${AccessKeyId}`,
    );
  }
}
