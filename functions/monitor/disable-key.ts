import { randomUUID } from 'node:crypto';
import { latest } from '../../rules/calendar';
import type { BegunDisabling, Decision, Reason } from '../../rules/decisions';
import type { NoticeOf } from '../../rules/notices';
import { because } from '../../rules/plan/context';
import { stillDue } from '../../rules/still-due';
import { AccountError } from '../account-error';
import type { AccountReport } from './account-report';
import { queueNotices } from '../acting/queue-notices';
import type { Run } from './run';
import { askCloudTrail, withMaker } from '../acting/with-maker';

type Disabling = Extract<Decision, { do: 'disable' }>;

/**
 * How an attempt ended. `kept`: the rules leave the key be; `failed`: it is as it was; `unknown`: it failed in a way
 * that leaves open whether the key is off.
 */
type Ending =
  | { readonly is: 'disabled' | 'found-off' }
  | { readonly is: 'kept'; readonly why: Reason }
  | { readonly is: 'failed' | 'unknown'; readonly why: Pick<Reason, 'text'> };

/**
 * Records, looks again, disables, tells, notes the end. Where a run dies in between, the next one finishes: the
 * record of the beginning is cleared last.
 */
export async function disableKey(
  run: Run,
  decision: Disabling,
  report: AccountReport,
): Promise<void> {
  const { ledger } = run.ports;
  const { account } = report;
  const { key, tellOnly } = decision;
  const notice = await withMaker(run, account, decision.notice);
  if (tellOnly) return tell(run, { ...decision, notice }, report);

  await ledger.planNotice(account.id, notice);
  const tryId = randomUUID();
  await ledger.startDisabling(account.id, key.id, notice.id, run.now, tryId);
  const ending = await attempt(run, decision, report);
  switch (ending.is) {
    case 'disabled':
      return tell(run, { ...decision, notice }, report);
    case 'found-off':
      return tell(run, { ...decision, notice, tellOnly: true }, report);
    case 'kept':
    case 'failed':
      report.notDisabled(decision.subject, ending.why);
      // What an earlier run began under this notice may have been done.
      if (!decision.begun && new Date(notice.plannedAt) >= run.now)
        await ledger.withdrawNotice(account.id, notice.id, ending.why.text);
      await ledger.giveUpDisabling(account.id, key.id, [tryId]);
      if (decision.begun && ending.is === 'kept')
        await abandonDisabling(run, abandonedBy(decision, decision.begun, ending.why), report);
      return;
    // Left as begun: the next run looks whether the key is off.
    case 'unknown':
      return report.notDisabled(decision.subject, ending.why);
  }
}

async function attempt(
  { ports: { iam, iamSwitch }, settings, now, log }: Run,
  { key, user, notice }: Disabling,
  { account }: AccountReport,
): Promise<Ending> {
  try {
    const found = await iam.readAgain(account, user.name);
    const verdict = stillDue(key.id, found, notice.cause, settings, now);
    if (verdict.is === 'off') return { is: 'found-off' };
    if (verdict.is === 'not-due') return { is: 'kept', why: verdict.why };
    const answer = await iamSwitch.disable(account, user.name, key.id);
    return answer === 'gone'
      ? { is: 'kept', why: because('gone', 'the key is gone') }
      : { is: 'disabled' };
  } catch (error) {
    if (!(error instanceof AccountError)) throw error;
    log.error('A key could not be disabled', { accountId: account.id, reason: error.message });
    const isUntouched = error.operation !== 'iam:UpdateAccessKey' || error.isRefusal;
    return { is: isUntouched ? 'failed' : 'unknown', why: { text: error.message } };
  }
}

/** The key is off: says so, and notes that all is done. */
async function tell(run: Run, decision: Disabling, report: AccountReport): Promise<void> {
  await conclude(run, decision.notice, report);
  report.disabled(decision);
}

/**
 * An earlier run began to disable a key that is enabled, and stays so, or is gone. If that run did it and somebody
 * enabled or deleted the key since, it is told; else it is forgotten. Where that can't be known the summary says so, and the next
 * run asks again.
 */
export async function abandonDisabling(
  run: Run,
  decision: Extract<Decision, { do: 'abandon' }>,
  report: AccountReport,
): Promise<void> {
  const { ledger } = run.ports;
  const { account } = report;
  const { begun, why } = decision;
  const { id } = decision.notice.key;
  const answer = await askCloudTrail(run, account, (trail) =>
    trail.hasDisabled(account, id, begun.since),
  );
  if ('failed' in answer) return report.mayHaveBeenDisabled(decision, { text: answer.failed });
  if (!answer.said) {
    await ledger.withdrawNotice(account.id, decision.notice.id, why.text);
    return ledger.giveUpDisabling(account.id, id, begun.attempts);
  }
  const notice = await withMaker(run, account, decision.notice);
  await ledger.planAgain(account.id, notice);
  await conclude(run, notice, report);
  const since = notice.isEnabledAgain ? ', and enabled again since' : '';
  report.sent({ notice, why: { text: `disabled by a run that died${since}` } });
}

async function conclude(
  run: Run,
  notice: NoticeOf<'key-disabled'>,
  report: AccountReport,
): Promise<void> {
  const { ledger } = run.ports;
  const { account } = report;
  // An overlapping run that looked at another moment may have withdrawn it, or be about to.
  await ledger.confirmNotice(account.id, notice);
  await queueNotices(run, [notice], report);
  // The notice may be of a later run than this one, where an older day is caught up on.
  await ledger.endDisabling(account.id, notice.key.id, latest(run.now, new Date(notice.plannedAt)));
}

/** What earlier runs began of a disabling that this one found, at the last look, not to be due. */
function abandonedBy(
  { subject, notice }: Disabling,
  begun: BegunDisabling,
  why: Reason,
): Extract<Decision, { do: 'abandon' }> {
  const isEnabledAgain = why.code === 'gone' ? undefined : true;
  return { do: 'abandon', subject, begun, notice: { ...notice, isEnabledAgain }, why };
}
