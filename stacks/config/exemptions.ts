import type * as calendar from '../../rules/calendar';
import { counted } from '../../rules/counted';
import type { Settings } from '../../rules/settings';
import { locateIn } from './check';
import { describeValue, type Problem } from './problem';
import type { YamlFile } from './yaml-file';

/* eslint-disable @typescript-eslint/no-require-imports -- Its library of time zones is a quarter of what a stack's
   program would load, and only an exemption needs it. Not with import(): everything here is synchronous. */
const load = () => require('../../rules/calendar') as typeof calendar;
/* eslint-enable @typescript-eslint/no-require-imports */

/** What the monitor holds an exemption against, on the day that it is. */
export interface ExemptionLimits extends Pick<Settings, 'timeZone' | 'maximumExemptionDays'> {
  readonly now: Date;
}

/** Exemptions so far ahead that the monitor ignores them, and disables the key that they were to keep. */
export function checkExemptions(
  file: YamlFile,
  engineers: Readonly<Record<string, { readonly keyExemption?: { readonly until: string } }>>,
  { timeZone, maximumExemptionDays, now }: ExemptionLimits,
): Problem[] {
  const exempt = Object.entries(engineers).flatMap(([user, { keyExemption }]) =>
    keyExemption === undefined ? [] : [{ user, until: keyExemption.until }],
  );
  if (exempt.length === 0) return [];
  const { addDays, dateIn } = load();
  const latest = addDays(dateIn(timeZone, now), maximumExemptionDays);
  return exempt.flatMap(({ user, until }) =>
    until <= latest
      ? []
      : [
          {
            ...locateIn(file)(['engineers', user, 'keyExemption', 'until'], 'value'),
            found: describeValue(until),
            expected: `a date at most ${counted(maximumExemptionDays, 'day')} ahead, today ${latest}: the monitor heeds no later one (maximumExemptionDays)`,
          },
        ],
  );
}
