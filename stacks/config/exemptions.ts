import { addDays, dateIn } from '../../rules/calendar';
import { counted } from '../../rules/counted';
import type { Settings } from '../../rules/settings';
import { locateIn } from './check';
import { describeValue, type Problem } from './problem';
import type { YamlFile } from './yaml-file';

/** What the monitor holds an exemption against, on the day that it is. */
export interface ExemptionLimits extends Pick<Settings, 'timeZone' | 'maximumExemptionDays'> {
  readonly now: Date;
}

/** Exemptions so far ahead that the monitor ignores them, and disables the key that they were to keep. */
export function checkExemptions(
  file: YamlFile,
  engineers: Readonly<Record<string, { readonly keyExemptUntil?: string }>>,
  { timeZone, maximumExemptionDays, now }: ExemptionLimits,
): Problem[] {
  const latest = addDays(dateIn(timeZone, now), maximumExemptionDays);
  return Object.entries(engineers).flatMap(([user, { keyExemptUntil }]) =>
    keyExemptUntil === undefined || keyExemptUntil <= latest
      ? []
      : [
          {
            ...locateIn(file)(['engineers', user, 'keyExemptUntil'], 'value'),
            found: describeValue(keyExemptUntil),
            expected: `a date at most ${counted(maximumExemptionDays, 'day')} ahead, today ${latest}: the monitor heeds no later one (maximumExemptionDays)`,
          },
        ],
  );
}
