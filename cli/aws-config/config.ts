import type { Settings } from './tools';

/** What an engineer puts into ~/.aws/config. */
export interface Config {
  /** One for each way in. */
  readonly parts: readonly Part[];
  /** What will not work with it as one might think. */
  readonly warnings: readonly string[];
}

/** The profiles of one way in. */
export interface Part {
  /** What stands above them for a person, one line each. */
  readonly notes: readonly string[];
  readonly profiles: readonly Profile[];
}

/** One section of ~/.aws/config. */
export interface Profile {
  /** Undefined: it is a profile. */
  readonly section?: 'sso-session';
  readonly name: string;
  /** What stands above it for a person, one line each. */
  readonly notes: readonly string[];
  readonly settings: Settings;
}

/**
 * As ~/.aws/config has it. An empty line comes first: the text is appended to files whose last line may have no end, and
 * else the first comment would become part of that line's value.
 */
export function formatConfig({ parts }: Config): string {
  return parts.map(formatPart).join('');
}

function formatPart({ notes, profiles }: Part): string {
  const sections = profiles.map((profile) => [
    ...comments(profile.notes),
    `[${profile.section ?? 'profile'} ${profile.name}]`,
    ...profile.settings.map(([key, value]) => `${key} = ${value}`),
  ]);
  return [comments(notes), ...sections].map((lines) => `\n${lines.join('\n')}\n`).join('');
}

function comments(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `# ${line}`);
}
