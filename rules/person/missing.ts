import { addDays, dateIn } from '../calendar';
import { counted } from '../counted';
import { accessKey } from '../credentials/access-key';
import { isUnknown, type AccessKey, type LocalDate } from '../model';
import type { MoveStep, Moving } from './moving';
import { toldDays } from './notices-of-move';
import { daysSeen } from './proof';

/**
 * What is missing for the step after this one, and after a semicolon what to do about it: a sentence without its full stop.
 * Empty after the last, but where an IAM user is still to go.
 */
export function missingFor(step: MoveStep, moving: Moving): string {
  switch (step) {
    case 'open':
      if (cannotSignIn(moving)) return NO_PASSWORD;
      return `nothing has arrived yet that tells them of ${moving.newWays.join(' and ')}; the monitor's next run tells them, unless it is a dry run`;
    case 'told':
      return cannotSignIn(moving) ? NO_PASSWORD : missingProof(moving);
    case 'proved':
      return moving.isKeyOpen ? missingQuiet(moving) : missingWarning(moving);
    case 'quiet':
      return moving.isKeyOpen
        ? `key is still open to them; ${moveCommand(moving.user.name)} closes it`
        : missingWarning(moving);
    case 'warned':
      return missingDay(moving);
    case 'disabled':
      return missingEnd(moving);
    case 'closed':
      return missingOfUser(moving);
  }
}

const NO_PASSWORD =
  'they have no console password, without which nobody signs in; give them one: aws iam create-login-profile';

/** By what IAM says; where they have another way beside it, that may be proved. */
function cannotSignIn({ newWays, user }: Moving): boolean {
  return user.password === undefined && newWays.every((way) => way === 'sign-in');
}

/** The command of their next step. Who is called as one of its subcommands is named after `step`. */
export function moveCommand(userName: string): string {
  const isSubcommand = ['status', 'step', 'help'].includes(userName);
  return `keyturn move ${isSubcommand ? 'step ' : ''}${userName}`;
}

function missingProof({ newWays, record, settings, isKeyOpen, user }: Moving): string {
  const { provedDays } = settings.moves;
  const seen = newWays.map((way) => {
    const days = daysSeen(record?.seen[way]);
    return `${way} was seen in use on ${days} of ${counted(provedDays, 'day')}`;
  });
  const force = isKeyOpen ? '' : `; or give key back with ${moveCommand(user.name)} --back`;
  return `${seen.join(', ')}, and they have not said that it works; let them use it, or have them run keyturn ways --statement${force}`;
}

function missingQuiet({ user, settings }: Moving): string {
  const { quietDays } = settings.moves;
  if (user.keysUnknown) return `which keys they have is not known: ${user.keysUnknown.unknown}`;
  const uses = user.keys.map((key) => `${accessKey.name(key.id)} ${lastUseInWords(key, settings)}`);
  return `no key may be used for ${counted(quietDays, 'day')}: ${uses.join(', ')}; find what uses it, or wait`;
}

function lastUseInWords(
  { lastUsed, createdAt }: AccessKey,
  { timeZone }: Moving['settings'],
): string {
  if (isUnknown(lastUsed)) return `was used nobody knows when (${lastUsed.unknown})`;
  if (!lastUsed) return `was made on ${dateIn(timeZone, createdAt)}`;
  const service = lastUsed.service === undefined ? '' : ` for ${lastUsed.service}`;
  return `was last used on ${dateIn(timeZone, lastUsed.at)}${service}`;
}

function missingWarning(moving: Moving): string {
  if (moving.off.are === 'not-known')
    return 'which keys they have is not known; the monitor sees it once it can list them';
  const told = daysTold(moving);
  const names = moving.user.keys
    .filter(({ id, status }) => status === 'Active' && !told.has(id))
    .map(({ id }) => accessKey.name(id));
  return `no warning has arrived yet that ${names.join(' and ')} ${names.length === 1 ? 'stops' : 'stop'}; the monitor's next run warns them, unless it is a dry run`;
}

function missingDay(moving: Moving): string {
  const [only, ...others] = daysTold(moving);
  if (!only) return 'the day of its end';
  const days =
    others.length === 0
      ? `their key stops on ${only[1]}`
      : [only, ...others].map(([id, on]) => `${accessKey.name(id)} stops on ${on}`).join(', ');
  return `${days}; the monitor does that, and until then ${moveCommand(moving.user.name)} --back gives key back`;
}

function daysTold(moving: Moving): ReadonlyMap<string, LocalDate> {
  return toldDays(moving, dateIn(moving.settings.timeZone, moving.now));
}

function missingEnd({ off, settings, user }: Moving): string {
  const { timeZone, moves } = settings;
  const days = counted(moves.quietDays, 'day');
  const since = off.are === 'off' ? off.since : undefined;
  if (!(since instanceof Date))
    return `all keys must have been off for ${days}, and nobody knows since when they are; delete them, and it is counted from when the monitor misses them`;
  const on = dateIn(timeZone, since);
  return `all keys must have been off for ${days}, and are since ${on}; wait until ${addDays(on, moves.quietDays)}, then ${moveCommand(user.name)} --certificate <file>`;
}

/** Whoever signs in as their IAM user keeps it, and all is done; everybody else's is to go, where another way is proved. */
function missingOfUser({ newWays, proof, user }: Moving): string {
  if (newWays.includes('sign-in')) return '';
  return proof === 'seen' || proof === 'said'
    ? `they have their IAM user still; ${moveCommand(user.name)} --certificate <file> ends that`
    : 'they have their IAM user still, and no other way of theirs was seen to work; have them run keyturn ways --statement';
}
