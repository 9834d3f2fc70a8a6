import { createInterface } from 'node:readline/promises';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { fromNodeProviderChain } from '@aws-sdk/credential-providers';
import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from '@aws-sdk/types';
import { partitionOfRegion, type Partition } from '../../rules/arn';
import { withoutKeyIds } from '../../functions/without-key-ids';
import { badUse, CliError } from '../cli-error';
import { exitCodes } from '../exit-codes';
import { checkProfile } from './profiles';

/** Whose credentials the command works with. */
export interface Caller {
  readonly accountId: string;
  readonly arn: string;
  readonly region: string;
  readonly partition: Partition;
  readonly credentials: AwsCredentialIdentityProvider;
}

/** IAM is the same in every region: where none is set, this one does. */
const DEFAULT_REGION = 'us-east-1';
/** A profile that was named goes before keys in the environment: nobody need be warned of that. */
const silence = () => undefined;
const quiet = { debug: silence, info: silence, warn: silence, error: silence };
const FRESH_MS = 5 * 60 * 1000;

/**
 * Finds the caller's credentials as every tool of AWS does, and asks AWS whose they are.
 * @throws CliError
 */
export async function findCaller(options: {
  readonly profile?: string;
  readonly region?: string;
}): Promise<Caller> {
  const { profile } = options;
  await checkProfile(profile);
  const chain = { profile, mfaCodeProvider: askForCode, logger: quiet };
  const credentials = kept(fromNodeProviderChain(chain));
  const region = options.region ?? (await regionOf(profile));
  const partition = partitionOf(region);
  await credentials().catch((error: unknown) => {
    throw noCredentials(profile, error);
  });
  const sts = new STSClient({
    region,
    credentials,
    requestHandler: { connectionTimeout: 5000, requestTimeout: 15_000 },
  });
  try {
    const { Account = '', Arn = '' } = await sts.send(new GetCallerIdentityCommand({}));
    return { accountId: Account, arn: Arn, region, partition, credentials };
  } catch (error) {
    throw refused('AWS was asked whose the credentials are, and answered', error);
  }
}

/** What AWS answered, in one line, for whom it concerns. */
export function refused(what: string, cause: unknown): CliError {
  const { name, message } = cause instanceof Error ? cause : new Error(String(cause));
  const text = `${what}: ${name}: ${message || 'no answer'}`;
  return new CliError(exitCodes.noAnswer, withoutKeyIds(text), { cause });
}

function noCredentials(profile: string | undefined, cause: unknown): CliError {
  const where = profile === undefined ? '' : ` in the profile ${profile}`;
  const said = cause instanceof Error ? ` (${withoutKeyIds(cause.message)})` : '';
  return new CliError(
    exitCodes.noAnswer,
    `no AWS credentials found${where}${said}: sign in, name another --profile, or run it as aws-vault exec <profile> -- keyturn …`,
    { cause },
  );
}

/** Once found they are kept: nobody is asked for an MFA code for every account. */
function kept(find: AwsCredentialIdentityProvider): AwsCredentialIdentityProvider {
  let found: Promise<AwsCredentialIdentity> | undefined;
  return async () => {
    const before = await found;
    const isOver =
      before?.expiration !== undefined && before.expiration.getTime() - Date.now() < FRESH_MS;
    if (!before || isOver) found = find();
    return found as Promise<AwsCredentialIdentity>;
  };
}

async function regionOf(profile: string | undefined): Promise<string> {
  try {
    return await new STSClient({ profile }).config.region();
  } catch {
    return DEFAULT_REGION;
  }
}

function partitionOf(region: string): Partition {
  try {
    return partitionOfRegion(region);
  } catch (cause) {
    throw badUse(cause instanceof Error ? cause.message : `${region} is no region`, { cause });
  }
}

/** For profiles with `mfa_serial`. */
async function askForCode(serial: string): Promise<string> {
  if (!process.stdin.isTTY)
    throw new Error(
      `a code of the MFA device ${serial} is needed, and there is no terminal to ask`,
    );
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return (await terminal.question(`Code of ${serial}: `)).trim();
  } finally {
    terminal.close();
  }
}
