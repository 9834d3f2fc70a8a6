import * as fs from 'node:fs';
import { homedir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { askForCode } from '../aws/credentials';
import { badUse } from '../cli-error';
import { openOutput } from '../output';
import { terminalAsker } from './ask';
import { filesAsPlaces, findAtHand, profileOfShell } from './at-hand';
import { Aws } from './aws';
import { awsFiles, type AwsFiles } from './files';
import { readJournal, type Journal } from './journal';
import { takeLock } from './lock';
import { checked } from './mfa-code';
import { openSession } from './open-session';
import { describeOutcome, outcomeAsJson, type Outcome } from './outcome';
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
  const { profile, awsVault } = sameAs(journal, named ?? profileOfShell(), options.awsVault);
  const ofFiles = filesAsPlaces(files);
  if (!options.dryRun) for (const file of ofFiles) file.clearUp();
  const { profiles, vault, name, region, partition } = findAtHand(files, {
    profile,
    awsVault,
    region: options.region,
  });
  const wayIn = await findWayIn(name, { profiles, env: process.env, region, vault });
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
      finish: options.finish ?? false,
      dryRun: options.dryRun ?? false,
    },
    {
      disk: fs,
      journalFile: files.journal,
      statusFile: files.status,
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
