import type { AccountLedger } from '../../rules/ledger';
import type { AccessKey } from '../../rules/model';
import type { Person, UserNotice } from '../../rules/notices';
import type { Press } from '../../rules/presses/press';
import type { Settings } from '../../rules/settings';
import type { AccountsSetting } from '../accounts-setting';
import type { Log } from '../acting/log';
import type { IamReaderPort } from '../ports/iam-reader';
import type { IamSwitchPort } from '../ports/iam-switch';
import type { IamTrailPort } from '../ports/iam-trail';
import type {
  AnswersPort,
  CredentialRecordsPort,
  DisablingsPort,
  LedgerPort,
  NoticeRecordsPort,
} from '../ports/ledger';
import type { NoticeQueuePort } from '../ports/notice-queue';
import type { PressAnswersPort } from '../ports/press-answers';

/** With what presses are done, and by which settings. */
export interface Acting {
  readonly ports: {
    readonly iam: Pick<IamReaderPort, 'readAgain'>;
    readonly iamSwitch: IamSwitchPort;
    readonly trail: IamTrailPort;
    readonly ledger: Pick<LedgerPort, 'load'> &
      Pick<CredentialRecordsPort, 'putCredentials'> &
      NoticeRecordsPort &
      DisablingsPort &
      AnswersPort;
    readonly queue: NoticeQueuePort;
    readonly answers: PressAnswersPort;
  };
  readonly settings: Settings;
  /** Which accounts are ours. */
  readonly accounts: AccountsSetting;
  /** The Slack ids of those who may disable any key. */
  readonly responders: readonly string[];
  readonly dryRun: boolean;
  readonly dryRunAccounts: ReadonlySet<string>;
  /** An id that no other try has. */
  readonly attempt: () => string;
  readonly log: Pick<Log, 'info' | 'error'>;
}

/** What is asked of AWS in a session of the one press, which can do nothing to any other user. */
export type OfSession = 'iam' | 'iamSwitch' | 'trail';

/** The same before it is known of which user: their name now, of their key, the ledger knows. */
export interface Pressing extends Omit<Acting, 'ports'> {
  readonly ports: Omit<Acting['ports'], OfSession>;
  readonly inSession: (userName: string) => Pick<Acting['ports'], OfSession>;
}

/** What a press is about, as the ledger and IAM have it. */
export interface About {
  readonly press: Press;
  /** That its button stood under. */
  readonly notice: UserNotice;
  /** Whose it is, by the tags of now. */
  readonly owner: Person;
  readonly ledger: AccountLedger;
  readonly keys: readonly AccessKey[];
  /** When IAM had it so. */
  readonly lookedAt?: Date;
}
