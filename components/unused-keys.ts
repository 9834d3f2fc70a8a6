/** What is done about keys that nobody uses. */
export enum UnusedKeys {
  /**
   * Reports and summaries tell of them; nobody is messaged.
   */
  Report = 'report',
  /**
   * Their owners are warned, and those of engineers are disabled on the day that the warning named, unless somebody
   * uses them before.
   */
  Disable = 'disable',
}
