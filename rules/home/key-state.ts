import { addDays, dateIn } from '../calendar';
import { keyIdOf } from '../credentials/credential';
import { credentialOfKey } from '../credentials/access-key';
import type { AccountLedger } from '../ledger';
import type { AccessKey, LocalDate } from '../model';
import type { KeyAtHome, KeyState } from '../notices/home-view';
import { keyFacts, type TaggedUser } from '../plan/context';
import { isExemptOn } from '../plan/exemption';
import { isKeyOpenTo } from '../plan/facts';
import { waysInstead } from '../plan/other-ways';
import { forecastOwnKey, type OwnKeyForecast } from '../plan/own-key';
import { secondKeyOf } from '../plan/second-key-of';
import type { Forecast } from '../report/forecast';
import { FORECAST_DAYS } from '../report/play-month';
import type { ForecastEntry } from '../report/report';
import type { Settings } from '../settings';

/** After every date. */
const NEVER = '9999-12-31';

/** What a run knows of an account's keys: what it decides, and what the next runs will do. */
export interface Outlook {
  readonly now: Date;
  readonly today: LocalDate;
  /** By key id: the first entry of the forecast by which the key stops, or would but for the circuit breaker. */
  readonly stops: ReadonlyMap<string, ForecastEntry>;
  /** The ids of keys that a newer version of Keyturn knows more of. */
  readonly unclear: ReadonlySet<string | undefined>;
  readonly settings: Settings;
  readonly ledger: Pick<AccountLedger, 'moves'>;
}

export function outlookOf(
  { entries, firstRun }: Forecast,
  ledger: Pick<AccountLedger, 'moves'>,
  settings: Settings,
  now: Date,
): Outlook {
  const stops = new Map<string, ForecastEntry>();
  for (const entry of entries)
    if (entry.keyId !== undefined && (entry.event === 'disable' || entry.event === 'held-back'))
      if (!stops.has(entry.keyId)) stops.set(entry.keyId, entry);
  const unclear = firstRun
    .filter((each) => each.do === 'nothing' && each.why.code === 'newer-record')
    .map(({ subject }) => keyIdOf(subject.credential));
  return {
    now,
    today: dateIn(settings.timeZone, now),
    stops,
    unclear: new Set(unclear),
    settings,
    ledger,
  };
}

/** A key as its owner is to see it. */
export function keyAtHome(owner: TaggedUser, key: AccessKey, outlook: Outlook): KeyAtHome {
  const { now, today, settings } = outlook;
  const { exemptUntil } = owner.tags;
  const isEnabled = key.status === 'Active';
  const { createdAt } = key;
  const own = forecastOwnKey({ createdAt, isEnabled, tags: owner.tags }, settings, {
    now,
    run: now,
  });
  const stopsOn = stopDay(owner, key, own, outlook);
  const state = stateOf(owner, key, own, stopsOn, outlook);
  const hasToGo = state === 'second' || state === 'left-over';
  const newer = hasToGo ? secondKeyOf(owner.user, key) : undefined;
  const dead = owner.user.keys.find(({ status }) => status === 'Inactive');
  const ways = waysInstead({
    day: outlook,
    owner,
    isKeyOpen: isKeyOpenTo(owner.tags, 'access-key', today),
  });
  return {
    key: keyFacts(credentialOfKey(key), now),
    status: key.status,
    state,
    ...(stopsOn !== undefined && state !== 'held' && { stopsOn }),
    ...(isEnabled && isExemptOn(today, exemptUntil) && { exemptUntil }),
    ...(newer && { newer: keyFacts(credentialOfKey(newer), now) }),
    ...(isEnabled && dead && { deadKeyId: dead.id }),
    ...(ways && { ways }),
  };
}

/** By the runs that are played; a key that outlives those by its age, which is the earliest day. */
function stopDay(
  { tags }: TaggedUser,
  { id, status }: AccessKey,
  own: OwnKeyForecast,
  { today, stops, unclear }: Outlook,
): LocalDate | undefined {
  if (status !== 'Active' || tags.type !== 'engineer' || unclear.has(id)) return undefined;
  const planned = stops.get(id)?.on;
  if (planned !== undefined) return planned;
  const isBeyond = own.stopsOn !== undefined && own.stopsOn >= addDays(today, FORECAST_DAYS);
  return isBeyond ? own.stopsOn : undefined;
}

function stateOf(
  { user, tags }: TaggedUser,
  key: AccessKey,
  { standing, stopsOn: byAge }: OwnKeyForecast,
  stopsOn: LocalDate | undefined,
  { today, stops, unclear }: Outlook,
): KeyState {
  const { id, status } = key;
  if (status !== 'Active')
    return user.keys.some((other) => other.status === 'Active') ? 'left-over' : 'disabled';
  if (unclear.has(id)) return 'unclear';
  if (tags.type === undefined) return 'untouched';
  if (isExemptOn(today, tags.exemptUntil)) return 'exempt';
  if (tags.type === 'machine') return standing === 'due' ? 'machine-old' : 'machine';
  const stop = stops.get(id);
  if (stop?.event === 'held-back' && stop.on === today) return 'held';
  if (secondKeyOf(user, key)) return 'second';
  if (standing !== 'fine') return 'rotate-soon';
  // Of a key that is alone and young only this can be why it stops sooner than its age lets it.
  return (stopsOn ?? NEVER) < (byAge ?? NEVER) ? 'unused' : 'fine';
}
