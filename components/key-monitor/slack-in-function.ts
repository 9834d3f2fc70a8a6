import { FunctionUrl } from '@pulumi/aws/lambda/functionUrl';
import type { Function as LambdaFunction } from '@pulumi/aws/lambda/function';
import { Permission } from '@pulumi/aws/lambda/permission';
import * as pulumi from '@pulumi/pulumi';
import { slackInPermissions } from '../../rules/policies';
import { makeFunction } from './function';
import type { Parts } from './parts';
import type { ActionQueues } from './queues';
import { signingSecretOf } from './signing-secret';
import type { SlackAnswers } from './slack-answers';

/** Slack itself waits three seconds. */
const TIMEOUT_SECONDS = 5;

/** What Slack calls: takes what Slack has signed, and leaves the doing to `act`. */
export function makeSlackIn(parts: Parts, answers: SlackAnswers, { actions }: ActionQueues) {
  const { args, keys } = parts;
  const signingSecretArn = signingSecretOf(parts, answers);
  const slackIn = makeFunction(parts, {
    what: 'slack-in',
    description: 'Takes what is pressed in Slack, if Slack has signed it, and puts it in a queue',
    permissions: (logGroupArn) =>
      pulumi
        .output({
          signingSecretArn,
          signingSecretKeyArn: answers.secretArn ? answers.kmsKeyArn : keys.all,
          actionsQueueArn: actions.arn,
          logGroupArn,
          keyArn: keys.all,
          isTraced: args.tracing,
        })
        .apply(slackInPermissions),
    usesPowertools: false,
    variables: {
      KEYTURN_SLACK_SIGNING_SECRET_ARN: signingSecretArn,
      KEYTURN_ACTION_QUEUE_URL: actions.url,
      KEYTURN_SLACK_APP_ID: answers.appId,
      ...(answers.teams && { KEYTURN_SLACK_TEAMS: pulumi.jsonStringify(answers.teams) }),
    },
    memorySize: answers.slackInMemorySize,
    timeout: TIMEOUT_SECONDS,
  });
  return { lambda: slackIn.lambda, url: openUrl(parts, slackIn.lambda) };
}

/**
 * Slack signs its requests, and has no credentials of AWS: IAM asks nobody at this URL, the function does.
 * https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html
 */
function openUrl({ name, child }: Parts, lambda: LambdaFunction): FunctionUrl {
  const everybody = { function: lambda.name, principal: '*' };
  const byUrl = new Permission(
    `${name}-slack-in-call-url`,
    { ...everybody, action: 'lambda:InvokeFunctionUrl', functionUrlAuthType: 'NONE' },
    child,
  );
  const invoke = new Permission(
    `${name}-slack-in-invoke-by-url`,
    { ...everybody, action: 'lambda:InvokeFunction', invokedViaFunctionUrl: true },
    child,
  );
  return new FunctionUrl(
    `${name}-slack-in-url`,
    { functionName: lambda.name, authorizationType: 'NONE' },
    { ...child, dependsOn: [byUrl, invoke] },
  );
}
