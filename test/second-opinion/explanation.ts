import type { EvaluationResult } from '@cloud-copilot/iam-simulate';
import type { Request } from '../meaning/request';

export type Verdict = EvaluationResult;

/** Why the two do not say the same of some requests: known, and looked at. */
export interface Explanation {
  readonly id: string;
  readonly ours: Verdict;
  readonly second: readonly Verdict[];
  readonly isAbout: (request: Request) => boolean;
  /** Whose fault it is, and where: a file and a function of an exact version. */
  readonly because: string;
}

/** Requests that Principal Mapper has no way to be asked about. */
export interface Unjudged {
  readonly id: string;
  readonly isAbout: (request: Request) => boolean;
  readonly because: string;
}
