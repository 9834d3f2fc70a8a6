import { dateIn, startOf } from '../../rules/calendar';
import { isUnknown, type Unknown } from '../../rules/model';
import { isExemptOn } from '../../rules/plan/exemption';
import { ownClosing, type OwnClosing } from '../../rules/plan/own-closing';
import { forecastOwnKey, type OwnKeyForecast } from '../../rules/plan/own-key';
import { readTags, type UserTags } from '../../rules/read-tags';
import type { MonitorSettings } from '../reading/monitor-settings';
import { nextRun } from '../reading/schedule';
import type { AccessKey } from '../rotate/aws';
import { isOf, type KeptKey } from '../rotate/kept-keys';
import type { Named } from '../rotate/own-command';
import type { Facts } from './facts';
import type { RoleProfile } from './roles';

/** The rules' numbers, and whether a file says them; else they are Keyturn's own. */
export type Numbers = MonitorSettings & { readonly isOfFile: boolean };

/** Where a key is stored here. */
export interface Stored {
  readonly place: string;
  readonly profiles: readonly string[];
}

export interface StatusKey {
  readonly id: string;
  readonly isEnabled: boolean;
  /** What is said only of a key of which it is known when it was made. */
  readonly createdAt?: Date;
  readonly forecast?: OwnKeyForecast;
  readonly stored: readonly Stored[];
}

/** How it is with an engineer's access: what `keyturn status` shows. */
export interface OwnStatus {
  /** Whose key was asked about. */
  readonly named: Named;
  readonly now: Date;
  readonly userArn: string | Unknown;
  readonly tags: UserTags | Unknown;
  /** The one that is asked about: absent where the user has none, or it is not known which there are. */
  readonly key?: StatusKey;
  /** The user's others. */
  readonly others: readonly StatusKey[] | Unknown;
  readonly devices: readonly string[] | Unknown;
  readonly roles: readonly RoleProfile[];
  readonly standing: OwnKeyForecast['standing'] | 'no-key' | 'not-known';
  /** When a user has two enabled keys, the older one is disabled, whatever its age. */
  readonly hasTwo: boolean;
  /** That keys stop since the user has another way in; absent where they don't, or nothing is known of it. */
  readonly closing?: OwnClosing;
  readonly monitor: Numbers;
}

export interface Seen {
  readonly named: Named;
  readonly facts: Facts;
  /** That of the credentials; absent where those are a session. */
  readonly keyId?: string;
  readonly kept: readonly KeptKey[];
  readonly storedWhere: (keyId: string) => readonly Stored[];
  readonly roles: readonly RoleProfile[];
  readonly monitor: Numbers;
}

export function statusOf(seen: Seen): OwnStatus {
  const { named, facts, roles, monitor } = seen;
  const { now, devices, isDead } = facts;
  const limits = monitor.settings;
  const tags = isUnknown(facts.tags) ? facts.tags : readTags(facts.tags, now, limits);
  const closing = isUnknown(tags) ? undefined : ownClosing(tags, limits, now);
  const keys = keysOf(seen, tags);
  const key = isUnknown(keys) ? unlistedKey(seen, tags) : currentOf(keys, seen.keyId);
  const others = isUnknown(keys) ? keys : keys.filter((each) => each !== key);
  const hasTwo = !isUnknown(keys) && keys.filter(({ isEnabled }) => isEnabled).length > 1;
  return {
    named,
    now,
    userArn: userArnOf(seen),
    tags,
    key,
    others,
    devices,
    roles,
    hasTwo,
    standing: isDead ? 'stopped' : standingOf(key, isUnknown(keys), hasTwo),
    closing,
    monitor,
  };
}

function standingOf(
  key: StatusKey | undefined,
  isUnlisted: boolean,
  hasTwo: boolean,
): OwnStatus['standing'] {
  if (!key) return isUnlisted ? 'not-known' : 'no-key';
  const { standing = 'not-known' } = key.forecast ?? {};
  return standing === 'fine' && hasTwo ? 'due' : standing;
}

function keysOf(seen: Seen, tags: UserTags | Unknown): readonly StatusKey[] | Unknown {
  const { keys } = seen.facts;
  return isUnknown(keys) ? keys : keys.map((key) => withForecast(key, seen, tags));
}

/** A key that AWS does not list: it is known from before when it was made, or not at all. */
function unlistedKey(seen: Seen, tags: UserTags | Unknown): StatusKey | undefined {
  const { keyId: id, facts } = seen;
  if (id === undefined) return undefined;
  return withForecast(
    { id, isEnabled: !facts.isDead, createdAt: keptOf(seen)?.createdAt },
    seen,
    tags,
  );
}

function withForecast(
  { id, isEnabled, createdAt }: AccessKey,
  { facts: { now }, storedWhere, monitor }: Seen,
  tags: UserTags | Unknown,
): StatusKey {
  const key = { id, isEnabled, createdAt, stored: storedWhere(id) };
  if (!createdAt) return key;
  const own = { createdAt, isEnabled, tags: isUnknown(tags) ? undefined : tags };
  const times = { now, run: nextRun(now, monitor) };
  const forecast = forecastOwnKey(own, monitor.settings, times);
  const closing = isUnknown(tags) ? undefined : ownClosing(tags, monitor.settings, now);
  return { ...key, forecast: withClosing(forecast, closing, own.tags, monitor, now) };
}

/** Whichever day comes first counts; whose keys are closed has something to do at once. */
function withClosing(
  forecast: OwnKeyForecast,
  closing: OwnClosing | undefined,
  tags: Pick<UserTags, 'exemptUntil'> | undefined,
  { settings: { timeZone } }: Numbers,
  now: Date,
): OwnKeyForecast {
  const { standing } = forecast;
  if (!closing || standing === 'stopped') return forecast;
  const today = dateIn(timeZone, now);
  const { stopsOn } = closing;
  const isSooner =
    stopsOn !== undefined && (forecast.stopsOn === undefined || stopsOn < forecast.stopsOn);
  const stop = isSooner && { stopsOn, stopsAt: startOf(stopsOn, timeZone) };
  const isExempt = isExemptOn(today, tags?.exemptUntil);
  if (closing.is === 'to-come' || isExempt) return { ...forecast, ...stop };
  const isPast = standing === 'past' || (stopsOn !== undefined && stopsOn <= today);
  const reminder = standing === 'fine' && { remindsOn: today, remindsAt: startOf(today, timeZone) };
  return { ...forecast, ...reminder, ...stop, standing: isPast ? 'past' : 'due' };
}

/** That of the credentials; in a session the one that is stored here, the first to stop of several. */
function currentOf(keys: readonly StatusKey[], keyId: string | undefined): StatusKey | undefined {
  if (keyId !== undefined) {
    const own = keys.find(({ id }) => id === keyId);
    return own ?? { id: keyId, isEnabled: true, stored: [] };
  }
  const oldestFirst = keys.toSorted((a, b) => timeOf(a) - timeOf(b));
  const enabled = oldestFirst.filter(({ isEnabled }) => isEnabled);
  return enabled.find(({ stored }) => stored.length > 0) ?? enabled[0] ?? oldestFirst[0];
}

function timeOf({ createdAt }: StatusKey): number {
  return createdAt?.getTime() ?? 0;
}

/** Of a key that AWS takes no more, or while it does not answer, only what is kept of that key says whose it is. */
function userArnOf(seen: Seen): string | Unknown {
  const { user } = seen.facts;
  return isUnknown(user) ? (keptOf(seen)?.userArn ?? user) : user.arn;
}

export function keptOf({ keyId, kept, facts: { user } }: Seen): KeptKey | undefined {
  if (keyId === undefined) return undefined;
  const ofUser = isUnknown(user) ? kept : kept.filter(({ userArn }) => userArn === user.arn);
  return ofUser.find((key) => isOf(key, keyId));
}
