import type { Settings } from '../settings';
import type { ReportLimits } from './report';

/** By what numbers keys are judged, as a report says it. */
export function limitsOf({ clocks, secondKeyGraceDays, unusedAge }: Settings): ReportLimits {
  const { remindAt, stopAt, graceDays } = clocks['access-key'];
  return {
    reminderAges: remindAt,
    disableAge: stopAt,
    graceDays,
    secondKeyGraceDays,
    rotationDays: stopAt - 1,
    unusedAge,
  };
}
