import * as fs from 'node:fs';
import { homedir } from 'node:os';
import { suggest } from '../../stacks/config/suggest';
import { badUse, CliError } from '../cli-error';
import { exitCodes } from '../exit-codes';
import { assertComplete } from '../incomplete';
import { openOutput } from '../output';
import { readText } from '../rotate/disk';
import { awsFiles } from '../rotate/files';
import { Profiles } from '../rotate/profiles';
import { describeWays, todoOf, type OfShell } from './show';
import { statementOf } from './statement';
import { tryWays, type TriedWay } from './try-ways';
import { waysOfProfiles, type WayProfile } from './ways-of-profiles';

export interface WaysOptions {
  readonly statement?: string;
  readonly json?: boolean;
}

const VERSION = 1;

/** @throws CliError, after the output was written where a way did not let them in */
export async function runWays(named: readonly string[], options: WaysOptions): Promise<void> {
  const output = openOutput(undefined);
  const file =
    options.statement === undefined ? undefined : openOutput(options.statement, '--statement');
  const tried = await tryWays(chosen(named));
  const shell = ofShell();
  await output.write(options.json ? asJson(tried, shell) : describeWays(tried, shell));
  const statement = statementOf(tried, new Date());
  if (file && !statement)
    throw new CliError(
      exitCodes.noAnswer,
      `no way without a key let you in as yourself: ${options.statement} is not written`,
    );
  if (statement) await file?.write(`${JSON.stringify(statement, undefined, 2)}\n`);
  judge(tried);
}

/** @throws CliError where nothing is to be tried */
function chosen(named: readonly string[]): readonly WayProfile[] {
  const { config, credentials } = awsFiles(process.env, homedir());
  const profiles = new Profiles({
    config: readText(fs, config) ?? '',
    credentials: readText(fs, credentials) ?? '',
  });
  const all = waysOfProfiles(profiles);
  for (const name of named) {
    if (!profiles.has(name))
      throw badUse(
        `AWS's config and credentials files have no profile ${JSON.stringify(name)}${suggest(name, profiles.names())}`,
      );
    if (!all.some(({ profile }) => profile === name))
      throw badUse(
        `the profile ${name} is none of a key, of aws login or of IAM Identity Center: expected one that is`,
      );
  }
  const ways = named.length === 0 ? all : all.filter(({ profile }) => named.includes(profile));
  if (ways.length === 0)
    throw badUse(
      `${config} and ${credentials} have no profile of a key, of aws login or of IAM Identity Center: put there what keyturn aws-config writes for you`,
    );
  return ways;
}

function ofShell(): OfShell {
  const { AWS_ACCESS_KEY_ID: id = '', AWS_SESSION_TOKEN: token = '' } = process.env;
  return id === '' || token !== '' ? {} : { keyEnd: id.slice(-4) };
}

function asJson(tried: readonly TriedWay[], shell: OfShell): string {
  const ways = tried.map(({ way, profile, shadow, outcome: { is, ...more } }) => ({
    way,
    profile,
    outcome: is,
    ...more,
    keyInPlace: shadow,
  }));
  const json = { version: VERSION, ways, keyOfShell: shell.keyEnd, todo: todoOf(tried, shell) };
  return `${JSON.stringify(json, undefined, 2)}\n`;
}

function judge(tried: readonly TriedWay[]): void {
  const wrong = tried.filter(({ outcome: { is } }) => is === 'failed' || is === 'key-instead');
  const names = wrong.map(({ profile }) => profile).join(', ');
  if (wrong.length > 0 && !tried.some(({ outcome }) => outcome.is === 'works'))
    throw new CliError(exitCodes.noAnswer, `no way let you in (${names}): the output says why`);
  assertComplete(
    wrong.length === 0 ? [] : [`${wrong.length} of ${tried.length} did not let you in (${names})`],
    'output',
  );
}
