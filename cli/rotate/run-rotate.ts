import * as fs from 'node:fs';
import { homedir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { partitionOfRegion, type Partition } from '../../rules/arn';
import { askForCode } from '../aws/credentials';
import { badUse } from '../cli-error';
import { openOutput } from '../output';
import { terminalAsker } from './ask';
import { Aws } from './aws';
import { readText } from './disk';
import { awsFiles, type AwsFiles } from './files';
import { readJournal, type Journal } from './journal';
import { takeLock } from './lock';
import { checked } from './mfa-code';
import { openSession } from './open-session';
import { describeOutcome, outcomeAsJson, type Outcome } from './outcome';
import { AwsVaultProfile } from './places/aws-vault';
import { ProfileFile } from './places/profile-file';
import { Profiles } from './profiles';
import { rotateKey } from './rotate-key';
import { runProgram } from './run-program';
import { describeStatus, statusAsJson, statusOf } from './status';
import { findWayIn } from './way-in';

export interface RotateOptions {
  readonly mfaCode?: string;
  readonly awsVault?: string;
  readonly region?: string;
  readonly dryRun?: boolean;
  readonly status?: boolean;
  readonly finish?: boolean;
  readonly yes?: boolean;
  readonly json?: boolean;
}

const DEFAULT_REGION = 'us-east-1';

/** @throws CliError that says what is there now */
export async function runRotate(
  profile: string | undefined,
  options: RotateOptions,
): Promise<void> {
  check(options);
  const files = awsFiles(process.env, homedir());
  const output = openOutput(undefined);
  if (options.status) {
    const status = await statusOf(readJournal(fs, files.journal), filesAsPlaces(files));
    return output.write(options.json ? statusAsJson(status) : describeStatus(status));
  }
  const release = takeLock(fs, files.lock);
  try {
    const outcome = await rotateIn(files, profile, options);
    await output.write(options.json ? outcomeAsJson(outcome) : describeOutcome(outcome));
  } finally {
    release();
  }
}

function check({ mfaCode, status, finish, dryRun }: RotateOptions): void {
  if (mfaCode !== undefined) checked(mfaCode, '--mfa-code');
  if (status && (finish || dryRun))
    throw badUse(
      '--status is given with --finish or --dry-run: expected it alone, since it only looks',
    );
}

async function rotateIn(
  files: AwsFiles,
  named: string | undefined,
  options: RotateOptions,
): Promise<Outcome> {
  const journal = readJournal(fs, files.journal);
  const { profile, awsVault } = sameAs(journal, named ?? fromEnvironment(), options.awsVault);
  const ofFiles = filesAsPlaces(files);
  if (!options.dryRun) for (const file of ofFiles) file.clearUp();
  const profiles = new Profiles({
    credentials: readText(fs, files.credentials) ?? '',
    config: readText(fs, files.config) ?? '',
  });
  const vault =
    awsVault === undefined ? undefined : AwsVaultProfile.of(awsVault, profiles, runProgram);
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
      asker: terminalAsker(options.yes ?? false),
      clock: {
        now: () => new Date(Date.now() + session.aws.clockOffset),
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

function filesAsPlaces({ credentials, config }: AwsFiles): readonly ProfileFile[] {
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
