import { randomUUID } from 'node:crypto';
import type { Decision } from '../../rules/decisions';
import { toBegin, type Outcome } from '../../rules/disabling/disabling';
import { disable, type DisablingPorts } from '../acting/disable';
import type { AccountReport } from './account-report';
import { queueNotices } from '../acting/queue-notices';
import type { Run } from './run';
import { askCloudTrail, withMaker } from '../acting/with-maker';

type Disabling = Extract<Decision, { do: 'disable' | 'abandon' }>;

/** Disables a key that is due, or ends what an earlier run began, and reports what came of it. */
export async function disableKey(
  run: Run,
  decision: Disabling,
  report: AccountReport,
): Promise<void> {
  const disabling = toBegin(decision, run.now, randomUUID());
  await disable(portsOf(run, report), report.account, run.settings, disabling, (outcome) =>
    note(outcome, decision, report),
  );
}

function portsOf(run: Run, report: AccountReport): DisablingPorts {
  const { account } = report;
  const { ledger, iam, iamSwitch } = run.ports;
  return {
    ledger,
    iam: {
      readAgain: (...of) => iam.readAgain(...of),
      disable: (...key) => iamSwitch.disable(...key),
    },
    trail: {
      nameMaker: (notice) => withMaker(run, account, notice),
      hasDisabled: (keyId, since) =>
        askCloudTrail(run, account, (port) => port.hasDisabled(account, keyId, since)),
    },
    queue: { tell: (notice) => queueNotices(run, [notice], report) },
    log: run.log,
  };
}

function note(outcome: Outcome, decision: Disabling, report: AccountReport): void {
  const { subject, why } = decision;
  switch (outcome.is) {
    case 'disabled':
      return report.disabled({ subject, why, ...outcome });
    case 'not-disabled':
      return report.notDisabled(subject, outcome.why);
    case 'may-have-been-disabled':
      return report.mayHaveBeenDisabled({ subject, notice: outcome.notice }, outcome.why);
    case 'told-late': {
      const { notice } = outcome;
      const since = notice.isEnabledAgain ? ', and enabled again since' : '';
      return report.sent({ notice, why: { text: `disabled by a run that died${since}` } });
    }
  }
}
