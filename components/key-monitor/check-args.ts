import * as pulumi from '@pulumi/pulumi';
import { mostAtATime } from '../../rules/fan-out';
import { defaultAuditRoleName, functionsOf, type AnyFunctionName } from '../../rules/names';
import {
  slackApiUrlPattern,
  slackBotTokenPattern,
  slackChannelIdPattern,
  timeOfDayPattern,
} from '../../rules/formats';
import {
  checked,
  checkedIfGiven,
  each,
  inputError,
  isPlain,
  matching,
  oneOf,
  secretMatching,
  wholeNumber,
} from '../check';
import {
  accountId,
  bucketName,
  codeSigningConfigArn,
  email,
  externalId,
  iamName,
  keyArn,
  roleArn,
  secretArn as secretArnFormat,
  topicArn,
} from '../formats';
import { ReportLockMode } from '../report-lock-mode';
import { watchedAccounts } from './accounts';
import { FanOut, type KeyMonitorArgs } from './args';
import { bundlesIn } from './bundles';
import { rotationOf } from './rotation';
import { settingsOf } from './settings';
import { reservedForAnswers, slackAnswersOf } from './slack-answers';

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const logRetentions = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288,
  3653,
];

/** Of an account's concurrency; AWS raises the 1,000 that are there at first. */
const MOST_RESERVED = 100_000;

const DEFAULT_KEPT = 400;
/** Ten years. */
const LONGEST_KEPT = 3653;

/**
 * The arguments, checked and with their defaults: nothing is made of a KeyMonitor before all that is known of them
 * is found right.
 * @throws InputPropertyError
 */
export function checkArgs(args: KeyMonitorArgs) {
  const fanOut = fanOutOf(args);
  const answers = slackAnswersOf(args);
  return {
    accounts: watchedAccounts(args),
    settings: settingsOf(args),
    slack: slackToken(args),
    answers,
    bundles: bundlesIn(functionsOf(answers !== undefined), args.functionsPath),
    auditRoleName:
      checkedIfGiven('auditRoleName', args.auditRoleName, iamName) ??
      pulumi.output(defaultAuditRoleName),
    externalId: checked('externalId', args.externalId, externalId),
    teamChannel: checked(
      'teamChannel',
      args.teamChannel,
      matching(slackChannelIdPattern, "a Slack channel's id (C… or G…)"),
    ),
    slackApiUrl: checkedIfGiven(
      'slackApiUrl',
      args.slackApiUrl,
      matching(slackApiUrlPattern, 'the https URL of a Slack API, ending in /api/'),
    ),
    rotation: rotationOf(args),
    scheduleTime:
      checkedIfGiven(
        'scheduleTime',
        args.scheduleTime,
        matching(timeOfDayPattern, 'a time of day, HH:MM'),
      ) ?? pulumi.output('08:00'),
    dryRun: pulumi.output(args.dryRun ?? true),
    dryRunAccountIds:
      checkedIfGiven('dryRunAccountIds', args.dryRunAccountIds, each(accountId)) ??
      pulumi.output<string[]>([]),
    fanOut,
    concurrency: numberOr(8, 'concurrency', args, 1, mostAtATime[fanOut]),
    ...encryption(args),
    ...retention(args),
    accessLogBucket: checkedIfGiven('accessLogBucket', args.accessLogBucket, bucketName),
    deletionProtection: args.deletionProtection ?? true,
    alarmTopicArn: checkedIfGiven('alarmTopicArn', args.alarmTopicArn, topicArn),
    alarmEmails: (args.alarmEmails ?? []).map((address, i) =>
      checked(`alarmEmails[${i}]`, address, email),
    ),
    dashboard: args.dashboard ?? false,
    monitorMemorySize: numberOr(1024, 'monitorMemorySize', args, 128, 10240),
    monitorTimeout: numberOr(900, 'monitorTimeout', args, 60, 900),
    notifyMemorySize: numberOr(256, 'notifyMemorySize', args, 128, 10240),
    notifyTimeout: numberOr(120, 'notifyTimeout', args, 30, 900),
    keyEventsMemorySize: numberOr(256, 'keyEventsMemorySize', args, 128, 10240),
    keyEventsTimeout: numberOr(30, 'keyEventsTimeout', args, 5, 900),
    reservedConcurrency: {
      ...reservedConcurrency(args),
      ...reservedForAnswers(args, MOST_RESERVED, answers !== undefined),
    } as Readonly<Partial<Record<AnyFunctionName, pulumi.Output<number>>>>,
    codeSigningConfigArn: checkedIfGiven(
      'codeSigningConfigArn',
      args.codeSigningConfigArn,
      codeSigningConfigArn,
    ),
    tracing: args.tracing ?? false,
    logRetentionDays:
      checkedIfGiven('logRetentionDays', args.logRetentionDays, oneOf(logRetentions)) ??
      pulumi.output(400),
    logLevel:
      checkedIfGiven('logLevel', args.logLevel, oneOf(['DEBUG', 'INFO', 'WARN', 'ERROR'])) ??
      pulumi.output('INFO'),
  };
}
export type CheckedArgs = ReturnType<typeof checkArgs>;

type NumberProperty = {
  [Name in keyof KeyMonitorArgs]: KeyMonitorArgs[Name] extends pulumi.Input<number> | undefined
    ? Name
    : never;
}[keyof KeyMonitorArgs] &
  string;

function numberOr(
  otherwise: number,
  property: NumberProperty,
  args: KeyMonitorArgs,
  minimum: number,
  maximum: number,
): pulumi.Output<number> {
  return (
    checkedIfGiven(property, args[property], wholeNumber(minimum, maximum)) ??
    pulumi.output(otherwise)
  );
}

/** It is plain, not an output: it decides what is made. */
function fanOutOf({ fanOut = FanOut.Function }: KeyMonitorArgs): FanOut {
  const problem = oneOf(Object.values(FanOut))(fanOut);
  if (problem !== undefined) throw inputError('fanOut', problem);
  return fanOut;
}

/** By function; undefined where none is kept. Lambda itself polls the queue for `notify` with two at the least. */
function reservedConcurrency(args: KeyMonitorArgs) {
  const reserved = (property: NumberProperty, minimum: number) =>
    checkedIfGiven(property, args[property], wholeNumber(minimum, MOST_RESERVED));
  return {
    monitor: reserved('monitorReservedConcurrency', 1),
    notify: reserved('notifyReservedConcurrency', 2),
    'key-events': reserved('keyEventsReservedConcurrency', 1),
  };
}

/** Both decide what is made: whether there is an ARN, and the plain createKmsKey. */
function encryption(args: KeyMonitorArgs) {
  const kmsKeyArn = checkedIfGiven('kmsKeyArn', args.kmsKeyArn, keyArn);
  const createKmsKey = args.createKmsKey ?? false;
  if (kmsKeyArn && createKmsKey)
    throw inputError('kmsKeyArn', 'expected either this or createKmsKey, found both');
  return { kmsKeyArn, createKmsKey };
}

/** A report that S3 must keep longer than the bucket's own rule would stay as a version that nobody finds. */
function retention(args: KeyMonitorArgs) {
  const reportRetentionDays = numberOr(DEFAULT_KEPT, 'reportRetentionDays', args, 30, LONGEST_KEPT);
  const { reportObjectLock: lock } = args;
  if (!lock) return { reportRetentionDays };
  // Of what is known only later S3 itself sees to it that nothing goes too early.
  const most = isPlain(args.reportRetentionDays)
    ? (args.reportRetentionDays ?? DEFAULT_KEPT)
    : LONGEST_KEPT;
  return {
    reportRetentionDays,
    reportObjectLock: {
      days: checked('reportObjectLock.days', lock.days, wholeNumber(1, Number(most))),
      mode: checked('reportObjectLock.mode', lock.mode, oneOf(Object.values(ReportLockMode))),
    },
  };
}

/** Either the token or where it is, and perhaps the key of that secret. */
function slackToken(args: KeyMonitorArgs) {
  const token = checkedIfGiven(
    'slackToken',
    args.slackToken,
    secretMatching(slackBotTokenPattern, "Slack's bot token (xoxb-…)"),
  );
  const secretArn = checkedIfGiven(
    'slackTokenSecretArn',
    args.slackTokenSecretArn,
    secretArnFormat,
  );
  const kmsKeyArn = checkedIfGiven('slackTokenKmsKeyArn', args.slackTokenKmsKeyArn, keyArn);
  if (token && secretArn)
    throw inputError('slackToken', 'expected either this or slackTokenSecretArn, found both');
  const administratorArns = checkedIfGiven(
    'slackTokenAdministratorArns',
    args.slackTokenAdministratorArns,
    each(roleArn),
  );
  if (secretArn && administratorArns && args.slackSigningSecret === undefined)
    throw inputError(
      'slackTokenAdministratorArns',
      'expected only with slackToken or slackSigningSecret',
    );
  if (token && kmsKeyArn)
    throw inputError('slackTokenKmsKeyArn', 'expected only with slackTokenSecretArn');
  if (token) return { token: pulumi.secret(token), administratorArns };
  if (secretArn) return { secretArn, kmsKeyArn, administratorArns };
  throw inputError('slackToken', 'expected this or slackTokenSecretArn, found neither');
}
