/** Who may take an end of the reports' lock that has not come yet. */
export enum ReportLockMode {
  /**
   * Whoever has s3:BypassGovernanceRetention.
   */
  Governance = 'governance',
  /**
   * Nobody, root neither: a report stays until its day, and so does the bucket.
   */
  Compliance = 'compliance',
}
