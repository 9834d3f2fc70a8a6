import type { ReportRule } from '../report';

/** Who breaks a rule, and of whom that can't be said. */
export type Verdict = Pick<ReportRule, 'breaches' | 'notSeenOf'>;
