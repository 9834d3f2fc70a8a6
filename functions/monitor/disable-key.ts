import { randomUUID } from 'node:crypto';
import type { Decision } from '../../rules/decisions';
import { toBegin, type Outcome } from '../../rules/disabling/disabling';
import { disable, type DisablingPorts } from '../acting/disable';
import type { AccountNotes } from './account-notes';
import { queueNotices } from '../acting/queue-notices';
import type { Run } from './run';
import { askCloudTrail, withMaker } from '../acting/with-maker';

type Disabling = Extract<Decision, { do: 'disable' | 'abandon' }>;

/** Disables a key that is due, or ends what an earlier run began, and reports what came of it. */
export async function disableKey(
  run: Run,
  decision: Disabling,
  notes: AccountNotes,
): Promise<void> {
  const disabling = toBegin(decision, run.now, randomUUID());
  await disable(portsOf(run, notes), notes.account, run.settings, disabling, (outcome) =>
    note(outcome, decision, notes),
  );
}

function portsOf(run: Run, notes: AccountNotes): DisablingPorts {
  const { account } = notes;
  const { ledger, iam, iamSwitch } = run.ports;
  return {
    ledger,
    iam,
    iamSwitch,
    trail: {
      nameMaker: (notice) => withMaker(run, account, notice),
      hasDisabled: (credential, since) =>
        askCloudTrail(run, account, (port) => port.hasDisabled(account, credential, since)),
    },
    queue: { tell: (notice) => queueNotices(run, [notice], notes) },
    log: run.log,
  };
}

function note(outcome: Outcome, decision: Disabling, notes: AccountNotes): void {
  const { subject, why } = decision;
  switch (outcome.is) {
    case 'disabled':
      return notes.disabled({ subject, why, ...outcome });
    case 'not-disabled':
      return notes.notDisabled(subject, outcome.why);
    case 'may-have-been-disabled':
      return notes.mayHaveBeenDisabled({ subject, notice: outcome.notice }, outcome.why);
    case 'told-late': {
      const { notice } = outcome;
      const since = notice.isEnabledAgain ? ', and enabled again since' : '';
      return notes.sent({ notice, why: { text: `disabled by a run that died${since}` } });
    }
  }
}
