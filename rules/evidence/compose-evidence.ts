import type { LocalDate } from '../model';
import { byName } from '../order';
import type { ReportLimits } from '../report/report';
import type { TrailAsked } from './account-trail';
import type { ChainFinding } from './chain';
import { judgeControls } from './controls';
import type { DayRecord } from './day-record';
import type { DayTally } from './day-tally';
import type { EvidenceHead } from './evidence';
import { EVIDENCE_FORMAT } from './evidence-format';
import { lacksOf } from './lacks';
import type { Period } from './period';
import type { PeriodTotals } from './period-totals';
import { bandsOf, trendDays } from './trend';

export interface EvidenceInput {
  readonly keyturnVersion: string;
  readonly generatedAt: Date;
  readonly period: Period;
  readonly timeZone: string;
  readonly source: string;
  readonly days: readonly DayRecord[];
  readonly chain: readonly ChainFinding[];
  readonly totals: PeriodTotals;
  readonly tally: DayTally;
  /** Of the last report; undefined where there is none. */
  readonly limits: ReportLimits | undefined;
  /** How many reports judged a rule. */
  readonly reportsOfRule: ReadonlyMap<string, number>;
  readonly sample?: EvidenceHead['sample'];
  /** Absent where CloudTrail was not to be asked. */
  readonly trail?: TrailAsked;
}

/** All that is said of the period, but for what there is of every key. */
export function composeEvidence(input: EvidenceInput): EvidenceHead {
  const { days, totals, tally, limits, sample, trail } = input;
  const lacks = lacksOf(input);
  const bands = limits ? bandsOf(limits) : [];
  const read = days.filter(({ is }) => is === 'report').map(({ on }): LocalDate => on);
  const { keys, made, gone, unseen, warnings, undelivered, disabledByKeyturn } = totals;
  return {
    format: EVIDENCE_FORMAT,
    keyturnVersion: input.keyturnVersion,
    generatedAt: input.generatedAt.toISOString(),
    period: input.period,
    timeZone: input.timeZone,
    source: input.source,
    lacks,
    days,
    totals: { keys, made, gone, unseen, warnings, undelivered, disabledByKeyturn },
    controls: judgeControls({
      looks: totals.looks,
      tooOld: totals.tooOld,
      ofRules: totals.ofRules,
      reportsOfRule: input.reportsOfRule,
      hasGaps: lacks.some(({ weight }) => weight !== 'note'),
    }),
    exceptions: totals.exceptions,
    breaches: totals.breaches,
    leftOut: totals.leftOut,
    unseenKeys: totals.unseenKeys,
    ...(trail && { cloudTrail: inShort(trail) }),
    accounts: totals.accounts.toSorted(byName),
    trend: { bands, days: trendDays(read, tally, bands), rotations: totals.rotations },
    ...(sample && { sample }),
  };
}

function inShort({ since, until, accountsAsked, notAsked }: TrailAsked) {
  return { since, until, accountsAsked, notAsked };
}
