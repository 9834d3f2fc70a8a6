import { startOf } from '../calendar';
import { counted } from '../counted';
import type { LocalDate } from '../model';
import type { TrailAsked } from './account-trail';
import type { ChainFinding } from './chain';
import type { DayRecord } from './day-record';
import { spansOf, type Period } from './period';
import type { PeriodTotals } from './period-totals';

/** What a period lacks, or what is to be known before anything else is believed. */
export interface Lack {
  /** `broken`: the evidence was tampered with, or looks like it. `missing`: something was not seen. `note`: how it was made. */
  readonly weight: 'broken' | 'missing' | 'note';
  readonly text: string;
}

interface Seen {
  readonly period: Period;
  readonly timeZone: string;
  readonly days: readonly DayRecord[];
  readonly chain: readonly ChainFinding[];
  readonly totals: Pick<PeriodTotals, 'accounts' | 'ofRules' | 'withoutCredentialReport'>;
  readonly trail?: TrailAsked;
}

/** In the order in which they matter. */
export function lacksOf(seen: Seen): readonly Lack[] {
  const { days, chain, totals, trail } = seen;
  return [
    ...ofChain(chain, 'broken'),
    ...notInTrail(trail),
    ...missingDays(days),
    ...unreadAccounts(totals),
    ...unseen(totals),
    ...ofChain(chain, 'open'),
    ...rehearsals(days),
    ...edges(days, trail),
    ...sinceTrail(seen),
    ...versions(days),
    ...ofChain(chain, 'fine'),
  ];
}

function ofChain(chain: readonly ChainFinding[], weight: ChainFinding['weight']): readonly Lack[] {
  return chain.flatMap((finding) =>
    finding.weight === weight
      ? [{ weight: weight === 'broken' ? 'broken' : 'note', text: finding.text } as const]
      : [],
  );
}

function missingDays(days: readonly DayRecord[]): readonly Lack[] {
  const lack = (text: string): Lack => ({ weight: 'missing', text });
  const on = (is: DayRecord['is']) => days.filter((day) => day.is === is).map((day) => day.on);
  return [
    ...sentence(on('gone'), (number, spans) =>
      lack(`of ${number} the report is gone, which a later one names: ${spans}`),
    ),
    ...sentence(on('missing'), (number, spans) =>
      lack(`on ${number} the control did not run, or left no report: ${spans}`),
    ),
    ...sentence(on('late'), (number, spans) =>
      lack(
        `on ${number} it did not run; somebody caught up later, whose report shows what was there then: ${spans}`,
      ),
    ),
    ...days.flatMap((day) =>
      day.is === 'unreadable'
        ? [lack(`the report of ${day.on} can't be read: ${day.problem ?? ''}`)]
        : [],
    ),
  ];
}

function sentence(
  days: readonly LocalDate[],
  say: (number: string, spans: string) => Lack,
): readonly Lack[] {
  return days.length === 0 ? [] : [say(counted(days.length, 'day'), spansOf(days).join(', '))];
}

function unreadAccounts({
  accounts,
  withoutCredentialReport,
}: Pick<PeriodTotals, 'accounts' | 'withoutCredentialReport'>): readonly Lack[] {
  return [
    ...accounts.flatMap(({ name, id, unread }): Lack[] =>
      unread.length === 0
        ? []
        : [{ weight: 'missing', text: `${name} (${id}) was not read: ${unread.join('; ')}` }],
    ),
    ...withoutCredentialReport.map(({ name, days }): Lack => ({
      weight: 'missing',
      text: `${name} had no credential report, which alone tells of passwords, MFA and some last uses: ${days.join(', ')}`,
    })),
  ];
}

function unseen({ ofRules }: Pick<PeriodTotals, 'ofRules'>): readonly Lack[] {
  return [...ofRules].flatMap(([rule, { unseen: cases }]): Lack[] =>
    cases === 0
      ? []
      : [
          {
            weight: 'missing',
            text: `of the rule ${rule} it was not seen on some day whether it was kept: ${counted(cases, 'case')}`,
          },
        ],
  );
}

function rehearsals(days: readonly DayRecord[]): readonly Lack[] {
  const all = days.filter(({ dryRun }) => dryRun === 'all').map(({ on }) => on);
  const some = days.filter(({ dryRun }) => Array.isArray(dryRun)).map(({ on }) => on);
  const lack = (text: string): Lack => ({ weight: 'missing', text });
  return [
    ...sentence(all, (number, spans) =>
      lack(
        `on ${number} the run was a rehearsal, which warns nobody and disables nothing: ${spans}`,
      ),
    ),
    ...sentence(some, (number, spans) =>
      lack(`on ${number} it was a rehearsal in some accounts: ${spans}`),
    ),
  ];
}

/** Of whom CloudTrail could not be asked though it should have been: what else is said of them rests on less. */
function notInTrail(trail: TrailAsked | undefined): readonly Lack[] {
  if (!trail) return [];
  return [
    ...[...Map.groupBy(trail.notAsked, ({ reason }) => reason)].map(([reason, of]): Lack => ({
      weight: 'missing',
      text: `CloudTrail of ${of.map(({ name, id }) => `${name} (${id})`).join(', ')} could not be asked: ${reason}`,
    })),
    ...[...trail.unread].map(([name, records]): Lack => ({
      weight: 'missing',
      text: `of CloudTrail's records of ${name} there are ${records} that can't be read`,
    })),
  ];
}

/** It keeps 90 days, of which a period may have more. */
function sinceTrail({ trail, period, timeZone }: Seen): readonly Lack[] {
  if (!trail || trail.since <= startOf(period.from, timeZone).toISOString()) return [];
  return [
    {
      weight: 'note',
      text: `CloudTrail keeps 90 days: it was asked of what happened from ${trail.since} on`,
    },
  ];
}

/** What happened before the first report and after the last one. */
function edges(days: readonly DayRecord[], trail: TrailAsked | undefined): readonly Lack[] {
  const read = days.filter(({ is }) => is === 'report');
  const [first, last] = [read[0], read.at(-1)];
  if (!first || !last) return [];
  return [
    {
      weight: 'note',
      text: `it is seen from the report of ${first.on} (${first.generatedAt}) to that of ${last.on} (${last.generatedAt}): a key that was gone before the first one, or was made after the last one, is ${trail ? 'in it only where CloudTrail has it' : 'not in it'}`,
    },
  ];
}

function versions(days: readonly DayRecord[]): readonly Lack[] {
  const byVersion = Map.groupBy(
    days.filter(({ keyturnVersion }) => keyturnVersion !== undefined),
    ({ keyturnVersion }) => keyturnVersion,
  );
  return [...byVersion].map(([version, of]) => ({
    weight: 'note',
    text: `keyturn ${version} wrote the reports of ${spansOf(of.map(({ on }) => on)).join(', ')}`,
  }));
}
