import { addDays, dateIn, instantOrUnknown } from '../calendar';
import { emptyLedger, type AccountLedger } from '../ledger';
import type { Account, AccountReading } from '../model';
import { byName, inOrder } from '../order';
import type { Settings } from '../settings';
import type { UserType } from '../tags';
import { reportRules } from './breaches';
import type { Judged } from './breaches/verdict';
import { deedsOf, undeliveredOf } from './deeds';
import { forecastOf, type Forecast } from './forecast';
import { limitsOf } from './limits';
import { reportOtherCredentials } from './other-credentials';
import { reportMoves } from './moves';
import type { Report, ReportAccount } from './report';
import { REPORT_FORMAT } from './report-format';
import { auditedUsers, withTypes, type AuditedUser } from './subject';
import { nextOf, reportKey, reportUser } from './users-and-keys';

/** For how many days back the report tells what the monitor did. */
export const DEED_DAYS = 90;

export interface ReportInput {
  readonly keyturnVersion: string;
  readonly obtainedBy: Report['obtainedBy'];
  readonly settings: Settings;
  readonly readings: readonly AccountReading[];
  /** When the accounts were read: ages are reckoned for it. */
  readonly now: Date;
  readonly generatedAt?: Date;
  /** The scheduled time of the first run of the forecast; by default `now`. */
  readonly nextRun?: Date;
  /** By account id, where the monitor's ledger was read: then the report tells what the monitor did. */
  readonly ledgers?: ReadonlyMap<string, AccountLedger>;
  /** By account id, where it is reckoned already. */
  readonly forecasts?: ReadonlyMap<string, Forecast>;
  /** Why CloudTrail could not be read to its end about those who are on the way to another way in. */
  readonly waysNotRead?: readonly string[];
  /** What users without the tag `type` are taken for in the forecast; by default they are never touched. */
  readonly untaggedAs?: UserType;
  /** Judges what only an audit reads. Given: a daily run's bundle is without it. */
  readonly judge?: (users: readonly AuditedUser[]) => Judged;
  /** Says who could do without keys, as an audit does. Given, too. */
  readonly withoutKeys?: (users: readonly AuditedUser[]) => Report['withoutKeys'];
}

/** The report of what was read. */
export function composeReport(input: ReportInput): Report {
  const { settings, now, nextRun = now, generatedAt = now, untaggedAs } = input;
  const readings = [...input.readings].sort((a, b) => byName(accountOf(a), accountOf(b)));
  const inventories = readings.flatMap((each) => (each.outcome === 'read' ? [each.inventory] : []));
  const users = auditedUsers(inventories, settings, now, input.ledgers);
  const forecasts = inventories.map((inventory) => {
    const { id } = inventory.account;
    const ledger = input.ledgers?.get(id) ?? emptyLedger(id);
    const world = { inventory: withTypes(inventory, untaggedAs), ledger };
    return input.forecasts?.get(id) ?? forecastOf(world, settings, nextRun);
  });
  const moves =
    input.ledgers && reportMoves(users, input.ledgers, settings, now, input.waysNotRead);
  const next = new Map(forecasts.flatMap((each) => [...nextOf(each)]));
  return {
    format: REPORT_FORMAT,
    keyturnVersion: input.keyturnVersion,
    generatedAt: generatedAt.toISOString(),
    on: dateIn(settings.timeZone, now),
    timeZone: settings.timeZone,
    obtainedBy: input.obtainedBy,
    ...(untaggedAs === undefined ? {} : { untaggedAs }),
    limits: limitsOf(settings),
    accounts: readings.map(reportAccount),
    users: users.map((user) => reportUser(user, now)),
    keys: users.flatMap((user) =>
      user.user.keys.map((key) =>
        reportKey(user, key, next.get(key.id) ?? '', settings.timeZone, now),
      ),
    ),
    otherCredentials: reportOtherCredentials(inventories, now),
    rules: reportRules(
      users,
      inventories.flatMap(({ account, root }) => (root ? [{ account, root }] : [])),
      settings,
      now,
      readings.length - inventories.length,
      input.judge?.(users),
    ),
    ...(input.withoutKeys && { withoutKeys: input.withoutKeys(users) }),
    ...(moves && { moves }),
    forecast: forecasts.flatMap(({ entries }) => entries).sort((a, b) => inOrder(a.on, b.on)),
    ...(input.ledgers === undefined ? {} : { deeds: allDeeds(input.ledgers, settings, now) }),
  };
}

function allDeeds(
  ledgers: ReadonlyMap<string, AccountLedger>,
  { timeZone }: Settings,
  now: Date,
): Report['deeds'] {
  const to = dateIn(timeZone, now);
  const from = addDays(to, -DEED_DAYS);
  const entries = [...ledgers.values()]
    .flatMap((ledger) => deedsOf(ledger, timeZone, from, to))
    .sort((a, b) => inOrder(a.at, b.at));
  const undelivered = [...ledgers.values()]
    .flatMap((ledger) => undeliveredOf(ledger, timeZone, from, now))
    .sort((a, b) => inOrder(a.at, b.at));
  return { from, to, entries, undelivered };
}

function reportAccount(reading: AccountReading): ReportAccount {
  const { id, name } = accountOf(reading);
  if (reading.outcome === 'unread') return { id, name, outcome: 'unread', reason: reading.reason };
  const { users } = reading.inventory;
  const enabled = users.flatMap(({ keys }) => keys).filter(({ status }) => status === 'Active');
  return {
    id,
    name,
    outcome: 'read',
    users: users.length,
    enabledKeys: enabled.length,
    credentialReportAt: instantOrUnknown(reading.credentialReportAt),
  };
}

function accountOf(reading: AccountReading): Account {
  return reading.outcome === 'read' ? reading.inventory.account : reading.account;
}
