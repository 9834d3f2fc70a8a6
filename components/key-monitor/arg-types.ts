import type * as pulumi from '@pulumi/pulumi';
import type { CredentialMode } from '../credential-mode';
import type { ReportLockMode } from '../report-lock-mode';

/** An account that the monitor watches. */
export interface WatchedAccount {
  /**
   * The account's id, twelve digits.
   */
  id: pulumi.Input<string>;
  /**
   * The name by which people know the account.
   */
  name: pulumi.Input<string>;
}

/** What is done about credentials of a kind that grow old, and when. Ages that are left out are as of the keys. */
export interface CredentialRules {
  /**
   * What is done about them. Default: `report`.
   */
  do?: pulumi.Input<CredentialMode>;
  /**
   * The ages, in days and ascending, at which their owners are reminded.
   */
  remindAt?: pulumi.Input<pulumi.Input<number>[]>;
  /**
   * The age in days at which an engineer's is disabled, or is too old.
   */
  stopAt?: pulumi.Input<number>;
  /**
   * The calendar days between a delivered warning and the disabling.
   */
  graceDays?: pulumi.Input<number>;
}

/** A company's own way to rotate a key. In both texts `{user}`, `{account}` and `{profile}` stand for those of the key. */
export interface CustomRotation {
  /**
   * The command that rotates a key: one line, without backticks, of at most 300 characters.
   */
  command: pulumi.Input<string>;
  /**
   * The https address of a page that says the rest.
   */
  link: pulumi.Input<string>;
}

/** When a console password is reminded of, and when it is too old. What is left out is as of the keys. */
export interface PasswordClock {
  /**
   * The ages of the password, in days and ascending, at which its owner is reminded.
   */
  remindAt?: pulumi.Input<pulumi.Input<number>[]>;
  /**
   * The age in days that it must not reach. IAM's password policy is what expires it.
   */
  stopAt?: pulumi.Input<number>;
}

/** For how long nobody can change or delete a report that was written (S3 Object Lock). */
export interface ReportObjectLock {
  /**
   * The days, 1 or more, and not more than reportRetentionDays.
   */
  days: pulumi.Input<number>;
  /**
   * Who may lift it before.
   */
  mode: pulumi.Input<ReportLockMode>;
}
