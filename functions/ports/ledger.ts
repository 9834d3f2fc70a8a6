import type { CredentialRef } from '../../rules/credentials/credential';
import type { AccountLedger, CredentialRecord, NoticeAnswer } from '../../rules/ledger';
import type { LocalDate } from '../../rules/model';
import type { Notice, UserNotice } from '../../rules/notices';
import type { SshKeysAsked } from '../../rules/ssh-key-days';
import type { MovesPort } from './moves';

/** The memory between runs. Every write is idempotent; none overwrites another writer's fields. */
export interface LedgerPort
  extends CredentialRecordsPort, NoticeRecordsPort, DisablingsPort, MovesPort {
  load(accountId: string): Promise<AccountLedger>;
  reportedFindings(accountId: string, findings: readonly string[], at: Date): Promise<void>;
  /**
   * Sets `lastReadAt`, and `firstReadAt` if it is not set.
   * @param asked of whom the run has asked which SSH keys they have, instead of what was known of that before: in the
   * same write, so of a run that dies before it whoever comes next asks again. A run of a later time keeps its own.
   */
  finishAccount(accountId: string, at: Date, asked?: SshKeysAsked): Promise<void>;
  /** The same of a run that finishes nothing: a rehearsal. */
  rememberSshKeysAsked(accountId: string, asked: SshKeysAsked): Promise<void>;
}

/** What is known of each credential. */
export interface CredentialRecordsPort {
  /** Writes only the given records, in batches. Of those that exist it keeps the other fields, but they are to stay. */
  putCredentials(accountId: string, records: readonly CredentialRecord[]): Promise<void>;
  /** From then on these records may go. Leaves what is not recorded as it is. */
  forgetCredentials(
    accountId: string,
    credentials: readonly CredentialRef[],
    at: Date,
  ): Promise<void>;
  /** Of several dates the latest one stays, and so of the instants. */
  rememberExemption(accountId: string, credential: CredentialRef, on: LocalDate): Promise<void>;
  rememberAlone(accountId: string, credential: CredentialRef, at: Date): Promise<void>;
}

/** Which notices were planned, and are no longer. */
export interface NoticeRecordsPort {
  /**
   * Records a planned notice; where one with this id exists it stays as it is, but is no longer withdrawn.
   * Of a daily summary only that it was planned is kept: none is sent again.
   */
  planNotice(accountId: string, notice: Notice): Promise<void>;
  /** As planNotice, for one of which its owner was not told yet: its facts become these. What it was first planned for stays. */
  planAgain(accountId: string, notice: UserNotice): Promise<void>;
  /** As planNotice, for what has happened by now: from here on it can't be withdrawn, by an overlapping run for one. */
  confirmNotice(accountId: string, notice: Notice): Promise<void>;
  /** Leaves a confirmed notice, and one that is not recorded, as they are. */
  withdrawNotice(accountId: string, noticeId: string, why: string): Promise<void>;
  /** From when on these records may go; undefined: they stay. Leaves what is not recorded as it is. */
  setExpiry(accountId: string, noticeIds: readonly string[], at: Date | undefined): Promise<void>;
}

/** What people have said by a button. */
export interface AnswersPort {
  /**
   * The first answer to a notice stays, but that it was not them comes after anything. Leaves what is not recorded as it
   * is.
   */
  recordAnswer(accountId: string, noticeId: string, answer: NoticeAnswer): Promise<void>;
}

/** Which disablings were begun, and how they ended: on the credential's own record. */
export interface DisablingsPort {
  /**
   * @param attempt tells this try from those of other runs
   * @throws LedgerError where the credential is not recorded: nothing may be disabled that the next run can't finish
   */
  startDisabling(
    accountId: string,
    credential: CredentialRef,
    noticeId: string,
    at: Date,
    attempt: string,
  ): Promise<void>;
  /** It is disabled and told of: clears `disabling`. A later time that is recorded stays. */
  endDisabling(accountId: string, credential: CredentialRef, at: Date): Promise<void>;
  /** These tries have disabled nothing: clears `disabling` unless another one has begun. */
  giveUpDisabling(
    accountId: string,
    credential: CredentialRef,
    attempts: readonly string[],
  ): Promise<void>;
}
