/** With what an engineer rotates a key: whose commands the messages to them name. */
export enum RotationTool {
  /**
   * `keyturn rotate`.
   */
  Keyturn = 'keyturn',
  /**
   * `aws-vault rotate`.
   */
  AwsVault = 'aws-vault',
  /**
   * The commands of the AWS CLI, one for each step.
   */
  AwsCli = 'aws-cli',
  /**
   * The company's own tool, KeyMonitor's customRotation.
   */
  Custom = 'custom',
}
