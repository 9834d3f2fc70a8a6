import { oneLine, textTable } from '../text-table';
import type { Outcome, TriedWay } from './try-ways';

/** Credentials of the shell: tools that are told no profile use them before any file. */
export interface OfShell {
  /** The last four characters of the key's id; undefined where there is none. */
  readonly keyEnd?: string;
}

/** A table of all that was tried, and what to do. */
export function describeWays(tried: readonly TriedWay[], shell: OfShell): string {
  const rows = tried.map(({ way, profile, outcome }) => [
    way,
    oneLine(profile),
    words[outcome.is],
    oneLine('arn' in outcome ? outcome.arn : outcome.why),
  ]);
  const table = textTable(['Way', 'Profile', '', 'Who you are there, or why not'], rows);
  const todo = todoOf(tried, shell);
  return [table, ...(todo.length > 0 ? ['', ...todo] : []), ''].join('\n');
}

const words: Readonly<Record<Outcome['is'], string>> = {
  works: 'works',
  'key-instead': 'a key instead',
  failed: 'does not work',
  'not-tried': 'not tried',
};

/** What to do, a line each, none twice. */
export function todoOf(tried: readonly TriedWay[], { keyEnd }: OfShell): readonly string[] {
  const shadows = tried.flatMap(({ shadow, way }) =>
    shadow
      ? [
          `Take the key …${shadow.end} out of the profile ${shadow.profile}: tools use it there, and not ${way}.`,
        ]
      : [],
  );
  const hasNewWay = tried.some(({ way, outcome }) => way !== 'key' && outcome.is === 'works');
  const keys = tried.filter(({ way, outcome }) => way === 'key' && outcome.is === 'works');
  return [
    ...new Set([
      ...(keyEnd === undefined
        ? []
        : [
            `The key …${keyEnd} is in this shell's environment: tools that are told no profile use it. unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY`,
          ]),
      ...shadows,
      ...mendings(tried),
      ...(hasNewWay
        ? keys.map(
            ({ profile }) =>
              `The profile ${profile} still has a key that works: once all you do works without it, delete the key, and take it out of the file.`,
          )
        : []),
    ]),
  ].map(oneLine);
}

/** What mends those that do not work: where one thing mends several, once, with their names. */
function mendings(tried: readonly TriedWay[]): readonly string[] {
  const profiles = new Map<string, string[]>();
  for (const { outcome, profile } of tried)
    if (outcome.is === 'failed' && outcome.todo !== undefined)
      profiles.set(outcome.todo, [...(profiles.get(outcome.todo) ?? []), profile]);
  return [...profiles].map(([todo, names]) => `${names.join(', ')}: ${todo}`);
}
