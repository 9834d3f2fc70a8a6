import type { AccountLedger } from '../../../rules/ledger';
import type { AccountReading } from '../../../rules/model';
import { composeReport } from '../../../rules/report/compose-report';
import type { Forecast } from '../../../rules/report/forecast';
import type { Report } from '../../../rules/report/report';
import { rotatedIn } from '../../../rules/report/rotated';
import { version } from '../../../package.json';
import type { Run } from '../run';

export type ReadAccount = Extract<AccountReading, { outcome: 'read' }>;

/** What a run found in an account, as it found it, and decided then. */
export interface Found {
  readonly reading: ReadAccount;
  readonly ledger: AccountLedger;
  /** What the runs from this one on will do: reckoned once, for whoever asks first. */
  readonly forecast: () => Forecast;
  /** Why CloudTrail could not be read to its end of those on the way to another way in; absent where nobody is. */
  readonly waysNotRead?: readonly string[];
}

/** Takes the accounts' parts of the day's report. */
export interface PartTaker {
  /** Never throws: no account waits long for its part, or fails for it. */
  take(found: Found): Promise<void>;
}

/**
 * An account's part of the day's report. It tells what the run found, before it did anything: what it does then stands
 * in the forecast.
 */
export function composePart({ settings, now }: Run, found: Found): Report {
  const { reading, ledger, forecast, waysNotRead } = found;
  const { id, name } = reading.inventory.account;
  const report = composeReport({
    keyturnVersion: version,
    obtainedBy: 'monitor',
    settings,
    readings: [reading],
    now,
    ledgers: new Map([[id, ledger]]),
    forecasts: new Map([[id, forecast()]]),
    waysNotRead: waysNotRead?.map((reason) => `${name}: ${reason}`),
  });
  return { ...report, rotated: rotatedIn(reading.inventory, ledger) };
}
