import type { CredentialRef, CredentialStatus } from './credentials/credential';
import type { LocalDate } from './model';
import type { UserNotice } from './notices';
import type { MoveRecord } from './person/move-record';
import type { SshKeysAsked } from './ssh-key-days';

/** What the ledger remembers of one account between runs. The ledger never decides: `planDay` does. */
export interface AccountLedger {
  readonly accountId: string;
  /** The scheduled time of the first run that read this account; absent before it. */
  readonly firstReadAt?: Date;
  /** The scheduled time of the last run that read this account and finished it. */
  readonly lastReadAt?: Date;
  /** Absent before anybody's SSH keys were listed. */
  readonly sshKeysAsked?: SshKeysAsked;
  /** By the credential's id. */
  readonly credentials: ReadonlyMap<string, CredentialRecord>;
  /** By notice id. */
  readonly notices: ReadonlyMap<string, NoticeRecord>;
  /** When a finding (`userId#finding`) was last put in the summary. */
  readonly findings: ReadonlyMap<string, Date>;
  /** By the user's id: of those who are on the way from keys to another way in. */
  readonly moves: ReadonlyMap<string, MoveRecord>;
  /** What a newer version of Keyturn has recorded and this one can't read: kept as it is, passed by, and reported. */
  readonly newer?: NewerRecords;
}

/** Records that a newer version has written, after which an older one runs again. */
export interface NewerRecords {
  /** Those that are left alone, by id: what is known of them may be why they must not be touched. */
  readonly credentials: ReadonlyMap<string, CredentialRef>;
  /** How many other records there are. */
  readonly others: number;
  /** Whose moves are among these, by the user's id: what is known of them may be why nothing of theirs must be stopped. */
  readonly moves?: ReadonlySet<string>;
}

/** An account that no run has read yet. */
export function emptyLedger(accountId: string): AccountLedger {
  return {
    accountId,
    credentials: new Map(),
    notices: new Map(),
    findings: new Map(),
    moves: new Map(),
  };
}

/** What is known of access keys, of which users have listings that can be compared with it. */
export function keyRecords({
  credentials,
}: Pick<AccountLedger, 'credentials'>): readonly CredentialRecord[] {
  return [...credentials.values()].filter(({ credential }) => credential.kind === 'access-key');
}

/** What is known of one credential. */
export interface CredentialRecord {
  readonly credential: CredentialRef;
  /** Empty where it was recorded before a run had read the user. */
  readonly userId: string;
  readonly userName: string;
  /** The true creation date: of a key, from ListAccessKeys. */
  readonly createdAt: Date;
  readonly status: CredentialStatus;
  /** The row of the credential report that this record was made from; another one means: ask again. */
  readonly fingerprint: string;
  /** The last run on which an exemption held for it. Warnings planned until then don't count. */
  readonly lastExemptOn?: LocalDate;
  /**
   * The last run that found no newer key enabled, though it had been warned of one before: warnings of one that were
   * planned until then don't count, nor those of its not being used that were planned before. Or just after the last of
   * the latter, where a run no longer disables what nobody uses.
   */
  readonly lastAloneAt?: Date;
  /** Set before it is disabled, so that a run that dies in between is finished by the next one. */
  readonly disabling?: {
    readonly noticeId: string;
    readonly since: Date;
    /** The tries that have begun and not ended: overlapping runs must not clear each other's. */
    readonly attempts: readonly string[];
  };
  /** When Keyturn last disabled it: an active one that has this was re-enabled by somebody. */
  readonly disabledAt?: Date;
  /** When a reading last found it enabled that an earlier one had found off. */
  readonly enabledAt?: Date;
  /** Set while readings miss it: from when on the record may go. */
  readonly expiresAt?: Date;
}

/** What became of one notice. Absent fields have not happened. */
export interface NoticeRecord {
  readonly id: string;
  /** The scheduled time of the run (or the time of the event) that planned it. */
  readonly plannedAt: Date;
  /** The notice as it was planned, so that it can be sent again. Absent when only its delivery is known, and of a daily summary. */
  readonly notice?: UserNotice;
  /** The day on which the key stops, as the last delivered message named it. */
  readonly toldStopsOn?: LocalDate;
  /** The private message, or that it can't be had for good (`failed` is Slack's error code). */
  readonly owner?: Delivery | { readonly failed: string };
  /** The message in the infrastructure team's channel. */
  readonly team?: Delivery;
  /** The same among the copies of its run, which never stands in for a private message. */
  readonly copy?: Delivery;
  /** What its owner said of it. */
  readonly answer?: NoticeAnswer;
  /** Why it is no longer to be sent: overtaken by a later stage, or the key is gone. */
  readonly withdrawn?: string;
  /**
   * Written by a newer version: of a `notice` of a kind that this one does not know only what became of it is
   * known; of a whole `record` nothing is, and it is left as it is.
   */
  readonly newer?: 'notice' | 'record';
  /** From when on the record may go: no plan needs it any more. */
  readonly expiresAt?: Date;
}

/** What the owner of a new key said of it, by a button. */
export interface NoticeAnswer {
  readonly said: 'mine' | 'not-mine';
  /** Who, as Slack knows them. */
  readonly by: string;
  readonly at: Date;
}

/** A message that Slack took. */
export interface Delivery {
  readonly at: Date;
  /** Slack's channel id and message time stamp, to find or thread it. */
  readonly channel: string;
  readonly ts: string;
  /** It was one of many that a message told of: that message is not its own. */
  readonly inDigest?: boolean;
  /** The first message of the thread that it stands in: under that, and under no other, can be answered. */
  readonly threadTs?: string;
}
