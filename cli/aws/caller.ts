import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { AwsCredentialIdentityProvider } from '@aws-sdk/types';
import { partitionOfRegion, type Partition } from '../../rules/arn';
import { withoutKeyIds } from '../../functions/without-key-ids';
import { badUse, CliError } from '../cli-error';
import { exitCodes } from '../exit-codes';
import { onlyAws } from '../../functions/adapters/aws/only-aws';
import { clockOffset } from './clock';
import { findCredentials, requestHandler } from './credentials';
import { hintFor, type Circumstances } from './hints';
import { checkProfile, type ProfileOption } from './profiles';
import { findRegion } from './region';

/** Whose credentials the command works with. */
export interface Caller {
  readonly accountId: string;
  readonly arn: string;
  readonly partition: Partition;
  /** What every client is made with. */
  readonly client: {
    readonly region: string;
    /** Says more than credentials: other endpoints, for one. */
    readonly profile?: string;
    readonly credentials: AwsCredentialIdentityProvider;
  };
  /** How far AWS's clock is ahead of this machine's, in milliseconds. */
  readonly clockOffset: number;
}

/**
 * Finds the caller's credentials as every tool of AWS does, and asks AWS whose they are.
 * @throws CliError
 */
export async function findCaller(options: {
  readonly profile?: string;
  readonly region?: string;
  /** Which option of the command says `profile`. */
  readonly profileOption?: ProfileOption;
}): Promise<Caller> {
  const { profile, profileOption } = options;
  await checkProfile(profile, profileOption);
  const region = await findRegion(options);
  const partition = partitionOf(region);
  const credentials = findCredentials(profile, region);
  const where = { region, partition };
  await credentials().catch((error: unknown) => {
    throw noCredentials(profile, error, where);
  });
  const client = { region, profile, credentials };
  const sts = onlyAws(new STSClient({ ...client, requestHandler }));
  try {
    const { Account = '', Arn = '' } = await sts.send(new GetCallerIdentityCommand({}));
    return { accountId: Account, arn: Arn, partition, client, clockOffset: clockOffset(sts) };
  } catch (error) {
    throw refused('AWS was asked whose the credentials are', error, where);
  }
}

/** Whose credentials read and write the ledger, where they are others. */
export function findLedgerCaller(profile: string, region: string | undefined): Promise<Caller> {
  return findCaller({ profile, region, profileOption: '--ledger-profile' });
}

/** The time by AWS's clock. */
export function awsNow({ clockOffset: offset }: Caller): Date {
  return new Date(Date.now() + offset);
}

/**
 * What AWS answered, in one line, for whom it concerns, and what to do.
 * @param asked what AWS was asked, as a sentence to go on with
 */
export function refused(asked: string, cause: unknown, circumstances: Circumstances): CliError {
  const { name, message } = cause instanceof Error ? cause : new Error(String(cause));
  const hint = hintFor(cause, circumstances);
  const text = `${asked}, and ${answered(cause)}: ${name}: ${message || 'no answer'}`;
  return new CliError(exitCodes.noAnswer, withoutKeyIds(withHint(text, hint)), { cause });
}

export function withHint(text: string, hint: string | undefined): string {
  return hint === undefined ? text : `${text}; ${hint}`;
}

/** The SDK notes the status of an answer, if there was one. */
function answered(cause: unknown): string {
  const { $metadata: { httpStatusCode } = {} } = cause as {
    $metadata?: { httpStatusCode?: number };
  };
  return httpStatusCode === undefined ? 'did not answer' : 'answered';
}

function noCredentials(
  profile: string | undefined,
  cause: unknown,
  circumstances: Circumstances,
): CliError {
  const where = profile === undefined ? '' : ` in the profile ${profile}`;
  if (cause instanceof Error && '$metadata' in cause)
    return refused(`AWS was asked for the credentials${where}`, cause, {
      ...circumstances,
      operation: 'sts:AssumeRole',
    });
  const said = cause instanceof Error ? ` (${withoutKeyIds(cause.message)})` : '';
  const text = `no AWS credentials found${where}${said}`;
  const hint = hintFor(cause, circumstances);
  return new CliError(exitCodes.noAnswer, withHint(text, hint), { cause });
}

function partitionOf(region: string): Partition {
  try {
    return partitionOfRegion(region);
  } catch (cause) {
    throw badUse(cause instanceof Error ? cause.message : `${region} is no region`, { cause });
  }
}
