/** What is done about credentials of a kind that grow old. */
export enum CredentialMode {
  /**
   * Reports and summaries tell of them; nobody is messaged.
   */
  Report = 'report',
  /**
   * Their owners are told; nothing is disabled.
   */
  Remind = 'remind',
  /**
   * Their owners are warned, and those of engineers are disabled on the day that the warning named.
   */
  Disable = 'disable',
}
