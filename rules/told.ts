import { addDays, dateOfDelivery, laterDate } from './calendar';
import type { LocalDate } from './model';
import type { Warning } from './notices';

/**
 * The day on which the key stops, as a message that arrives then must name it: the planned one, or later where
 * the message is late, so that its reader has all the days of grace. `planDay` keeps to the day that was named.
 */
export function stopDayAtDelivery(
  warning: Pick<Warning, 'stopsOn' | 'graceDays' | 'plannedAt' | 'timeZone'>,
  deliveredAt: Date,
): LocalDate {
  const { stopsOn, graceDays, plannedAt, timeZone } = warning;
  const warnedOn = dateOfDelivery(new Date(plannedAt), deliveredAt, timeZone);
  return laterDate(addDays(warnedOn, graceDays), stopsOn);
}
