import * as pulumi from '@pulumi/pulumi';
import type { KeyMonitorArgs } from '../components/key-monitor';
import type { StackPlan } from './config/plan';
import { isInteractive } from './config/slack-answers';

/** What the monitor is told of answers in Slack: nothing where its stack file has no signing secret. */
export function slackAnswersArgs({ config }: StackPlan): Partial<KeyMonitorArgs> {
  if (!isInteractive(config)) return {};
  const { slackSigningSecret, reservedConcurrency } = config;
  return {
    slackSigningSecret:
      slackSigningSecret === undefined ? undefined : pulumi.secret(slackSigningSecret),
    slackSigningSecretArn: config.slackSigningSecretArn,
    slackSigningSecretKmsKeyArn: config.slackSigningSecretKmsKeyArn,
    slackAppId: config.slackAppId,
    slackTeams: config.slackTeams,
    responders: config.responders,
    askAgainDays: config.settings.questions?.againAfterDays,
    slackInReservedConcurrency: reservedConcurrency.slackIn,
    actReservedConcurrency: reservedConcurrency.act,
  };
}
