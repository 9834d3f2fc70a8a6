/** As commander reads them. */
export interface RotateOptions {
  readonly mfaCode?: string;
  readonly awsVault?: string;
  readonly region?: string;
  readonly dryRun?: boolean;
  readonly status?: boolean;
  readonly finish?: boolean;
  readonly yes?: boolean;
  readonly json?: boolean;
}
