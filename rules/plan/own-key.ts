import { addDays, ageInDays, dateIn, dateOfRunAtAge, laterDate, startOf } from '../calendar';
import type { LocalDate } from '../model';
import type { UserTags } from '../read-tags';
import type { Settings } from '../settings';
import { lastCrossed } from './context';
import { isExemptOn } from './exemption';

/**
 * What an engineer's key comes to by its age, as far as its own user can see: what was told of it only the monitor
 * knows. So the day is the earliest one; whoever was warned late is given the days of grace, too.
 */
export interface OwnKeyForecast {
  /** In whole days. */
  readonly age: number;
  /**
   * `due`: a reminder's age is reached. `past`: the age at which it is disabled is. `stopped`: it is disabled already.
   */
  readonly standing: 'fine' | 'due' | 'past' | 'stopped';
  /** The date of the run that reminds first; absent where none does. */
  readonly remindsOn?: LocalDate;
  /** The date of the first run that may disable it; absent where none does. */
  readonly stopsOn?: LocalDate;
  /** When these dates begin. */
  readonly remindsAt?: Date;
  readonly stopsAt?: Date;
}

const anEngineers: NonNullable<OwnKey['tags']> = { type: 'engineer', exemptUntil: undefined };

/** A key, and what its user's tags say; absent where they could not be read: it is taken for an engineer's. */
export interface OwnKey {
  readonly createdAt: Date;
  readonly isEnabled: boolean;
  readonly tags?: Pick<UserTags, 'type' | 'exemptUntil'>;
}

/** @param run the scheduled time of any run */
export function forecastOwnKey(
  { createdAt, isEnabled, tags }: OwnKey,
  settings: Settings,
  { now, run }: { readonly now: Date; readonly run: Date },
): OwnKeyForecast {
  const { timeZone, clocks } = settings;
  const { remindAt, stopAt } = clocks['access-key'];
  const age = ageInDays({ createdAt }, now);
  if (!isEnabled) return { age, standing: 'stopped' };
  const { type, exemptUntil } = tags ?? anEngineers;
  if (type === undefined) return { age, standing: 'fine' };
  const isExempt = isExemptOn(dateIn(timeZone, now), exemptUntil);
  const [first = stopAt] = remindAt;
  const dateAt = (days: number) =>
    laterDate(dateOfRunAtAge({ createdAt }, days, run, timeZone), afterExemption(exemptUntil));
  const [remindsOn, stopsOn] = [dateAt(first), dateAt(stopAt)];
  const reminder = { remindsOn, remindsAt: startOf(remindsOn, timeZone) };
  const isReminded = !isExempt && lastCrossed(remindAt, age) !== undefined;
  if (type === 'machine') return { age, standing: isReminded ? 'due' : 'fine', ...reminder };
  const stop = { stopsOn, stopsAt: startOf(stopsOn, timeZone) };
  const isPast = !isExempt && age >= stopAt;
  return { age, standing: isPast ? 'past' : isReminded ? 'due' : 'fine', ...reminder, ...stop };
}

/** Where there is none a text that comes before every date. */
function afterExemption(until: LocalDate | undefined): LocalDate {
  return until === undefined ? '' : addDays(until, 1);
}
