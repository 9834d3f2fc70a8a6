import * as fs from 'node:fs';
import { homedir } from 'node:os';
import { isUnknown } from '../../rules/model';
import { askForCode } from '../aws/credentials';
import { CliError } from '../cli-error';
import { exitCodes } from '../exit-codes';
import { assertComplete } from '../incomplete';
import { coloursFor, openOutput } from '../output';
import { readSettings } from '../reading/settings-file';
import { filesAsPlaces, findAtHand, profileOfShell } from '../rotate/at-hand';
import { awsFiles, type AwsFiles } from '../rotate/files';
import { KeptKeys } from '../rotate/kept-keys';
import { checked } from '../rotate/mfa-code';
import { Orphan } from '../rotate/orphan';
import type { Place } from '../rotate/places/place';
import { runProgram } from '../rotate/run-program';
import { findWayIn } from '../rotate/way-in';
import { statusAsJson } from './as-json';
import { askAws } from './facts';
import { keepStatus } from './keep-status';
import { statusOf, type OwnStatus, type Stored } from './own-status';
import { promptLines, type Shell } from './prompt-lines';
import { ownProfiles, rolesOf } from './roles';
import { describeStatus, inWords, notKnown } from './show';

export interface StatusOptions {
  readonly mfaCode?: string;
  readonly awsVault?: string;
  readonly config?: string;
  readonly region?: string;
  readonly exitCode?: boolean;
  readonly json?: boolean;
  readonly prompt?: Shell;
}

/** @throws CliError, also for what could not be seen, or is due, after the status was written */
export async function runStatus(
  profile: string | undefined,
  options: StatusOptions,
): Promise<void> {
  const output = openOutput(undefined);
  if (options.prompt) return output.write(promptLines(options.prompt));
  if (options.mfaCode !== undefined) checked(options.mfaCode, '--mfa-code');
  const status = await lookIn(awsFiles(process.env, homedir()), profile, options);
  await output.write(
    options.json ? statusAsJson(status) : describeStatus(status, coloursFor(undefined)),
  );
  judge(status, options);
}

async function lookIn(
  files: AwsFiles,
  named: string | undefined,
  options: StatusOptions,
): Promise<OwnStatus> {
  const monitor = { ...readSettings(options.config), isOfFile: options.config !== undefined };
  const kept = openKept(files);
  const profile = named ?? profileOfShell();
  const orphan = new Orphan(fs, files.orphan, note);
  const hand = findAtHand(files, orphan, { ...options, profile });
  const { profiles, name, vault } = hand;
  const wayIn = await findWayIn(name, { ...hand, awsVault: options.awsVault, env: process.env });
  const keyId = wayIn.is === 'key' ? wayIn.key.accessKeyId : undefined;
  const canAsk = process.stdin.isTTY && !options.exitCode;
  const facts = await askAws(wayIn, {
    ...hand,
    codes: { given: options.mfaCode, ...(canAsk && { ask: askForCode }) },
    run: runProgram,
    isKept: (arn) => keyId !== undefined && kept?.find(arn, keyId) !== undefined,
  });
  const places = [...filesAsPlaces(files), ...(vault ? [vault] : [])];
  const ids = isUnknown(facts.keys) ? [keyId ?? ''] : facts.keys.map(({ id }) => id);
  const status = statusOf({
    named: { profile, awsVault: options.awsVault },
    facts,
    keyId,
    kept: kept?.all() ?? [],
    storedWhere: await placesOf(places),
    roles: rolesOf(ownProfiles(name, ids, profiles), profiles),
    monitor,
  });
  const isAnswer = !isUnknown(facts.user) || facts.isDead;
  const why = kept && isAnswer ? keepStatus(status, kept, { disk: fs, ...files }) : undefined;
  if (why !== undefined) note(`nothing is kept for a prompt: ${why}`);
  return status;
}

/** Nothing hangs on it but what is kept. */
function openKept({ status }: AwsFiles): KeptKeys | undefined {
  try {
    return new KeptKeys(fs, status);
  } catch (error) {
    note(`nothing is kept for a prompt: ${(error as Error).message}`);
    return undefined;
  }
}

async function placesOf(places: readonly Place[]): Promise<(keyId: string) => readonly Stored[]> {
  const all = await Promise.all(
    places.map(async (place) => ({ place: place.label, keys: await place.keys() })),
  );
  return (keyId) =>
    all.flatMap(({ place, keys }) =>
      keys
        .filter(({ accessKeyId }) => accessKeyId === keyId)
        .map(({ sections }) => ({ place, profiles: sections })),
    );
}

/** What is certain goes before what could not be seen. */
function judge(status: OwnStatus, { exitCode = false }: StatusOptions): void {
  const { standing, key } = status;
  if (exitCode && (standing === 'past' || standing === 'stopped'))
    throw new CliError(exitCodes.past, inWords(status));
  if (exitCode && standing === 'due') throw new CliError(exitCodes.findings, inWords(status));
  // That no other key is seen is so with every bare key: all that was asked about is known.
  const missing = notKnown(status).filter(({ what }) => what !== 'other keys' || !key);
  assertComplete(
    missing.map(({ what }) => `${what} is not known`),
    'output',
  );
}

function note(line: string): void {
  process.stderr.write(`keyturn: ${line}\n`);
}
