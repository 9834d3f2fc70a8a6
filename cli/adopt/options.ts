import path from 'node:path';
import type { UserType } from '../../rules/tags';
import { isSameName, withoutCase } from '../../rules/without-case';
import { monitorAccount } from '../../stacks/config/monitor-keys';
import { suggest } from '../../stacks/config/suggest';
import { badUse } from '../cli-error';
import type { DeclaredUser, EngineersDocument } from './engineers-document';
import type { Home } from './home';
import type { FoundAccount } from './read-account';
import type { Target } from './write-files';

export interface AdoptOptions {
  readonly project: string;
  readonly stack?: string;
  readonly engineersFile?: string;
  readonly importFile?: string;
  readonly merge?: true;
  readonly force?: true;
  readonly dryRun?: true;
  readonly engineer?: readonly string[];
  readonly machine?: readonly string[];
  readonly leaveOut?: readonly string[];
  readonly emailTag: string;
  readonly slackApiUrl?: string;
  readonly profile?: string;
  readonly region?: string;
}

/** Holds the app's bot token, which is never an argument. */
export const tokenVariable = 'KEYTURN_SLACK_TOKEN';

export interface Targets {
  readonly engineers: Target;
  readonly imports: Target;
}

/** @throws CliError where both are one file */
export function targetsOf(
  home: Home,
  { engineersFile, importFile, merge, force }: AdoptOptions,
): Targets {
  const engineers = engineersFile ?? path.join(home.folder, home.engineersFile);
  const imports = importFile ?? path.join(home.folder, 'import.json');
  if (path.resolve(engineers) === path.resolve(imports))
    throw badUse(`--engineers-file and --import-file are both ${imports}: expected two files`);
  const isForced = force === true;
  return {
    engineers: {
      file: engineers,
      option: '--engineers-file',
      mayExist: isForced || merge === true,
      howElse:
        '--merge adds who is missing there, --force replaces it, --engineers-file names another file',
    },
    imports: {
      file: imports,
      option: '--import-file',
      mayExist: isForced,
      howElse: `--force replaces it${merge ? ', also beside --merge' : ''}, --import-file names another file`,
    },
  };
}

/**
 * What a later run that adds and replaces needs of this one, with a space before it: whoever is left out here would be
 * taken in there, and no other account is to be read. Whom `--engineer` or `--machine` names is declared by then.
 */
export function againWith(options: AdoptOptions): string {
  const { stack, engineersFile, importFile, leaveOut = [], profile, region } = options;
  const given = [
    ['--profile', profile],
    ['--region', region],
    ['--stack', stack],
    ['--engineers-file', engineersFile],
    ['--import-file', importFile],
    ...leaveOut.map((name) => ['--leave-out', name] as const),
  ] as const;
  return given
    .flatMap(([option, value]) => (value === undefined ? [] : ` ${option} ${forShell(value)}`))
    .join('');
}

/** How the profile of this run is that of the commands after it; empty where there is none. */
export function exportProfile({ profile }: AdoptOptions): string {
  return profile === undefined ? '' : ` (export AWS_PROFILE=${forShell(profile)})`;
}

function forShell(value: string): string {
  return /^[\w@%+=:,./-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;
}

/**
 * The types that options give, by user name without case.
 * @throws CliError where they contradict each other
 */
export function toldTypes({
  engineer = [],
  machine = [],
  leaveOut = [],
}: AdoptOptions): ReadonlyMap<string, UserType> {
  const told = new Map<string, UserType>();
  for (const [option, names, type] of [
    ['--engineer', engineer, 'engineer'],
    ['--machine', machine, 'machine'],
  ] as const)
    for (const name of names) {
      const isLeftOut = leaveOut.some((each) => isSameName(each, name));
      const isTwice = isLeftOut || (told.get(withoutCase(name)) ?? type) !== type;
      if (isTwice)
        throw badUse(
          `${option} is ${name}, of whom another option says something else: expected one`,
        );
      told.set(withoutCase(name), type);
    }
  return told;
}

/**
 * People mistype names; nobody is to be left under a guess for that.
 * @throws CliError
 */
export function checkNames({ users }: FoundAccount, options: AdoptOptions): void {
  const names = users.map(({ name }) => name);
  for (const option of ['engineer', 'machine', 'leaveOut'] as const) {
    const unknown = options[option]?.find((name) => !names.some((each) => isSameName(each, name)));
    if (unknown !== undefined)
      throw badUse(
        `--${option === 'leaveOut' ? 'leave-out' : option} is ${unknown}, and the account has no such user${suggest(unknown, names)}`,
      );
  }
}

/**
 * Who is declared stays as they are declared.
 * @throws CliError where an option says something else
 */
export function checkTold(told: ReadonlyMap<string, UserType>, document: EngineersDocument): void {
  const typeTold = ({ name }: DeclaredUser) => told.get(withoutCase(name));
  const other = document.users().find((user) => (typeTold(user) ?? user.type) !== user.type);
  if (other)
    throw badUse(
      `--${typeTold(other)} is ${other.name}, whom the engineers' file declares as ${other.type === 'engineer' ? 'an engineer' : 'a machine user'}: move them there`,
    );
}

/**
 * The app's bot token; undefined where Slack is not to be asked.
 * @throws CliError that never shows what was found in place of a token
 */
export function slackToken({ slackApiUrl }: AdoptOptions): string | undefined {
  if (!monitorAccount.slackApiUrl.safeParse(slackApiUrl).success)
    throw badUse(
      `--slack-api-url is ${JSON.stringify(slackApiUrl)}: expected an https URL that ends in /api/`,
    );
  const token = process.env[tokenVariable]?.trim() ?? '';
  if (token === '') return undefined;
  if (monitorAccount.slackToken.safeParse(token).success) return token;
  throw badUse(`${tokenVariable} is not a bot token: expected xoxb-…`);
}
