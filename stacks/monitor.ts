import type { Provider } from '@pulumi/aws/provider';
import * as pulumi from '@pulumi/pulumi';
import { bundlesIn } from '../components/key-monitor/bundles';
import { ownArgsOf } from '../components/key-monitor/settings';
import { FanOut, KeyMonitor, type KeyMonitorArgs } from '../components/key-monitor';
import { ReportLockMode } from '../components/report-lock-mode';
import { UnusedKeys } from '../components/unused-keys';
import { defaultMonitorName, functionsOf } from '../rules/names';
import { defaultSettings, type Moves, type Settings } from '../rules/settings';
import { settingsOf } from './config/credentials';
import type { StackPlan } from './config/plan';
import { isInteractive } from './config/slack-answers';
import { rotationArgs } from './rotation-args';
import { slackAnswersArgs } from './slack-answers-args';
import { externalIdOf } from './watched-account';

/**
 * Looks for the functions' code before anything is made.
 * @throws InputPropertyError where it has not been built
 */
export function checkBundles({ config }: StackPlan, functionsPath?: string): void {
  bundlesIn(functionsOf(isInteractive(config)), functionsPath);
}

/** The account in which the monitor runs. */
export function makeMonitor(
  plan: StackPlan,
  provider: Provider,
  functionsPath?: string,
): KeyMonitor {
  const { config, watched } = plan;
  return new KeyMonitor(
    defaultMonitorName,
    {
      ...watchedAccounts(plan),
      ...settingsArgs(settingsOf(config)),
      auditRoleName: config.auditRoleName,
      externalId: externalIdOf(plan),
      teamChannel: config.teamChannel ?? '',
      slackToken: config.slackToken && pulumi.secret(config.slackToken),
      slackTokenSecretArn: config.slackTokenSecretArn,
      slackTokenKmsKeyArn: config.slackTokenKmsKeyArn,
      slackTokenAdministratorArns: config.slackTokenAdministratorArns,
      slackApiUrl: config.slackApiUrl,
      ...slackAnswersArgs(plan),
      ...rotationArgs(plan),
      scheduleTime: config.scheduleTime,
      dryRun: config.dryRun,
      dryRunAccountIds: [...watched.dryRunAccountIds],
      fanOut: fanOutOf[config.fanOut],
      concurrency: config.concurrency,
      kmsKeyArn: config.kmsKeyArn,
      createKmsKey: config.createKmsKey,
      accessLogBucket: config.accessLogBucket,
      monitorReservedConcurrency: config.reservedConcurrency.monitor,
      notifyReservedConcurrency: config.reservedConcurrency.notify,
      keyEventsReservedConcurrency: config.reservedConcurrency.keyEvents,
      reportRetentionDays: config.reportRetentionDays,
      reportObjectLock: config.reportObjectLock && {
        days: config.reportObjectLock.days,
        mode: lockModeOf[config.reportObjectLock.mode],
      },
      deletionProtection: config.deletionProtection,
      alarmTopicArn: config.alarmTopicArn,
      alarmEmails: config.alarmEmails,
      // Who wants none sees no change when they upgrade, not even in the component's own inputs.
      ...(config.dashboard && { dashboard: true }),
      tracing: config.tracing,
      logLevel: config.logLevel,
      logRetentionDays: config.logRetentionDays,
      functionsPath,
    },
    { provider },
  );
}

const fanOutOf = { function: FanOut.Function, distributed: FanOut.Distributed };

const lockModeOf = {
  governance: ReportLockMode.Governance,
  compliance: ReportLockMode.Compliance,
};

type Watched = Pick<
  KeyMonitorArgs,
  'accounts' | 'organizationId' | 'excludedAccountIds' | 'organizationRoleArn'
>;

function watchedAccounts({ config, watched: { list } }: StackPlan): Watched {
  if (list) return { accounts: [...list] };
  const { id, exclude, roleArn } = config.accounts?.organization ?? {};
  return { organizationId: id, excludedAccountIds: exclude, organizationRoleArn: roleArn };
}

function settingsArgs(settings: Settings) {
  const { timeZone, secondKeyGraceDays, maximumExemptionDays, unusedAge } = settings;
  const { circuitBreaker, clocks, moves } = settings;
  const { remindAt, stopAt, graceDays } = clocks['access-key'];
  return {
    ...{ timeZone, secondKeyGraceDays, maximumExemptionDays, unusedAge },
    // An upgrade changes nothing where nothing is said.
    unused: settings.unused === 'disable' ? UnusedKeys.Disable : undefined,
    ...unlessDefault('provedDays', moves),
    ...unlessDefault('quietDays', moves),
    reminderAges: [...remindAt],
    disableAge: stopAt,
    graceDays,
    ...ownArgsOf(settings),
    circuitBreakerKeys: circuitBreaker.keys,
    circuitBreakerPercent: circuitBreaker.percent,
    circuitBreakerReleasedThrough: circuitBreaker.releasedThrough,
  };
}

function unlessDefault<Name extends keyof Moves>(name: Name, moves: Moves): Partial<Moves> {
  return moves[name] === defaultSettings.moves[name] ? {} : { [name]: moves[name] };
}
