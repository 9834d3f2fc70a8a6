import type { AccessKey, IamUser } from '../../../rules/model';
import { sshKeysOf } from '../case';
import type { Happening, Person } from './story';

/** What people, and whoever administers them, do in IAM. */

export const DAY = 86_400_000;
const types = ['engineer', 'engineer', 'machine', 'robot'];
const slackIds = ['U0ALICE0001', 'U0BOB000001', '', 'nobody'];
const access = [
  'sign-in',
  'key+sign-in',
  '',
  'identity-center',
  'key+identity-center',
  'sign-in',
  'sign-in+key+identity-center',
  'keys',
];
/** Dates from that day on; the last two can't be read, or are none. */
const lastDays = [-1, 0, 1, 3, 29, 31];

export interface Making {
  key(at: Date, status: AccessKey['status']): AccessKey;
}

export function userOf(person: Person, n: number, at: Date, make: Making): IamUser {
  const now = at.getTime();
  return {
    arn: `arn:aws:iam::111111111111:user/user-${n}`,
    name: `user-${n}`,
    id: `AIDA${n}`,
    createdAt: new Date(now - 600 * DAY),
    tags: withoutEmpty({
      type: person.type,
      'slack-id': person.slackId,
      access: person.access ?? '',
    }),
    keys: person.keys.map(({ age, isOn, idle }) => ({
      ...make.key(new Date(now - age * DAY - 3_600_000), isOn ? 'Active' : 'Inactive'),
      ...(idle < age && { lastUsed: { at: new Date(now - idle * DAY - 1_800_000) } }),
    })),
    ...(person.sshKeyAge !== undefined && {
      sshKeys: [make.key(new Date(now - person.sshKeyAge * DAY - 1_800_000), 'Active')],
    }),
    hasMfa: person.hasMfa,
    ...(person.passwordAge !== undefined && {
      password: { changedAt: new Date(now - person.passwordAge * DAY - 3_600_000) },
    }),
  };
}

/** The user after what has happened; the same where it is not about them as IAM has them. */
export function changed(user: IamUser, { what, n }: Happening, at: Date, make: Making): IamUser {
  const key = keyMeant(user, n);
  const withKey = (more: Partial<AccessKey>) => ({
    ...user,
    keys: user.keys.map((each) => (each === key ? { ...each, ...more } : each)),
  });
  const withTags = (more: Record<string, string>) => ({
    ...user,
    tags: withoutEmpty({ ...user.tags, ...more }),
  });
  switch (what) {
    case 'make key':
      return user.keys.length === 2
        ? user
        : { ...user, keys: [...user.keys, make.key(at, 'Active')] };
    case 'delete key':
      return { ...user, keys: user.keys.filter((each) => each !== key) };
    case 'turn off':
      return withKey({ status: 'Inactive' });
    case 'turn on':
      return withKey({ status: 'Active' });
    case 'upload ssh key':
      return { ...user, sshKeys: [...sshKeysOf(user).slice(0, 1), make.key(at, 'Active')] };
    case 'turn ssh keys':
      return {
        ...user,
        sshKeys: sshKeysOf(user).map((each) => ({
          ...each,
          status: n % 2 === 0 ? 'Active' : 'Inactive',
        })),
      };
    case 'delete ssh keys':
      return { ...user, sshKeys: sshKeysOf(user).slice(n % 3) };
    case 'use':
      return key?.status === 'Active' && key.createdAt <= at ? withKey({ lastUsed: { at } }) : user;
    case 'set type':
      return withTags({ type: types[n % types.length] ?? '' });
    case 'set slack id':
      return withTags({ 'slack-id': slackIds[n % slackIds.length] ?? '' });
    case 'exempt':
      return withTags({
        'Key-Exempt-Until': dateAfter(at, [0, 1, 2, 3, 5, 30, 89, 100][n] ?? 0),
        'key-exempt-reason': n % 2 === 0 ? 'On leave' : '',
      });
    case 'end exemption':
      // Now and then the reason is left.
      return withTags({ 'Key-Exempt-Until': '', ...(n % 3 > 0 && { 'key-exempt-reason': '' }) });
    case 'set access':
      return withTags({ access: access[n] ?? '' });
    case 'set last day':
      return withTags({
        'key-until': n === 6 ? 'soon' : n === 7 ? '' : dateAfter(at, lastDays[n] ?? 0),
      });
    case 'change password':
      return { ...user, password: { changedAt: at } };
    case 'lose password':
      return { ...user, password: undefined };
    case 'lose mfa':
      return { ...user, hasMfa: !user.hasMfa };
    default:
      return user;
  }
}

export function keyMeant({ keys }: IamUser, n: number): AccessKey | undefined {
  return keys[n % Math.max(1, keys.length)];
}

function dateAfter(at: Date, days: number): string {
  return new Date(at.getTime() + days * DAY).toISOString().slice(0, 10);
}

function withoutEmpty(tags: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(tags).filter(([, value]) => value !== ''));
}
