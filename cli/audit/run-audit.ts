import { version } from '../../package.json';
import { judgeOf } from '../../rules/report/breaches/groups-and-roles';
import { composeReport } from '../../rules/report/compose-report';
import type { Breach, Report, RuleName } from '../../rules/report/report';
import { notSeen } from '../../rules/report/not-seen';
import { withoutKeys } from '../../rules/report/without-keys';
import { isOfGroupsAndRoles } from '../../rules/report/audit-rules';
import { badUse, CliError } from '../cli-error';
import { exitCodes } from '../exit-codes';
import { assertComplete, unreadAccounts } from '../incomplete';
import { coloursFor, openOutput } from '../output';
import { checkReadingOptions, type ReadingOptions } from '../reading/check-options';
import { read } from '../reading/read';
import { nextRun } from '../reading/schedule';
import { readSettings } from '../reading/settings-file';
import type { Format } from './format-names';
import { renderers } from './formats';

export interface AuditOptions extends ReadingOptions {
  readonly format: Format;
  readonly out?: string;
  readonly failOn: readonly (RuleName | 'any')[];
  /** Whether groups and roles are read. */
  readonly roles: boolean;
  /** In days; absent: as the settings say. */
  readonly unusedAfter?: number;
  /** Whether CloudTrail is asked who used each key. */
  readonly trail?: true;
}

/** @throws CliError, also for findings, after the report was written */
export async function runAudit(options: AuditOptions): Promise<void> {
  checkReadingOptions(options);
  checkRoles(options);
  const monitor = readSettings(options.config);
  const output = openOutput(options.out);
  const { now, readings, ledgers, keyHistories } = await read(options, monitor, {
    withGroupsAndRoles: options.roles,
    withKeyHistories: options.trail,
  });
  const { unusedAfter: unusedAge = monitor.settings.unusedAge } = options;
  const settings = { ...monitor.settings, unusedAge };
  const report = composeReport({
    keyturnVersion: version,
    obtainedBy: 'audit',
    settings,
    readings,
    ledgers,
    now,
    nextRun: nextRun(now, monitor),
    untaggedAs: options.untaggedAs,
    judge: judgeOf(readings),
    withoutKeys: (users) => withoutKeys(users, settings, now, keyHistories),
  });
  await output.write(renderers[options.format](report, coloursFor(options.out)));
  judge(report, options.failOn);
}

/** @throws CliError where a rule is to fail the audit that shows in what is not read alone. */
function checkRoles({ roles, failOn }: AuditOptions): void {
  const unseen = roles ? [] : failOn.filter((rule) => rule !== 'any' && isOfGroupsAndRoles(rule));
  if (unseen.length > 0)
    throw badUse(`--fail-on ${unseen.join(' ')} needs groups and roles; found --no-roles`);
}

/** What is wanted to fail goes before what could not be seen: it is certain. */
function judge({ rules, accounts, keys }: Report, failOn: AuditOptions['failOn']): void {
  const broken = rules.filter(
    ({ rule, breaches }) =>
      breaches.length > 0 && (failOn.includes(rule) || failOn.includes('any')),
  );
  if (broken.length > 0) {
    const names = broken.map(({ rule, breaches }) => `${rule} (${breaches.length})`).join(', ');
    throw new CliError(exitCodes.findings, `broken, as --fail-on asked: ${names}`);
  }
  const unread = accounts.filter(({ outcome }) => outcome === 'unread');
  const missing = [
    ...unreadAccounts(unread, accounts.length),
    ...notSeenIn(rules),
    ...notSeen({ accounts, keys }),
  ];
  assertComplete(missing, 'report');
}

function notSeenIn(rules: Report['rules']): readonly string[] {
  const kinds: Readonly<Record<string, (rule: RuleName, entry: Breach) => boolean>> = {
    users: (_rule, { userName }) => userName !== undefined,
    'groups and roles': (rule, { userName }) => userName === undefined && isOfGroupsAndRoles(rule),
    accounts: (rule, { userName }) => userName === undefined && !isOfGroupsAndRoles(rule),
  };
  return Object.entries(kinds).flatMap(([whom, isOf]) => {
    const found = rules.flatMap(({ rule, notSeenOf }) => {
      const { length } = notSeenOf.filter((entry) => isOf(rule, entry));
      return length > 0 ? [`${rule} (${length})`] : [];
    });
    return found.length === 0
      ? []
      : [`of some ${whom} it can't be said whether they keep the rules: ${found.join(', ')}`];
  });
}
