import type { ReportRule } from '../report';
import type { RuleInShort, RuleName } from '../rule-names';

/** Who breaks a rule, and of whom that can't be said. */
export type Verdict = Pick<ReportRule, 'breaches' | 'notSeenOf'>;

/** A verdict, and what of the rule nobody could see. */
export type Seen = Pick<ReportRule, 'breaches' | 'notSeen'> &
  Partial<Pick<ReportRule, 'notSeenOf'>>;

/** It, with what the rule is called. */
export type RuledSeen = Seen & RuleInShort;

/** What only an audit says: of rules beside the five, each with what it is called. */
export type Judged = Readonly<Partial<Record<RuleName, RuledSeen>>>;
