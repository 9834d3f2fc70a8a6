import * as fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { partitionOfRegion, type Partition } from '../../rules/arn';
import { askForCode } from '../aws/credentials';
import { badUse } from '../cli-error';
import { terminalAsker } from './ask';
import { Aws } from './aws';
import { readText } from './disk';
import type { AwsFiles } from './files';
import { readJournal, type Journal } from './journal';
import { openSession } from './open-session';
import type { RotateOptions } from './options';
import { Orphan } from './orphan';
import type { Outcome } from './outcome';
import { AwsVaultProfile } from './places/aws-vault';
import type { ProfileFile } from './places/profile-file';
import { Profiles } from './profiles';
import { rotateKey } from './rotate-key';
import { runProgram } from './run-program';
import { findWayIn } from './way-in';

const DEFAULT_REGION = 'us-east-1';

/**
 * Everything of the command that asks AWS.
 * @param ofFiles AWS's two, as places
 * @throws CliError that says what is there now
 */
export async function rotateIn(
  files: AwsFiles,
  ofFiles: readonly ProfileFile[],
  named: string | undefined,
  options: RotateOptions,
): Promise<Outcome> {
  const journal = readJournal(fs, files.journal);
  const { profile, awsVault } = sameAs(journal, named ?? fromEnvironment(), options.awsVault);
  if (!options.dryRun) for (const file of ofFiles) file.clearUp();
  const profiles = new Profiles({
    credentials: readText(fs, files.credentials) ?? '',
    config: readText(fs, files.config) ?? '',
  });
  const asker = terminalAsker(options.yes ?? false);
  const orphan = new Orphan(fs, files.orphan, (line) => asker.note(line));
  await orphan.wait();
  const vault =
    awsVault === undefined
      ? undefined
      : AwsVaultProfile.of(awsVault, profiles, { run: runProgram, orphan });
  const name = profile ?? awsVault;
  const region = regionOf(name, options.region, profiles);
  const partition = partitionOf(region);
  const wayIn = await findWayIn(name, { profiles, env: process.env, region, vault, awsVault });
  const session = await openSession(
    wayIn,
    { region, partition },
    { codes: { given: options.mfaCode, ask: askForCode }, run: runProgram },
  );
  return rotateKey(
    journal,
    {
      profile,
      awsVault,
      partition,
      profiles,
      env: process.env,
      folder: process.cwd(),
      keyId: wayIn.is === 'key' ? wayIn.key.accessKeyId : undefined,
      from: wayIn.is === 'key' ? wayIn.from : undefined,
      finish: options.finish ?? false,
      dryRun: options.dryRun ?? false,
    },
    {
      disk: fs,
      journalFile: files.journal,
      session,
      places: [...ofFiles, ...(vault ? [vault] : [])],
      asker,
      clock: {
        now: () => new Date(Date.now() + session.clockOffset),
        sleep: (ms) => sleep(ms),
      },
      region,
      signedBy: (key) => new Aws(region, key),
    },
  );
}

/** An unfinished rotation is gone on with as it was begun. */
function sameAs(
  journal: Journal | undefined,
  profile: string | undefined,
  awsVault: string | undefined,
): Pick<Journal, 'profile' | 'awsVault'> {
  if (!journal) return { profile, awsVault };
  const other = [
    ['the profile', profile, journal.profile],
    ['--aws-vault', awsVault, journal.awsVault],
  ].find(([, now, then]) => now !== undefined && now !== (then ?? 'default'));
  if (other)
    throw badUse(
      `${other[0]} is ${other[1]}, and a rotation is unfinished that was begun with ${other[2] ?? 'none'}: run keyturn rotate without it first`,
    );
  return journal;
}

function fromEnvironment(): string | undefined {
  return process.env['AWS_PROFILE'] || undefined;
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
