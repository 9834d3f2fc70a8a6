import * as fs from 'node:fs';
import { homedir } from 'node:os';
import { badUse } from '../cli-error';
import { openOutput } from '../output';
import { filesAsPlaces } from './at-hand';
import { awsFiles } from './files';
import { readJournal } from './journal';
import { takeLock } from './lock';
import { checked } from './mfa-code';
import type { RotateOptions } from './options';
import { describeOutcome, outcomeAsJson } from './outcome';
import type * as rotateIn from './rotate-in';
import { describeStatus, statusAsJson, statusOf } from './status';

/* eslint-disable @typescript-eslint/no-require-imports -- As in cli/rotate.ts: AWS's SDK is most of what takes time to
   load, and --status, bad use and a lock that another has need none of it. */
const load = () => require('./rotate-in') as typeof rotateIn;
/* eslint-enable @typescript-eslint/no-require-imports */

/** @throws CliError that says what is there now */
export async function runRotate(
  profile: string | undefined,
  options: RotateOptions,
): Promise<void> {
  check(options);
  const files = awsFiles(process.env, homedir());
  const places = filesAsPlaces(files);
  const output = openOutput(undefined);
  if (options.status) {
    const status = await statusOf(readJournal(fs, files.journal), places);
    return output.write(options.json ? statusAsJson(status) : describeStatus(status));
  }
  const release = takeLock(fs, files.lock);
  try {
    const outcome = await load().rotateIn(files, places, profile, options);
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
