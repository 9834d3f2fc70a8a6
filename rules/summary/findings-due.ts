import { dateIn, daysBetween } from '../calendar';
import { counted } from '../counted';
import type { Decision } from '../decisions';
import type { AccountLedger } from '../ledger';
import { isUnknown, type Unknown } from '../model';
import type { Settings } from '../settings';
import type { DueFinding } from './account-outcome';

/** A finding that goes unmended is named again after so many days. */
const REPEAT_DAYS = 7;
/** So many users with the same finding have a line each. */
const MOST_NAMED_ALONE = 3;

/** What is wrong with the reading itself; nothing where it saw all that a run looks at. */
export function findingsOfReading(credentialReportAt: Date | Unknown): readonly DueFinding[] {
  if (!isUnknown(credentialReportAt)) return [];
  const sentence = `no credential report, so who has MFA and how old passwords are is not known: ${credentialReportAt.unknown}`;
  return [{ key: 'account#no-credential-report', sentence }];
}

/** That a newer version has recorded what this one can't read; nothing where there is none. */
export function findingsOfLedger({ newer }: AccountLedger): readonly DueFinding[] {
  if (!newer) return [];
  const { credentials, others } = newer;
  const { size } = credentials;
  const isKeys = [...credentials.values()].every(({ kind }) => kind === 'access-key');
  const what = [
    ...(size > 0 ? [`${counted(size, isKeys ? 'key' : 'credential')} left alone`] : []),
    ...(others > 0 ? [`${counted(others, 'record')} passed by`] : []),
  ];
  const sentence = `a newer version of Keyturn has written what this one can't read: ${what.join(', ')}`;
  return [{ key: `account#newer-records-${size}-${others}`, sentence }];
}

/**
 * The findings that this run's summary names: once, then weekly.
 * @param ofReading what is wrong besides what the decisions report
 * @param now the run's scheduled time: a run that is repeated names what it named the first time.
 */
export function findingsDue(
  decisions: readonly Decision[],
  ledger: AccountLedger,
  { timeZone }: Settings,
  now: Date,
  ofReading: readonly DueFinding[] = [],
): readonly DueFinding[] {
  const today = dateIn(timeZone, now);
  const isDue = (key: string) => {
    const last = ledger.findings.get(key);
    return (
      last === undefined ||
      last.getTime() === now.getTime() ||
      daysBetween(dateIn(timeZone, last), today) >= REPEAT_DAYS
    );
  };
  const ofUsers = decisions.flatMap((decision) =>
    decision.do === 'report' && isDue(keyOf(decision)) ? [decision] : [],
  );
  return [...ofReading.filter(({ key }) => isDue(key)), ...inFewLines(ofUsers)];
}

type Reported = Extract<Decision, { do: 'report' }>;

function keyOf({ userId, finding }: Reported): string {
  return `${userId}#${finding.kind}`;
}

/** A line a user, but for what many have alike: a company with hundreds of old passwords reads of it in one. */
function inFewLines(reported: readonly Reported[]): readonly DueFinding[] {
  const ofMany = Map.groupBy(reported, ({ finding }) =>
    'ofMany' in finding ? finding.ofMany : undefined,
  );
  return [...ofMany].flatMap(([text, alike]) =>
    text === undefined || alike.length <= MOST_NAMED_ALONE
      ? alike.map(lineOf)
      : [lineOfMany(text, alike)],
  );
}

function lineOf(reported: Reported): DueFinding {
  const sentence = `${reported.subject.userName}: ${reported.finding.text}`;
  return { key: keyOf(reported), sentence };
}

function lineOfMany(text: string, alike: readonly Reported[]): DueFinding {
  const [key = '', ...others] = alike.map(keyOf);
  const names = alike.slice(0, MOST_NAMED_ALONE).map(({ subject }) => subject.userName);
  const rest = alike.length - names.length;
  const sentence = `${counted(alike.length, 'user')} ${text}: ${names.join(', ')} and ${rest} more, whom the report names`;
  return { key, sentence, others };
}
