import { z } from 'zod';
import { badUse } from '../../cli-error';
import { asWord } from '../files';
import type { HeldKey, KeyPair } from '../ini';
import type { Orphan } from '../orphan';
import type { Profiles } from '../profiles';
import type { RunProgram } from '../run-program';
import type { Place } from './place';
import { jsonIn } from '../../../rules/json-in';

const exportSchema = z.object({
  AccessKeyId: z.string().min(1),
  SecretAccessKey: z.string().min(1),
  SessionToken: z.string().optional(),
});

/** It refuses to run below itself; and keys of the environment are for its `add` alone. */
const withoutOwn = {
  AWS_VAULT: undefined,
  AWS_ACCESS_KEY_ID: undefined,
  AWS_SECRET_ACCESS_KEY: undefined,
  AWS_SESSION_TOKEN: undefined,
};

/**
 * A profile of aws-vault, read and written by aws-vault itself: it knows where the system keeps it. It is read once, and
 * again around each change: some key stores ask a person at each reading.
 */
export class AwsVaultProfile implements Place {
  readonly label = 'aws-vault';
  #held: readonly HeldKey[] | undefined;

  private constructor(
    private readonly profile: string,
    private readonly run: RunProgram,
    private readonly orphan: Orphan,
  ) {}

  /** @throws CliError for a profile of a role, for which aws-vault would ask for a code and give no key */
  static of(
    profile: string,
    profiles: Profiles,
    { run, orphan }: { readonly run: RunProgram; readonly orphan: Orphan },
  ): AwsVaultProfile {
    const { role_arn: role, source_profile: source } = profiles.settingsOf(profile);
    if (role === undefined && source === undefined)
      return new AwsVaultProfile(profile, run, orphan);
    throw badUse(
      `the profile ${profile} of aws-vault is one of a role: name that of the user${source === undefined ? '' : `, --aws-vault ${asWord(source)}`}`,
    );
  }

  async keys(): Promise<readonly HeldKey[]> {
    this.#held ??= await this.#read();
    return this.#held;
  }

  async #read(): Promise<readonly HeldKey[]> {
    const { profile } = this;
    const args = ['export', '--no-session', '--format=json', profile];
    const output = await this.#call(args, withoutOwn);
    const { success, data } = exportSchema.safeParse(jsonIn(output));
    if (!success)
      throw badUse(
        `aws-vault export ${asWord(profile)} gave something else than a key: expected ByteNess's aws-vault, or 99designs' since 7.0`,
      );
    if (data.SessionToken !== undefined && data.SessionToken !== '')
      throw badUse(
        `aws-vault export ${asWord(profile)} gave a session: expected a profile with the key of a user`,
      );
    const { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey } = data;
    return [{ accessKeyId, secretAccessKey, sections: [profile] }];
  }

  /** That it can be read says that its key store is open; there is no more to try without writing. */
  async tryToWrite(): Promise<void> {
    await this.keys();
  }

  async replace(oldId: string, key: KeyPair): Promise<void> {
    this.#held = undefined;
    const [held] = await this.keys();
    if (held?.accessKeyId !== oldId) return;
    this.#held = undefined;
    const env = {
      ...withoutOwn,
      AWS_ACCESS_KEY_ID: key.accessKeyId,
      AWS_SECRET_ACCESS_KEY: key.secretAccessKey,
    };
    await this.orphan.whileRunning((onStart) =>
      this.#call(['add', '--env', '--no-add-config', this.profile], env, onStart),
    );
  }

  async #call(
    args: string[],
    env: Readonly<Record<string, string | undefined>>,
    onStart?: (pid: number) => void,
  ) {
    try {
      return await this.run(['aws-vault', ...args], { env, onStart });
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      throw badUse(
        `aws-vault ${args[0]} ${asWord(this.profile)} did not work (${why}): see that aws-vault list shows the profile with its credentials`,
        { cause },
      );
    }
  }
}
