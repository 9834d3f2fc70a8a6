/** How an engineer comes to AWS. */
export enum WayIn {
  /**
   * With access keys of their own.
   */
  Key = 'key',
  /**
   * By `aws login`, with a console password and MFA.
   */
  SignIn = 'sign-in',
  /**
   * Through IAM Identity Center.
   */
  IdentityCenter = 'identity-center',
}
