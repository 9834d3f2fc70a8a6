import { latest } from '../../rules/calendar';
import {
  begunOf,
  dueByOf,
  whyNot,
  type Act,
  type Answer,
  type Disabling,
  type Outcome,
} from '../../rules/disabling/disabling';
import { nextAct, step } from '../../rules/disabling/step';
import type { Account } from '../../rules/model';
import { credentialTraits, statusCalls } from '../../rules/credentials';
import type { StoppableRef } from '../../rules/credentials/credential';
import { credentialOf, type Deed } from '../../rules/notices';
import { because } from '../../rules/plan/context';
import type { Settings } from '../../rules/settings';
import { stillDue } from '../../rules/disabling/still-due';
import type { NewWay } from '../../rules/ways-in';
import { AccountError } from '../account-error';
import type { IamReaderPort } from '../ports/iam-reader';
import type { IamSwitchPort } from '../ports/iam-switch';
import type { DisablingsPort, NoticeRecordsPort } from '../ports/ledger';

/** With what a credential is disabled, whoever wants it. */
export interface DisablingPorts {
  readonly ledger: DisablingsPort & Omit<NoticeRecordsPort, 'setExpiry'>;
  readonly iam: Pick<IamReaderPort, 'readAgain'>;
  readonly iamSwitch: IamSwitchPort;
  /** CloudTrail: never throws where it can't be asked. */
  readonly trail: {
    /** The notice, with who had enabled it again where that is so and is known. */
    nameMaker(notice: Deed): Promise<Deed>;
    /** Whether the audit role itself has disabled it since then. */
    hasDisabled(
      credential: StoppableRef,
      since: Date,
    ): Promise<{ readonly said: boolean } | { readonly failed: string }>;
  };
  readonly queue: { tell(notice: Deed): Promise<void> };
  readonly log: { error(message: string, details: Record<string, unknown>): void };
}

type Doer = (disabling: Disabling) => Promise<Answer>;
type Acts = Record<Act, Doer>;

/**
 * Takes a disabling from where it stands to its end, act by act. What a process that dies leaves, the next run goes on with.
 * @param hear what there is to report, as soon as it is known: it stays so whatever fails after that
 * @throws what the ledger or the queue throws; an `AccountError` is an outcome
 */
export async function disable(
  ports: DisablingPorts,
  account: Account,
  settings: Settings,
  disabling: Disabling,
  hear: (outcome: Outcome) => void,
): Promise<void> {
  const acts: Acts = {
    ...inLedger(ports.ledger, account),
    ...inCloudTrail(ports.trail),
    ...inIam(ports, account, settings),
    tell: ({ notice }) => ports.queue.tell(notice).then(done),
  };
  let current = disabling;
  for (let act = nextAct(current); act !== undefined; act = nextAct(current)) {
    const { disabling: next, outcome } = step(current, await acts[act](current));
    if (outcome) hear(outcome);
    current = next;
  }
}

function done(): Answer {
  return { is: 'done' };
}

function inLedger(ledger: DisablingPorts['ledger'], { id }: Account) {
  return {
    'record-notice': ({ notice }) => ledger.planNotice(id, notice).then(done),
    'record-notice-again': ({ notice }) => ledger.planAgain(id, notice).then(done),
    'record-beginning': ({ notice, now, attempt }) =>
      ledger.startDisabling(id, credentialOf(notice), notice.id, now, attempt).then(done),
    'confirm-notice': ({ notice }) => ledger.confirmNotice(id, notice).then(done),
    // The notice may be of a later run than this one, where an older day is caught up on.
    'record-end': ({ notice, now, lookedAt }) => {
      const at = latest(latest(now, new Date(notice.plannedAt)), lookedAt);
      return ledger.endDisabling(id, credentialOf(notice), at).then(done);
    },
    'withdraw-notice': (disabling) =>
      ledger.withdrawNotice(id, disabling.notice.id, whyNot(disabling).text).then(done),
    'give-up-try': ({ notice, attempt }) =>
      ledger.giveUpDisabling(id, credentialOf(notice), [attempt]).then(done),
    'give-up-earlier-tries': (disabling) =>
      ledger
        .giveUpDisabling(id, credentialOf(disabling.notice), begunOf(disabling).attempts)
        .then(done),
  } satisfies Partial<Acts>;
}

function inCloudTrail(trail: DisablingPorts['trail']) {
  return {
    'ask-who': async ({ notice }) => ({ is: 'named', notice: await trail.nameMaker(notice) }),
    'ask-whether': async (disabling) => {
      const { since } = begunOf(disabling);
      const answer = await trail.hasDisabled(credentialOf(disabling.notice), since);
      if ('failed' in answer) return { is: 'failed', why: { text: answer.failed } };
      return { is: answer.said ? 'was-done' : 'was-not-done' };
    },
  } satisfies Partial<Acts>;
}

function inIam({ iam, iamSwitch, log }: DisablingPorts, account: Account, settings: Settings) {
  return {
    'look-again': (disabling) =>
      attempt(log, account, async () => {
        const { subject, notice, now } = disabling;
        const credential = credentialOf(notice);
        const { kind, id } = credential;
        const dueBy = dueByOf(disabling);
        const lastUseOf = dueBy === 'unused' ? id : undefined;
        const found = await iam.readAgain(account, subject.userName, kind, lastUseOf);
        const verdict = stillDue(credential, found, dueBy, settings, now, waysIn(notice));
        return verdict.is === 'not-due' ? { is: 'kept', why: verdict.why } : verdict;
      }),
    'switch-off': ({ subject: { userName }, notice }) =>
      attempt(log, account, async () => {
        const credential = credentialOf(notice);
        const answer = await iamSwitch.disable(account, userName, credential);
        if (answer === 'disabled') return done();
        return {
          is: 'kept',
          why: because('gone', `${credentialTraits[credential.kind].label} is gone`),
        };
      }),
  } satisfies Partial<Acts>;
}

/** By which its owner may go without the key. */
function waysIn(notice: Deed): readonly NewWay[] | undefined {
  return notice.kind === 'key-disabled' ? notice.ways?.map(({ way }) => way) : undefined;
}

/** Only a refusal, or what failed before it was touched, leaves it as it was for sure. */
async function attempt(
  log: DisablingPorts['log'],
  { id: accountId }: Account,
  ask: () => Promise<Answer>,
): Promise<Answer> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof AccountError)) throw error;
    log.error('A credential could not be disabled', { accountId, reason: error.message });
    const isUntouched = !isSwitching(error.operation) || error.isRefusal;
    return { is: isUntouched ? 'failed' : 'unclear', why: { text: error.message } };
  }
}

function isSwitching(operation: string): boolean {
  return statusCalls.some(({ name }) => operation === `iam:${name}`);
}
