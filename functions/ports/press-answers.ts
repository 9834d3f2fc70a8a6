import type { PressAnswer } from '../../rules/presses/press-answer';

/** Where answers to presses wait to be told. */
export interface PressAnswersPort {
  /** The same answer of the same press is queued once. */
  put(answer: PressAnswer): Promise<void>;
}
