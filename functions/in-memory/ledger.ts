import { latest } from '../../rules/calendar';
import type { CredentialRef } from '../../rules/credentials/credential';
import type { AccountLedger, CredentialRecord, NoticeAnswer } from '../../rules/ledger';
import type { LocalDate } from '../../rules/model';
import type { Notice, UserNotice } from '../../rules/notices';
import type { SshKeysAsked } from '../../rules/ssh-key-days';
import { LedgerError } from '../ledger-error';
import type { AnswersPort, LedgerPort } from '../ports/ledger';
import { InMemoryMoves } from './moves';

/** The ledger in this process's memory: both sides of it, the monitor's and notify's, on one store. */
export class InMemoryLedger extends InMemoryMoves implements LedgerPort, AnswersPort {
  readonly #confirmed = new Set<string>();

  async load(accountId: string): Promise<AccountLedger> {
    return Promise.resolve(this.store.ledger(accountId));
  }

  async putCredentials(accountId: string, records: readonly CredentialRecord[]): Promise<void> {
    const { credentials: known } = this.store.ledger(accountId);
    for (const record of records) {
      const before = known.get(record.credential.id);
      const { lastExemptOn, lastAloneAt, disabling, disabledAt } = before ?? {};
      const { enabledAt = before?.enabledAt } = record;
      const kept = { lastExemptOn, lastAloneAt, disabling, disabledAt, enabledAt };
      this.store.setCredential(accountId, { ...record, ...kept });
    }
    return Promise.resolve();
  }

  async forgetCredentials(
    accountId: string,
    credentials: readonly CredentialRef[],
    at: Date,
  ): Promise<void> {
    for (const { id } of credentials) {
      const known = this.store.ledger(accountId).credentials.get(id);
      if (known) this.store.setCredential(accountId, { ...known, expiresAt: wholeSeconds(at) });
    }
    return Promise.resolve();
  }

  async rememberExemption(
    accountId: string,
    credential: CredentialRef,
    on: LocalDate,
  ): Promise<void> {
    const known = this.store.ledger(accountId).credentials.get(credential.id);
    const { lastExemptOn = on } = known ?? {};
    if (known && lastExemptOn <= on)
      this.store.setCredential(accountId, { ...known, lastExemptOn: on });
    return Promise.resolve();
  }

  async rememberAlone(accountId: string, credential: CredentialRef, at: Date): Promise<void> {
    const known = this.store.ledger(accountId).credentials.get(credential.id);
    const { lastAloneAt = at } = known ?? {};
    if (known && lastAloneAt <= at)
      this.store.setCredential(accountId, { ...known, lastAloneAt: at });
    return Promise.resolve();
  }

  async planNotice(accountId: string, notice: Notice): Promise<void> {
    const body = notice.kind === 'daily-summary' ? undefined : notice;
    const known = this.store.notice(accountId, notice.id, new Date(notice.plannedAt));
    this.store.setNotice(accountId, {
      ...known,
      notice: known.notice ?? body,
      withdrawn: undefined,
    });
    return Promise.resolve();
  }

  async planAgain(accountId: string, notice: UserNotice): Promise<void> {
    const known = this.store.ledger(accountId).notices.get(notice.id);
    if (known && !known.owner && !known.team) this.store.setNotice(accountId, { ...known, notice });
    return this.planNotice(accountId, notice);
  }

  async confirmNotice(accountId: string, notice: Notice): Promise<void> {
    this.#confirmed.add(`${accountId} ${notice.id}`);
    return this.planNotice(accountId, notice);
  }

  async withdrawNotice(accountId: string, noticeId: string, why: string): Promise<void> {
    const known = this.store.ledger(accountId).notices.get(noticeId);
    const isConfirmed = this.#confirmed.has(`${accountId} ${noticeId}`);
    if (known && !isConfirmed) this.store.setNotice(accountId, { ...known, withdrawn: why });
    return Promise.resolve();
  }

  async recordAnswer(accountId: string, noticeId: string, answer: NoticeAnswer): Promise<void> {
    const known = this.store.ledger(accountId).notices.get(noticeId);
    const isNews =
      known?.answer === undefined || (answer.said === 'not-mine' && known.answer.said === 'mine');
    if (known && isNews) this.store.setNotice(accountId, { ...known, answer });
    return Promise.resolve();
  }

  async setExpiry(
    accountId: string,
    noticeIds: readonly string[],
    at: Date | undefined,
  ): Promise<void> {
    const expiresAt = at && wholeSeconds(at);
    for (const id of noticeIds) {
      const known = this.store.ledger(accountId).notices.get(id);
      if (known) this.store.setNotice(accountId, { ...known, expiresAt });
    }
    return Promise.resolve();
  }

  /** As DynamoDB does from time to time: drops what was to end by then. Answers how many notices. */
  expire(now: Date): number {
    this.expireMoves(now);
    return this.store.expire(now);
  }

  async startDisabling(
    accountId: string,
    credential: CredentialRef,
    noticeId: string,
    at: Date,
    attempt: string,
  ): Promise<void> {
    const known = this.store.ledger(accountId).credentials.get(credential.id);
    if (!known) throw new LedgerError(accountId, credential.id, 'it is not recorded');
    const attempts = [...(known.disabling?.attempts ?? []), attempt];
    this.store.setCredential(accountId, { ...known, disabling: { noticeId, since: at, attempts } });
    return Promise.resolve();
  }

  async endDisabling(accountId: string, credential: CredentialRef, at: Date): Promise<void> {
    const known = this.store.ledger(accountId).credentials.get(credential.id);
    const disabledAt = latest(at, known?.disabledAt);
    if (known) this.store.setCredential(accountId, { ...known, disabling: undefined, disabledAt });
    return Promise.resolve();
  }

  async giveUpDisabling(
    accountId: string,
    credential: CredentialRef,
    attempts: readonly string[],
  ): Promise<void> {
    const known = this.store.ledger(accountId).credentials.get(credential.id);
    if (!known?.disabling) return Promise.resolve();
    const left = known.disabling.attempts.filter((each) => !attempts.includes(each));
    const disabling = left.length === 0 ? undefined : { ...known.disabling, attempts: left };
    this.store.setCredential(accountId, { ...known, disabling });
    return Promise.resolve();
  }

  async reportedFindings(accountId: string, findings: readonly string[], at: Date): Promise<void> {
    const known = this.store.ledger(accountId).findings;
    const reported = findings.map((finding) => [finding, at] as const);
    this.store.set(accountId, { findings: new Map([...known, ...reported]) });
    return Promise.resolve();
  }

  async finishAccount(accountId: string, at: Date, asked?: SshKeysAsked): Promise<void> {
    const { firstReadAt = at, lastReadAt = at } = this.store.ledger(accountId);
    if (lastReadAt > at) this.store.set(accountId, { firstReadAt });
    else
      this.store.set(accountId, {
        firstReadAt,
        lastReadAt: at,
        ...(asked && { sshKeysAsked: asked }),
      });
    return Promise.resolve();
  }

  async rememberSshKeysAsked(accountId: string, asked: SshKeysAsked): Promise<void> {
    this.store.set(accountId, { sshKeysAsked: asked });
    return Promise.resolve();
  }
}

/** As DynamoDB's time to live. */
function wholeSeconds(at: Date): Date {
  return new Date(Math.floor(at.getTime() / 1000) * 1000);
}
