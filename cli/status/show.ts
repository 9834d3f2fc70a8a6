import type { Colors } from 'picocolors/types';
import { counted } from '../../rules/counted';
import { daysBetween, dateIn } from '../../rules/calendar';
import { isUnknown, type Unknown } from '../../rules/model';
import { exemptionInWords, exemptionOf } from '../../rules/report/exemption-in-words';
import { ownCommand, type Named } from '../rotate/own-command';
import { shortId } from '../rotate/rotation';
import { oneLine, textTable } from '../text-table';
import type { OwnClosing } from '../../rules/plan/own-closing';
import type { OwnStatus, StatusKey } from './own-status';

const UNKNOWN = 'not known';

/** The status for a person at a terminal. */
export function describeStatus(status: OwnStatus, colours: Colors): string {
  const { userArn, devices } = status;
  const parts = [
    `User: ${isUnknown(userArn) ? UNKNOWN : oneLine(userArn)}`,
    `MFA device: ${isUnknown(devices) ? UNKNOWN : devices.length === 0 ? noDevice : devices.map(oneLine).join(', ')}`,
    '',
    ...keysAsTable(status),
    '',
    ...verdict(status, colours),
    '',
    ...rolesAsTable(status),
    ...reasons(status),
  ];
  return `${parts.join('\n')}\n`;
}

const noDevice =
  'none: enrol an authenticator app in the AWS console, under Security credentials; without one AWS lets you do little';

function keysAsTable({ key, others, now, standing }: OwnStatus): readonly string[] {
  const keys = [...(key ? [key] : []), ...(isUnknown(others) ? [] : others)];
  if (keys.length === 0)
    return [standing === 'no-key' ? 'You have no access key.' : `Access key: ${UNKNOWN}`];
  const head = ['key', 'made on', 'age', 'is', 'stops on', 'stored in'];
  return [
    textTable(
      head,
      keys.map((each) => rowOf(each, now, each === key && standing)),
    ),
  ];
}

function rowOf(
  { id, createdAt, forecast, isEnabled, stored }: StatusKey,
  now: Date,
  standing: OwnStatus['standing'] | false,
): readonly string[] {
  const isOff = !isEnabled || standing === 'stopped';
  const places = stored.map(({ place, profiles }) => `${place}: ${profiles.join(', ')}`);
  return [
    shortId(id),
    createdAt?.toISOString().slice(0, 10) ?? UNKNOWN,
    forecast ? counted(forecast.age, 'day') : UNKNOWN,
    isOff ? 'disabled' : 'enabled',
    isOff ? '-' : forecast ? (forecast.stopsOn ?? 'never') : UNKNOWN,
    oneLine(places.join('; ')) || '-',
  ];
}

function* verdict(status: OwnStatus, colours: Colors): Generator<string> {
  const { standing, key, hasTwo, tags, closing } = status;
  const text = `${oneLine(inWords(status))}.`;
  if (standing === 'past' || standing === 'stopped') yield colours.red(text);
  else yield standing === 'due' ? colours.yellow(text) : text;
  if (hasTwo)
    yield `Two keys are enabled. Keyturn asks you to delete one, and disables the older after ${counted(status.monitor.settings.secondKeyGraceDays, 'day')}: ${ownCommand(['rotate', '--finish'], status.named)}.`;
  if (closing?.is === 'to-come' && key && standing !== 'stopped') yield toComeInWords(closing);
  if (!isUnknown(tags) && tags.exemptUntil !== undefined && key)
    yield oneLine(
      `Your user's keys are exempt until ${tags.exemptUntil}: ${exemptionInWords(exemptionOf(tags))}.`,
    );
  if (key?.forecast?.stopsOn !== undefined) yield ruleInWords(status);
}

/** In a sentence without its end: also that of an error. */
export function inWords(status: OwnStatus): string {
  const { named, standing, key, tags, now, monitor, closing } = status;
  const name = key ? `The key ${shortId(key.id)}` : 'The key';
  const { stopsOn, remindsOn } = key?.forecast ?? {};
  const today = dateIn(monitor.settings.timeZone, now);
  const rotate = ownCommand(['rotate'], named);
  const inDays = (date: string) => counted(Math.max(0, daysBetween(today, date)), 'day');
  const isClosed = closing?.is === 'closed' && standing !== 'no-key' && standing !== 'not-known';
  if (isClosed) return closedInWords(name, closing, status);
  switch (standing) {
    case 'no-key':
      return 'There is no access key, and so nothing to rotate';
    case 'not-known':
      return `${name} stops on a day that is not known, since it is not known when it was made`;
    case 'stopped':
      return `${name} does not work any more: it is disabled or deleted, and can't rotate itself. In the AWS console, under Security credentials, delete it and make a new one, then put that where this one is`;
    case 'past':
      return stopsOn !== undefined && stopsOn > today
        ? `${name} is so old that the run of ${stopsOn} can disable it: ${rotate}`
        : `${name} is past its day (${stopsOn}), and can be disabled by any daily run: ${rotate}`;
    case 'fine':
    case 'due':
      if (stopsOn !== undefined)
        return standing === 'due'
          ? `${name} stops on ${stopsOn}, in ${inDays(stopsOn)}: ${rotate}`
          : `${name} stops on ${stopsOn}, in ${inDays(stopsOn)}; the first reminder comes on ${remindsOn}`;
      return !isUnknown(tags) && tags.type === 'machine'
        ? `${name} is that of a machine user, and is never disabled`
        : `${name} is not looked at by Keyturn, since the user has no tag type`;
  }
}

/** Of a key whose owner is to come without one. */
function closedInWords(name: string, closing: OwnClosing, status: OwnStatus): string {
  const { standing, key, now, monitor } = status;
  const { timeZone, clocks } = monitor.settings;
  const others = waysInWords(closing);
  if (standing === 'stopped')
    return `${name} does not work any more: it is disabled or deleted. Access keys are closed to you, so delete it, and come by ${others}: keyturn ways tries that`;
  const grace = `${counted(clocks['access-key'].graceDays, 'day')} after Keyturn's message to you, which names the day`;
  const { stopsOn } = key?.forecast ?? {};
  const today = dateIn(timeZone, now);
  const latest = stopsOn === undefined ? '' : `, and by its age from ${stopsOn} on`;
  const byDate =
    standing === 'past'
      ? `can be disabled by any daily run since ${stopsOn}`
      : `stops on ${stopsOn}, in ${counted(Math.max(0, daysBetween(today, stopsOn ?? today)), 'day')}`;
  const when =
    closing.stopsOn === undefined && standing !== 'past' ? `stops ${grace}${latest}` : byDate;
  return `Access keys are closed to you, who can come by ${others}. ${name} ${when}: try the other way with keyturn ways, take the key out of whatever uses it, and delete it. If you need it still, ask your team, who can give key back`;
}

function toComeInWords({ keyUntil, stopsOn, ...closing }: OwnClosing): string {
  return `The last day of access keys for you is ${keyUntil}: after that they stop, on ${stopsOn} at the earliest. You can come by ${waysInWords(closing)}: keyturn ways tries that.`;
}

function waysInWords({ ways }: Pick<OwnClosing, 'ways'>): string {
  const names = { 'sign-in': 'aws login', 'identity-center': 'IAM Identity Center' } as const;
  return ways.map((way) => names[way]).join(' or ');
}

function ruleInWords({ monitor, tags }: OwnStatus): string {
  const { remindAt, stopAt } = monitor.settings.clocks['access-key'];
  const { scheduleTime, settings, isOfFile } = monitor;
  const whose = isOfFile ? 'By the numbers of --config' : "By Keyturn's own numbers";
  const other = isOfFile ? '' : ' Your company may have set others (--config reads them).';
  const taken = isUnknown(tags) ? " and if your user is an engineer's" : '';
  return `${whose}: reminders at ${remindAt.join(', ')} days, disabled at ${stopAt} in the run of ${scheduleTime} ${settings.timeZone}${taken}.${other} It is the earliest day: who was told late has longer, and the day in Keyturn's message to you counts.`;
}

function rolesAsTable({ roles }: OwnStatus): readonly string[] {
  if (roles.length === 0) return ['Roles: no profile here assumes one with this key.'];
  return [
    textTable(
      ['profile', 'role'],
      roles.map(({ profile, arn }) => [oneLine(profile), oneLine(arn)]),
    ),
  ];
}

function reasons(status: OwnStatus): readonly string[] {
  const all = notKnown(status);
  if (all.length === 0) return [];
  return ['', 'Not known:', ...all.map(({ what, why }) => `  ${what}: ${oneLine(why)}`)];
}

/** What could not be seen, and why not. */
export function notKnown({ named, standing, userArn, key, devices, tags, others }: OwnStatus) {
  const isKeyKnown = key?.createdAt !== undefined;
  const all: readonly (readonly [what: string, found: unknown])[] = [
    ['whose the key is', userArn],
    [isKeyKnown ? 'other keys' : 'when the key was made', others],
    ['MFA devices', devices],
    ["the user's tags", tags],
  ];
  return all.flatMap(([what, found]) =>
    isUnknown(found)
      ? [{ what, why: standing === 'stopped' ? found.unknown : withAdvice(what, found, named) }]
      : [],
  );
}

/** With a code there is a session, of a key that works. */
function withAdvice(what: string, { unknown }: Unknown, named: Named): string {
  const isOfKeys = what === 'when the key was made' || what === 'other keys';
  return isOfKeys
    ? `${unknown} (${ownCommand(['status'], named)} --mfa-code <code> asks with MFA)`
    : unknown;
}
