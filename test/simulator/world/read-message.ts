import type { SlackMessage } from '../../../functions/slack-message';

/** What a person learns from a message: nothing of it is known but what is written there. */
export interface MessageFacts {
  readonly kind:
    | 'reminder'
    | 'second-key'
    | 'unused'
    | 'closing'
    | 'way-opened'
    | 'disabled'
    | 'machine'
    | 'created'
    | 'question'
    | 'reenabled'
    | 'password'
    | 'credential'
    | 'credential-reminder'
    | 'credential-disabled'
    | 'credential-old'
    | 'console-user'
    | 'login-profile'
    | 'mfa'
    | 'summary';
  /** The last four characters of the id of the key, or of another credential. */
  readonly keyTail?: string;
  readonly newerTail?: string;
  /** Where no key is told of. */
  readonly userName?: string;
  /** YYYY-MM-DD: the day that is named. */
  readonly day?: string;
  /** The key's age in days. */
  readonly age?: number;
  /** The team is told that the owner was not. */
  readonly isPassedOn: boolean;
  /** All of it. */
  readonly text: string;
}

const openings: readonly [MessageFacts['kind'], RegExp][] = [
  ['reminder', /^Rotate your AWS key …(?<key>\w{4}) in .* before (?<day>\w+, .*?): keyturn rotate/],
  ['machine', /^The AWS key …(?<key>\w{4}) of the machine user .* is (?<age>-?\d+) days? old/],
  ['reminder', /^The AWS key …(?<key>\w{4}) of .* stops on (?<day>\w+, \d+ \w+ \d{4})\./],
  ['second-key', /^Finish rotating .* the older one, …(?<key>\w{4}), before (?<day>\w+, .*)\.$/],
  [
    'second-key',
    / has two enabled AWS keys in .* …(?<key>\w{4}), stops on (?<day>\w+, \d+ \w+ \d{4})\./,
  ],
  [
    'unused',
    /^Nobody has used your AWS key …(?<key>\w{4}) in .* or use it before (?<day>\w+, \d+ \w+ \d{4})\./,
  ],
  [
    'unused',
    /^Nobody has used the AWS key …(?<key>\w{4}) of .* it stops on (?<day>\w+, \d+ \w+ \d{4})\./,
  ],
  [
    'closing',
    /^Leave your AWS key …(?<key>\w{4}) in .* before (?<day>\w+, \d+ \w+ \d{4}): access keys are closed/,
  ],
  [
    'closing',
    /^Access keys are closed to .* key …(?<key>\w{4}) in .* stops on (?<day>\w+, \d+ \w+ \d{4})\./,
  ],
  ['way-opened', / can come to AWS without an access key now, by /],
  [
    'reminder',
    /^Delete your AWS key …(?<key>\w{4}) in .* before (?<day>\w+, \d+ \w+ \d{4}): you can make no new one/,
  ],
  ['disabled', /^Your AWS key …(?<key>\w{4}) in .* is disabled\./],
  ['disabled', /^Your AWS key …(?<key>\w{4}) in .* was disabled, and is enabled again\./],
  ['disabled', /^The AWS key …(?<key>\w{4}) of .* was disabled\./],
  [
    'credential-reminder',
    /^Replace your .* …(?<key>\w{4}) in .* before (?<day>\w+, \d+ \w+ \d{4})\./,
  ],
  ['credential-reminder', /^The .* …(?<key>\w{4}) of .* stops on (?<day>\w+, \d+ \w+ \d{4})\./],
  ['credential-disabled', /^Your .* …(?<key>\w{4}) in .* (?:is disabled|was disabled, and is)/],
  ['credential-disabled', /^The .* …(?<key>\w{4}) of .* was disabled\./],
  ['credential-old', / …(?<key>\w{4}) in .* is (?<age>-?\d+) days? old: please replace it/],
  ['credential-old', /^The .* …(?<key>\w{4}) of .* is (?<age>-?\d+) days? old\./],
  ['created', /^(?:🚨 |⚠️ )?New AWS key …(?<key>\w{4}) for /u],
  ['question', /^(?:Once more: )?A new AWS key …(?<key>\w{4}) was made for you in /],
  ['question', /^Nobody could ask .* whether they made the AWS key …(?<key>\w{4}) in /],
  ['reenabled', /^⚠️ The AWS key …(?<key>\w{4}) of .* was enabled again/u],
  ['password', /AWS console password/],
  ['console-user', /^⚠️ New user (?<user>\S+) in .*: a console made it /u],
  ['login-profile', /^(?:🚨 |⚠️ )?New console password for (?<user>\S+) in /u],
  ['login-profile', /^(?:🚨 |⚠️ )?The console password of (?<user>\S+) was changed in /u],
  ['mfa', /^(?:🚨 |⚠️ )?An MFA device of (?<user>\S+) was taken off in /u],
  ['credential', /^(?:🚨 |⚠️ )?New .* …(?<key>\w{4}) for /u],
  ['credential', /^(?:🚨 |⚠️ )?The .* …(?<key>\w{4}) of .* was (?:given another|enabled again)/u],
];

/** Reads a message as its reader does. */
export function readMessage({ text, blocks }: SlackMessage): MessageFacts {
  const all = [text, ...textsIn(blocks)].join('\n');
  const isPassedOn = all.includes('*Not told:*');
  for (const [kind, opening] of openings) {
    const found = opening.exec(text)?.groups;
    if (!found && !opening.test(text)) continue;
    const age =
      found?.['age'] ?? /\*(?:Older key|Age)\*\n(?:`…\w{4}`, )?(-?\d+) day/.exec(all)?.[1];
    return {
      kind,
      keyTail: found?.['key'],
      userName: found?.['user'],
      newerTail: /\*Newer key\*\n`…(\w{4})`/.exec(all)?.[1],
      day: found?.['day'] === undefined ? undefined : dateOf(found['day']),
      age: age === undefined ? undefined : Number(age),
      isPassedOn,
      text: all,
    };
  }
  return { kind: 'summary', isPassedOn, text: all };
}

export function* textsIn(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, each] of Object.entries(value))
    if (name === 'text' && typeof each === 'string') yield each;
    else yield* textsIn(each);
}

const months = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August'],
  ...['September', 'October', 'November', 'December'],
];

/** `Friday, 4 December 2026` as 2026-12-04. */
export function dateOf(written: string): string {
  const [, day = '', month = '', year = ''] = /(\d+) (\w+) (\d{4})/.exec(written) ?? [];
  const number = months.indexOf(month) + 1;
  if (number === 0) throw new Error(`no day is named in ${written}`);
  return `${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`;
}
