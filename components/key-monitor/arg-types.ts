import type * as pulumi from '@pulumi/pulumi';

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
