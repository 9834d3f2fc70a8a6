import type { StoppableKind } from '../../rules/credentials/credential';
import type { AccountLedger } from '../../rules/ledger';
import type { Account, AccountReading } from '../../rules/model';
import type { OwnerNow } from '../../rules/disabling/still-due';
import type { SshKeysAsked } from '../../rules/ssh-key-days';

/** Reads the IAM of accounts, through each one's audit role. Errors of the SDK become `AccountError`. */
export interface IamReaderPort {
  /** Everything the plan needs; `ledger` tells which users need not be asked again, and comes before anything is read. Never throws: unread is an answer. */
  read(
    account: Account,
    ledger: AccountLedger | Promise<AccountLedger>,
    now: Date,
  ): Promise<AccountReading & ForNextRun>;
  /**
   * What the user has of that kind, and their tags, as they are at this moment; undefined where the user is gone.
   * @param lastUseOf the key of which it is asked when it was last used; of any other that is unknown
   * @throws AccountError
   */
  readAgain(
    account: Account,
    userName: string,
    kind: StoppableKind,
    lastUseOf?: string,
  ): Promise<OwnerNow | undefined>;
}

/** What the next run's reading is spared by. */
export interface ForNextRun {
  /**
   * By user name: a hash of the row of the credential report that agrees with the keys as read. Empty where none
   * does, so that the next run asks again.
   */
  readonly fingerprints: ReadonlyMap<string, string>;
  /** Absent where nothing is to be remembered. */
  readonly sshKeysAsked?: SshKeysAsked;
}
