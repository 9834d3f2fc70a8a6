import { version } from '../../package.json';
import { addDays, dateIn } from '../../rules/calendar';
import { isUnknown, type LocalDate } from '../../rules/model';
import { badUse } from '../cli-error';
import { assertComplete, unreadAccounts } from '../incomplete';
import { coloursFor, openOutput } from '../output';
import { checkReadingOptions, type ReadingOptions } from '../reading/check-options';
import { read } from '../reading/read';
import { readSettings } from '../reading/settings-file';
import { composePlan } from './compose-plan';
import { isNotKnown } from './plan-document';
import { renderPlanTable } from './table';

/** Every day until then is played. */
const MOST_DAYS_AHEAD = 366;

export interface PlanOptions extends ReadingOptions {
  readonly format: 'table' | 'json';
  readonly out?: string;
  readonly on?: LocalDate;
}

/** @throws CliError, also for what could not be read, after the plan was written */
export async function runPlan(options: PlanOptions): Promise<void> {
  checkReadingOptions(options);
  const monitor = readSettings(options.config);
  const output = openOutput(options.out);
  const { timeZone } = monitor.settings;
  const onNow = (now: Date) => checkDay(options, dateIn(timeZone, now));
  const found = await read(options, monitor, { onNow });
  const { untaggedAs } = options;
  const today = dateIn(timeZone, found.now);
  const { on = today } = options;
  const plan = composePlan(found, monitor, version, { today, on, untaggedAs });
  await output.write(
    options.format === 'json'
      ? `${JSON.stringify(plan, undefined, 2)}\n`
      : renderPlanTable(plan, coloursFor(options.out)),
  );
  const unread = plan.accounts.filter((account) => account.unread !== undefined);
  const noCredentialReport = plan.accounts.flatMap(({ name, credentialReportAt }) =>
    isUnknown(credentialReportAt) ? [name] : [],
  );
  const notKnown = plan.decisions.filter(isNotKnown).length;
  const missing = [
    ...unreadAccounts(unread, plan.accounts.length),
    ...(noCredentialReport.length > 0
      ? [`there is no credential report of ${noCredentialReport.join(', ')}`]
      : []),
    ...(notKnown > 0 ? [`${notKnown} of its facts could not be seen`] : []),
  ];
  assertComplete(missing, 'plan');
}

/** @throws CliError */
function checkDay({ on }: PlanOptions, today: LocalDate): void {
  const last = addDays(today, MOST_DAYS_AHEAD);
  if (on !== undefined && (on < today || on > last))
    throw badUse(`--on is ${on}: expected today (${today}) or a day until ${last}`);
}
