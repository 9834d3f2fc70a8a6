import path from 'node:path';

/** Where AWS's files are, and what stands beside them. */
export interface AwsFiles {
  readonly credentials: string;
  readonly config: string;
  readonly journal: string;
  readonly lock: string;
  /** The id of a program that stores a key. */
  readonly orphan: string;
  /** What is kept for a shell's prompt. */
  readonly status: string;
}

type Paths = Pick<typeof path, 'join'>;
type Environment = Readonly<Partial<Record<string, string>>>;

/**
 * As AWS's SDK finds them.
 * @param home of the user, where the environment names none
 * @param paths of the system: Windows's have backslashes
 */
export function awsFiles(env: Environment, home: string, paths: Paths = path): AwsFiles {
  const folder = paths.join(homeOf(env) ?? home, '.aws');
  const credentials = env['AWS_SHARED_CREDENTIALS_FILE'] || paths.join(folder, 'credentials');
  return {
    credentials,
    config: env['AWS_CONFIG_FILE'] || paths.join(folder, 'config'),
    journal: `${credentials}.keyturn-rotation.json`,
    lock: `${credentials}.keyturn-lock`,
    orphan: `${credentials}.keyturn-storing`,
    status: `${credentials}.keyturn-status`,
  };
}

function homeOf(env: Environment): string | undefined {
  return env['HOME'] || env['USERPROFILE'] || undefined;
}

/** A word of a command, as a shell takes it for one. */
export function asWord(word: string, platform: NodeJS.Platform = process.platform): string {
  if (/^[\w.@+,:/-]+$/.test(word)) return word;
  if (platform === 'win32') return `"${word.replaceAll('"', '\\"')}"`;
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
