import * as fs from 'node:fs';
import { partitionOfRegion, type Partition } from '../../rules/arn';
import { badUse } from '../cli-error';
import { readText } from './disk';
import type { AwsFiles } from './files';
import type { Orphan } from './orphan';
import { AwsVaultProfile } from './places/aws-vault';
import { ProfileFile } from './places/profile-file';
import { Profiles } from './profiles';
import { runProgram } from './run-program';

const DEFAULT_REGION = 'us-east-1';

/** What an engineer has at their own terminal, of which a command is to know. */
export interface AtHand {
  readonly profiles: Profiles;
  /** Of `--aws-vault`. */
  readonly vault?: AwsVaultProfile;
  /** The profile that is looked at; undefined: the environment's keys, or `default`. */
  readonly name?: string;
  readonly region: string;
  readonly partition: Partition;
}

/** @throws CliError */
export function findAtHand(
  files: AwsFiles,
  orphan: Orphan,
  named: { readonly profile?: string; readonly awsVault?: string; readonly region?: string },
): AtHand {
  const profiles = new Profiles({
    credentials: readText(fs, files.credentials) ?? '',
    config: readText(fs, files.config) ?? '',
  });
  const { profile, awsVault } = named;
  const vault =
    awsVault === undefined
      ? undefined
      : AwsVaultProfile.of(awsVault, profiles, { run: runProgram, orphan });
  const name = profile ?? awsVault;
  const region = regionOf(name, named.region, profiles);
  return { profiles, vault, name, region, partition: partitionOf(region) };
}

export function profileOfShell(): string | undefined {
  return process.env['AWS_PROFILE'] || undefined;
}

export function filesAsPlaces({ credentials, config }: AwsFiles): readonly ProfileFile[] {
  return [new ProfileFile(credentials, 'credentials', fs), new ProfileFile(config, 'config', fs)];
}

/** IAM is the same in every region of a partition. */
function regionOf(name: string | undefined, given: string | undefined, profiles: Profiles): string {
  const { AWS_REGION, AWS_DEFAULT_REGION } = process.env;
  const asked = name ?? 'default';
  const chain = profiles.has(asked) ? profiles.chainOf(asked) : [];
  const ofProfiles = chain.map((each) => profiles.settingsOf(each)['region']);
  return (
    [given, AWS_REGION, AWS_DEFAULT_REGION, ...ofProfiles].find((region) => region) ??
    DEFAULT_REGION
  );
}

function partitionOf(region: string): Partition {
  try {
    return partitionOfRegion(region);
  } catch (cause) {
    throw badUse(cause instanceof Error ? cause.message : `${region} is no region`, { cause });
  }
}
