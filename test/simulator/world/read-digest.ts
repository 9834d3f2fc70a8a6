import type { SlackMessage } from '../../../functions/slack-message';
import type { Notice, UserNotice } from '../../../rules/notices';
import { dateOf, textsIn, type MessageFacts } from './read-message';

const forms: readonly [MessageFacts['kind'], RegExp][] = [
  ['reminder', /, key `…(?<key>\w{4})`, (?<age>-?\d+) days? old, stops on \*(?<day>[^*]+)\*/],
  [
    'second-key',
    /the older one, `…(?<key>\w{4})`, stops on \*(?<day>[^*]+)\*.* newer is `…(?<newer>\w{4})`/,
  ],
  ['unused', /, key `…(?<key>\w{4})`, not used for \d+ days?, stops on \*(?<day>[^*]+)\*/],
  [
    'closing',
    /, key `…(?<key>\w{4})` stops on \*(?<day>[^*]+)\*(?: or later)?: its owner has another/,
  ],
  ['way-opened', /`(?<user>[^`]+)`\)?, (?:`aws login`|IAM Identity Center) is open to them/],
  ['disabled', /, key `…(?<key>\w{4})` was disabled:/],
  ['credential-disabled', / `…(?<key>\w{4})` was disabled:/],
  ['credential-reminder', / `…(?<key>\w{4})`, (?<age>-?\d+) days? old, stops on \*(?<day>[^*]+)\*/],
  ['credential-old', / `…(?<key>\w{4})`, (?<age>-?\d+) days? old: please replace it/],
  ['console-user', /`(?<user>[^`]+)`, a user that a console made/],
  ['login-profile', /`(?<user>[^`]+)`, the console password was /],
  ['mfa', /`(?<user>[^`]+)`, an MFA device was taken off/],
  ['credential', /`, .* `…(?<key>\w{4})` was (?:made|given another secret|enabled again): /],
  ['created', /new key `…(?<key>\w{4})`/],
  ['reenabled', /, key `…(?<key>\w{4})` was enabled again/],
  ['machine', /, key `…(?<key>\w{4})` of a machine, (?<age>-?\d+) days? old/],
  ['password', /`(?<user>[^`]+)`\)?, console password/],
];

/** A message of which the simulator can't tell what it is about. */
export class UnreadableError extends Error {
  override readonly name = 'UnreadableError';
}

/** What the lines of a digest's thread tell, read as their reader does. The digest itself names nobody. */
export function readDigest({ blocks }: SlackMessage): readonly MessageFacts[] {
  const lines = [...textsIn(blocks)].flatMap((text) => text.split('\n'));
  return lines.filter((line) => line.includes(': `')).map(readLine);
}

function readLine(text: string): MessageFacts {
  for (const [kind, form] of forms) {
    const found = form.exec(text)?.groups;
    if (!found) continue;
    const { key, newer, day, age, user } = found;
    return {
      kind,
      keyTail: key,
      newerTail: newer,
      userName: user,
      day: day === undefined ? undefined : dateOf(day),
      age: age === undefined ? undefined : Number(age),
      isPassedOn: false,
      text,
    };
  }
  throw new UnreadableError(`a digest says: ${text}`);
}

const kindOf: Readonly<Record<Notice['kind'], MessageFacts['kind']>> = {
  'key-reminder': 'reminder',
  'second-key': 'second-key',
  'key-unused': 'unused',
  'key-closing': 'closing',
  'key-disabled': 'disabled',
  'key-created': 'created',
  'key-question': 'question',
  'key-reenabled': 'reenabled',
  'credential-reminder': 'credential-reminder',
  'credential-disabled': 'credential-disabled',
  'credential-old': 'credential-old',
  'credential-created': 'credential',
  'console-user-created': 'console-user',
  'login-profile-changed': 'login-profile',
  'mfa-deactivated': 'mfa',
  'machine-key-old': 'machine',
  'password-reminder': 'password',
  'way-opened': 'way-opened',
  'daily-summary': 'summary',
};

/**
 * Which of the notices it is that somebody reads of.
 * @throws UnreadableError where it is none of them
 */
export function noticeOf(facts: MessageFacts, notices: readonly Notice[]): Notice {
  const notice = findNotice(facts, notices);
  if (!notice) throw new UnreadableError(`no notice of the run tells: ${facts.text}`);
  return notice;
}

/** Which of the notices it is that somebody reads of; undefined where it is none of them. */
export function findNotice<One extends Notice>(
  facts: MessageFacts,
  notices: readonly One[],
): One | undefined {
  const found = notices.filter(
    (notice) => kindOf[notice.kind] === facts.kind && isAbout(notice, facts),
  );
  // A later stage of the same key is known by the age that is told.
  return found.find((each) => ageIn(each) === facts.age) ?? found.at(-1);
}

function isAbout(notice: Notice, { keyTail, newerTail, userName, text }: MessageFacts): boolean {
  if (notice.kind === 'daily-summary') return false;
  if (notice.kind === 'second-key' && !notice.newer.id.endsWith(newerTail ?? '?')) return false;
  if (notice.kind === 'way-opened' && !text.includes(waysInWords[notice.way])) return false;
  const keyId = credentialIdIn(notice);
  if (keyId !== undefined) return keyId.endsWith(keyTail ?? '?');
  const name = notice.owner.userName;
  return userName === undefined ? text.includes(`\`${name}\``) : userName === name;
}

const waysInWords = { 'sign-in': '`aws login`', 'identity-center': 'IAM Identity Center' } as const;

function credentialIdIn(notice: UserNotice): string | undefined {
  if ('credential' in notice) return notice.credential.id;
  return 'key' in notice ? notice.key.id : 'keyId' in notice ? notice.keyId : undefined;
}

function ageIn(notice: Notice): number | undefined {
  if ('key' in notice) return notice.key.age;
  return 'credential' in notice && 'age' in notice.credential ? notice.credential.age : undefined;
}
