import type * as pulumi from '@pulumi/pulumi';

/** The arguments of KeyMonitor that say how its functions run. */
export interface FunctionsArgs {
  /**
   * The memory of the function `monitor` in MB, 128 to 10240. Default: 1024.
   */
  monitorMemorySize?: pulumi.Input<number>;
  /**
   * How long a run may take, in seconds, 60 to 900. Default: 900.
   */
  monitorTimeout?: pulumi.Input<number>;
  /**
   * The memory of the function `notify` in MB, 128 to 10240. Default: 256.
   */
  notifyMemorySize?: pulumi.Input<number>;
  /**
   * How long one batch of messages may take, in seconds, 30 to 900. Default: 120.
   */
  notifyTimeout?: pulumi.Input<number>;
  /**
   * The memory of the function `key-events` in MB, 128 to 10240. Default: 256.
   */
  keyEventsMemorySize?: pulumi.Input<number>;
  /**
   * How long one event may take, in seconds, 5 to 900. Default: 30.
   */
  keyEventsTimeout?: pulumi.Input<number>;
  /**
   * How many of the function `monitor` may run at a time, and are kept for it out of the account's: at least 1, and
   * concurrency where fanOut is `distributed`. Default: none are kept.
   */
  monitorReservedConcurrency?: pulumi.Input<number>;
  /**
   * The same of `notify`, at least 2.
   */
  notifyReservedConcurrency?: pulumi.Input<number>;
  /**
   * The same of `key-events`, at least 1.
   */
  keyEventsReservedConcurrency?: pulumi.Input<number>;
  /**
   * The ARN of a code signing configuration of Lambda, which says what becomes of code that is not signed. Put the signed
   * bundles as `monitor.zip`, `notify.zip` and `key-events.zip` in functionsPath, with the signing secret of Slack's app
   * `slack-in.zip` and `act.zip` too.
   */
  codeSigningConfigArn?: pulumi.Input<string>;
  /**
   * Whether X-Ray traces each invocation of the functions, and each run of the state machine. Default: false.
   */
  tracing?: boolean;
  /**
   * For how many days the functions' logs are kept; one of the numbers that CloudWatch Logs takes. Default: 400, as
   * the reports.
   */
  logRetentionDays?: pulumi.Input<number>;
  /**
   * How much the functions log: DEBUG, INFO, WARN or ERROR. Default: `INFO`.
   */
  logLevel?: pulumi.Input<string>;
  /**
   * The folder of the functions' bundles: a folder a function, index.js in each, or a zip archive a function. Default: `dist/functions` of this
   * package.
   */
  functionsPath?: string;
}
