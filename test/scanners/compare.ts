import { mending, type Reason } from './reason';
import type { Verdict } from './verdicts';

/**
 * What is not as the reasons say: a failure without one, a reason that nothing needs, and one that says wrongly that a
 * setting mends it, or that none does.
 * @returns one line each, with the check and the resource
 */
export function compare(
  verdicts: readonly Verdict[],
  reasons: readonly Reason[],
): readonly string[] {
  return [
    ...verdicts.flatMap((verdict) => judge(verdict, reasons)),
    ...reasons.flatMap((reason) => stale(reason, verdicts)),
  ];
}

/** @returns the reasons that are for this failure: one, if all is well */
export function reasonsFor(verdict: Verdict, reasons: readonly Reason[]): readonly Reason[] {
  return reasons.filter(
    ({ scanner, check, on }) =>
      scanner === verdict.scanner &&
      check === verdict.check &&
      on.some((pattern) => matches(pattern, verdict.resource)),
  );
}

function judge(verdict: Verdict, reasons: readonly Reason[]): string[] {
  const { scanner, check, stack, resource, severity, status } = verdict;
  const settings = Object.entries(status).filter(([, is]) => is === 'FAIL');
  const where = `${scanner} ${check}${severity ? ` (${severity})` : ''} fails on ${resource} of the stack ${stack}, ${settings.map(([setting]) => setting).join(' and ')}`;
  const [reason, second] = reasonsFor(verdict, reasons);
  if (!reason) return [`${where}: mend it, or say why in test/scanners/reasons/`];
  if (second) return [`${where}: test/scanners/reasons/ has more than one reason for it`];
  const isMended = mending.includes(reason.group);
  if (isMended && status['everything on'] === 'FAIL')
    return [`${where}: the reason says that it vanishes (${reason.group})`];
  if (!isMended && status['everything on'] === 'PASS')
    return [`${where}, and passes with everything on: the reason must say with which setting`];
  return [];
}

function stale({ scanner, check, on }: Reason, verdicts: readonly Verdict[]): string[] {
  const failing = verdicts.filter((each) => each.scanner === scanner && each.check === check);
  return on
    .filter((pattern) => !failing.some(({ resource }) => matches(pattern, resource)))
    .map(
      (pattern) =>
        `${scanner} ${check} does not fail on ${pattern} any more: take it out of test/scanners/reasons/`,
    );
}

function matches(pattern: string, name: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(name);
}
