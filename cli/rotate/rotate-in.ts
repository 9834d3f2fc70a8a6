import * as fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { askForCode } from '../aws/credentials';
import { badUse } from '../cli-error';
import { terminalAsker } from './ask';
import { findAtHand, profileOfShell } from './at-hand';
import { Aws } from './aws';
import type { AwsFiles } from './files';
import { readJournal, type Journal } from './journal';
import { openSession } from './open-session';
import type { RotateOptions } from './options';
import { Orphan } from './orphan';
import type { Outcome } from './outcome';
import type { ProfileFile } from './places/profile-file';
import { rotateKey } from './rotate-key';
import { runProgram } from './run-program';
import { findWayIn } from './way-in';

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
  const { profile, awsVault } = sameAs(journal, named, options.awsVault);
  if (!options.dryRun) for (const file of ofFiles) file.clearUp();
  const asker = terminalAsker(options.yes ?? false);
  const orphan = new Orphan(fs, files.orphan, (line) => asker.note(line));
  await orphan.wait();
  const { profiles, vault, name, region, partition } = findAtHand(files, orphan, {
    profile,
    awsVault,
    region: options.region,
  });
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
      folders: foldersOf(process.env),
      keyId: wayIn.is === 'key' ? wayIn.key.accessKeyId : undefined,
      from: wayIn.is === 'key' ? wayIn.from : undefined,
      finish: options.finish ?? false,
      dryRun: options.dryRun ?? false,
    },
    {
      disk: fs,
      journalFile: files.journal,
      statusFile: files.status,
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

/** npm runs a script in its project's folder, and says where it was called. */
function foldersOf({ INIT_CWD }: NodeJS.ProcessEnv): readonly string[] {
  return [process.cwd(), ...(INIT_CWD ? [INIT_CWD] : [])];
}

/** An unfinished rotation is gone on with as it was begun, whatever AWS_PROFILE says by now. */
function sameAs(
  journal: Journal | undefined,
  profile: string | undefined,
  awsVault: string | undefined,
): Pick<Journal, 'profile' | 'awsVault'> {
  if (!journal) return { profile: profile ?? profileOfShell(), awsVault };
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
