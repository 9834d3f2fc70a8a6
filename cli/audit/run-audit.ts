import { version } from '../../package.json';
import { composeReport } from '../../rules/report/compose-report';
import type { Report, RuleName } from '../../rules/report/report';
import { notSeen } from '../../rules/report/not-seen';
import { CliError } from '../cli-error';
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
}

/** @throws CliError, also for findings, after the report was written */
export async function runAudit(options: AuditOptions): Promise<void> {
  checkReadingOptions(options);
  const monitor = readSettings(options.config);
  const output = openOutput(options.out);
  const { now, readings, ledgers } = await read(options, monitor);
  const report = composeReport({
    keyturnVersion: version,
    obtainedBy: 'audit',
    settings: monitor.settings,
    readings,
    ledgers,
    now,
    nextRun: nextRun(now, monitor),
    untaggedAs: options.untaggedAs,
  });
  await output.write(renderers[options.format](report, coloursFor(options.out)));
  judge(report, options.failOn);
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
  const open = rules.filter(({ notSeenOf }) => notSeenOf.length > 0);
  if (open.length === 0) return [];
  const counts = open.map(({ rule, notSeenOf }) => `${rule} (${notSeenOf.length})`).join(', ');
  return [`of some users it can't be said whether they keep the rules: ${counts}`];
}
