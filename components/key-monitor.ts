import * as pulumi from '@pulumi/pulumi';
import { namesOfMonitor } from '../rules/names';
import { checkName } from './formats';
import { makeAlarms } from './key-monitor/alarms';
import { makeAnswering } from './key-monitor/answering';
import type { KeyMonitorArgs } from './key-monitor/args';
import { checkArgs } from './key-monitor/check-args';
import { makeDashboard } from './key-monitor/dashboard';
import { keysOf } from './key-monitor/key';
import { makeKeyEvents } from './key-monitor/key-events-function';
import { makeLedger } from './key-monitor/ledger';
import { makeMonitor } from './key-monitor/monitor-function';
import { makeNotify } from './key-monitor/notify-function';
import type { Parts } from './key-monitor/parts';
import { makeQueues } from './key-monitor/queues';
import { makeRunner } from './key-monitor/runner';
import { makeReports } from './key-monitor/reports';
import { makeSchedule } from './key-monitor/schedule';
import { slackTokenSecret } from './key-monitor/slack-token';
import { homeOf, regionOf } from './whereabouts';

export {
  type CredentialRules,
  type CustomRotation,
  type PasswordClock,
  type ReportObjectLock,
  type WatchedAccount,
} from './key-monitor/arg-types';
export { FanOut, type KeyMonitorArgs } from './key-monitor/args';

/**
 * Watches the access keys of the engineers in all accounts: a daily run, messages in Slack, announcements of new
 * keys, and alarms. Its name is the prefix of all that it makes: a letter, then at most 39 letters, digits and
 * hyphens. The other accounts' stacks know its role and its bus by that name. Until the first run is over, the
 * heartbeat's alarm is on.
 */
export class KeyMonitor extends pulumi.ComponentResource {
  /**
   * The ARN of the role that the audit roles trust, for AuditRole.
   */
  public readonly monitorRoleArn: pulumi.Output<string>;
  /**
   * The ARN of the bus to which key events are forwarded, for KeyEventForwarder. It is known when the bus's policy is
   * there, before which AWS refuses a rule of another account or region that forwards to it.
   */
  public readonly eventBusArn: pulumi.Output<string>;
  /**
   * The name of the function that runs daily.
   */
  public readonly monitorFunctionName: pulumi.Output<string>;
  /**
   * The name of the function that writes to Slack.
   */
  public readonly notifyFunctionName: pulumi.Output<string>;
  /**
   * The name of the function that announces new keys.
   */
  public readonly keyEventsFunctionName: pulumi.Output<string>;
  /**
   * The name of the DynamoDB table in which the monitor remembers.
   */
  public readonly ledgerTableName: pulumi.Output<string>;
  /**
   * The name of the bucket of the daily reports.
   */
  public readonly reportsBucketName: pulumi.Output<string>;
  /**
   * The URL of the queue of notices.
   */
  public readonly noticeQueueUrl: pulumi.Output<string>;
  /**
   * The URL of the queue of notices that could not be delivered.
   */
  public readonly undeliveredQueueUrl: pulumi.Output<string>;
  /**
   * The ARN of the SNS topic of the alarms.
   */
  public readonly alarmTopicArn: pulumi.Output<string>;
  /**
   * The ARN of the secret that holds Slack's bot token.
   */
  public readonly slackTokenSecretArn: pulumi.Output<string>;
  /**
   * The URL that Slack's app calls when something is pressed; only with the signing secret.
   */
  public readonly slackRequestUrl?: pulumi.Output<string>;
  /**
   * The ARN of the role of the function that does what is pressed, for AuditRole; only with the signing secret.
   */
  public readonly actRoleArn?: pulumi.Output<string>;

  constructor(name: string, args: KeyMonitorArgs, opts?: pulumi.ComponentResourceOptions) {
    super('keyturn:index:KeyMonitor', name, args, opts);
    checkName(name);
    const known = {
      name,
      names: namesOfMonitor(name),
      args: checkArgs(args),
      child: { parent: this },
      home: homeOf(this),
      region: regionOf(this),
    };
    const parts: Parts = { ...known, keys: keysOf(known) };
    const ledger = makeLedger(parts);
    const reports = makeReports(parts);
    const queues = makeQueues(parts);
    const secretArn = slackTokenSecret(parts);
    const answering = makeAnswering(parts, ledger, queues);
    const monitor = makeMonitor(parts, ledger, reports, queues, answering);
    const notify = makeNotify(parts, ledger, queues, secretArn, answering);
    const keyEvents = makeKeyEvents(parts, queues, answering);
    const runner = makeRunner(parts, monitor.lambda);
    makeSchedule(parts, runner, queues);
    const functions = {
      monitor: monitor.lambda,
      notify: notify.lambda,
      'key-events': keyEvents.lambda,
    };
    const alarms = makeAlarms(parts, functions, queues, runner.stateMachine, answering);
    makeDashboard(parts, alarms, runner.stateMachine);
    this.alarmTopicArn = alarms.topicArn;
    this.monitorRoleArn = monitor.role.arn;
    this.eventBusArn = keyEvents.openBusArn;
    this.monitorFunctionName = monitor.lambda.name;
    this.notifyFunctionName = notify.lambda.name;
    this.keyEventsFunctionName = keyEvents.lambda.name;
    this.ledgerTableName = ledger.name;
    this.reportsBucketName = reports.bucket;
    this.noticeQueueUrl = queues.notices.url;
    this.undeliveredQueueUrl = queues.undelivered.url;
    this.slackTokenSecretArn = secretArn;
    this.slackRequestUrl = answering?.requestUrl;
    this.actRoleArn = answering?.actRoleArn;
    this.registerOutputs({
      monitorRoleArn: this.monitorRoleArn,
      eventBusArn: this.eventBusArn,
      monitorFunctionName: this.monitorFunctionName,
      notifyFunctionName: this.notifyFunctionName,
      keyEventsFunctionName: this.keyEventsFunctionName,
      ledgerTableName: this.ledgerTableName,
      reportsBucketName: this.reportsBucketName,
      noticeQueueUrl: this.noticeQueueUrl,
      undeliveredQueueUrl: this.undeliveredQueueUrl,
      alarmTopicArn: this.alarmTopicArn,
      slackTokenSecretArn: this.slackTokenSecretArn,
      ...(answering && {
        slackRequestUrl: this.slackRequestUrl,
        actRoleArn: this.actRoleArn,
      }),
    });
  }
}
