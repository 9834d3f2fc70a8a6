import {
  fifoQueueUrlPattern,
  secretArnPattern,
  slackAppIdPattern,
  slackTeamIdPattern,
} from '../../rules/formats';
import { jsonIn } from '../../rules/json-in';
import { EnvironmentError } from '../environment';

type Environment = Readonly<Record<string, string | undefined>>;

/** The environment of `slack-in`, and what Lambda itself sets. */
export interface SlackInSettings {
  readonly secretArn: string;
  readonly queueUrl: string;
  readonly appId: string;
  /** Slack's ids of workspaces and organizations (T…, E…); absent: whichever has installed the app. */
  readonly workspaces?: readonly string[];
  readonly region: string;
  readonly keys: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
  /** Where the services are. */
  readonly sqs: string;
  readonly secretsManager: string;
}

/**
 * The variables, checked, by hand: zod would take a fifth of Node's start. What was found is shown, but of Lambda's own.
 * @throws EnvironmentError that names each wrong variable, what was found and what is expected.
 */
export function readSlackInEnvironment(environment: Environment): SlackInSettings {
  const problems: string[] = [];
  const read = (name: string, pattern: RegExp, expected: string) => {
    const found = environment[name] ?? '';
    if (!pattern.test(found)) problems.push(problem(name, environment[name], expected));
    return found;
  };
  const byLambda = (name: string) => {
    if (!environment[name]) problems.push(`${name} is not set: expected as Lambda sets it`);
    return environment[name] ?? '';
  };
  const settings = {
    secretArn: read(
      'KEYTURN_SLACK_SIGNING_SECRET_ARN',
      secretArnPattern,
      "expected a Secrets Manager secret's ARN",
    ),
    queueUrl: read('KEYTURN_ACTION_QUEUE_URL', fifoQueueUrlPattern, "expected a FIFO queue's URL"),
    appId: read('KEYTURN_SLACK_APP_ID', slackAppIdPattern, "expected the Slack app's id (A…)"),
    workspaces: workspacesIn(environment['KEYTURN_SLACK_TEAMS'], problems),
    region: byLambda('AWS_REGION'),
    keys: {
      accessKeyId: byLambda('AWS_ACCESS_KEY_ID'),
      secretAccessKey: byLambda('AWS_SECRET_ACCESS_KEY'),
      sessionToken: environment['AWS_SESSION_TOKEN'],
    },
  };
  if (problems.length > 0) throw new EnvironmentError(problems);
  return { ...settings, ...addresses(settings.queueUrl, environment) };
}

function problem(name: string, found: string | undefined, expected: string): string {
  const is = found === undefined ? 'is not set' : `is ${JSON.stringify(found.slice(0, 200))}`;
  return `${name} ${is}: ${expected}`;
}

function workspacesIn(found: string | undefined, problems: string[]) {
  if (found === undefined) return undefined;
  const list = jsonIn(found);
  const isId = (each: unknown) => typeof each === 'string' && slackTeamIdPattern.test(each);
  if (Array.isArray(list) && list.length > 0 && list.every(isId)) return list as readonly string[];
  const expected = 'expected JSON: a list of Slack workspace or organization ids (T… or E…)';
  problems.push(problem('KEYTURN_SLACK_TEAMS', found, expected));
  return undefined;
}

/** Of one region and partition, AWS's services differ by their first name. The others are the SDK's variables. */
function addresses(queueUrl: string, environment: Environment) {
  const { origin } = new URL(queueUrl);
  const all = environment['AWS_ENDPOINT_URL'];
  return {
    sqs: environment['AWS_ENDPOINT_URL_SQS'] ?? all ?? origin,
    secretsManager:
      environment['AWS_ENDPOINT_URL_SECRETS_MANAGER'] ??
      all ??
      origin.replace('://sqs.', '://secretsmanager.'),
  };
}
