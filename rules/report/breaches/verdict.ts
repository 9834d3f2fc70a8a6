import type { ReportRule } from '../report';
import type { RuleName } from '../rule-names';

/** Who breaks a rule, and of whom that can't be said. */
export type Verdict = Pick<ReportRule, 'breaches' | 'notSeenOf'>;

/** A verdict, and what of the rule nobody could see. */
export type Seen = Pick<ReportRule, 'breaches' | 'notSeen'> &
  Partial<Pick<ReportRule, 'notSeenOf'>>;

/** The verdicts of rules that only an audit can judge. */
export type Judged = Readonly<Partial<Record<RuleName, Seen>>>;
