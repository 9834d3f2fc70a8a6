import type { Colors } from 'picocolors/types';
import { momentInUtc } from '../../rules/calendar';
import { isUnknown } from '../../rules/model';
import { oneLine, textTable } from '../text-table';
import { isNotKnown, type Plan, type PlannedDecision } from './plan-document';

/** The plan for a person at a terminal: what is done first, then why nothing is done about the other keys. */
export function renderPlanTable(plan: Plan, colours: Colors): string {
  const names = new Map(plan.accounts.map(({ id, name }) => [id, name]));
  // A password that is young, or that there is none, is no news.
  const shown = plan.decisions.filter(
    (each) => each.do !== 'nothing' || nameOf(each) !== undefined || isNotKnown(each),
  );
  const rows = shown
    .toSorted((a, b) => placeOf(a) - placeOf(b))
    .map((each) => [
      oneLine(names.get(each.accountId) ?? each.accountId),
      oneLine(each.userName),
      nameOf(each) ?? '-',
      whatOf(each, colours),
      oneLine(each.stopsOn === undefined ? each.why : `${each.why}; it stops on ${each.stopsOn}`),
    ]);
  return `${[...heading(plan, colours), '', table(rows)].join('\n')}\n`;
}

/** Undefined where it is about the user or the password. */
function nameOf({ keyId, credential }: PlannedDecision): string | undefined {
  return keyId ?? (credential && `${credential.kind} ${credential.id}`);
}

/** What is done, what can't be decided, the rest. */
function placeOf(decision: PlannedDecision): number {
  if (decision.do !== 'nothing') return 0;
  return isNotKnown(decision) ? 1 : 2;
}

function heading(plan: Plan, colours: Colors): readonly string[] {
  const { on, runAt, timeZone, ledgerRead, untaggedAs, accounts } = plan;
  return [
    colours.bold(`The monitor's run of ${on} (${runAt}, days of ${timeZone})`),
    ...(ledgerRead
      ? []
      : [
          'No ledger was read: this is what a monitor does that has never run. --ledger reads one.',
        ]),
    ...(untaggedAs ? [`Users without the tag type are taken for ${untaggedAs}s.`] : []),
    ...accounts.flatMap(({ id, name, credentialReportAt, unread }) => [
      ...(credentialReportAt === undefined
        ? []
        : isUnknown(credentialReportAt)
          ? [
              colours.yellow(
                oneLine(`${name} (${id}): NO CREDENTIAL REPORT: ${credentialReportAt.unknown}`),
              ),
            ]
          : [
              oneLine(
                `${name} (${id}): credential report of ${momentInUtc(new Date(credentialReportAt))}`,
              ),
            ]),
      ...(unread === undefined
        ? []
        : [colours.red(oneLine(`${name} (${id}): NOT READ: ${unread}`))]),
    ]),
  ];
}

function table(rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return 'There is no key.';
  return textTable(['ACCOUNT', 'USER', 'KEY', 'WHAT', 'WHY'], rows);
}

function whatOf(decision: PlannedDecision, colours: Colors): string {
  const { do: what, notice = '' } = decision;
  if (isNotKnown(decision)) return colours.yellow('not seen');
  switch (what) {
    case 'send':
      return colours.yellow(`send ${notice}`);
    case 'disable':
      return colours.red('disable');
    case 'hold':
      return colours.red('hold back');
    default:
      return what;
  }
}
