import * as pulumi from '@pulumi/pulumi';
import {
  slackAppIdPattern,
  slackSigningSecretPattern,
  slackTeamIdPattern,
  slackUserIdPattern,
} from '../../rules/formats';
import {
  checked,
  checkedIfGiven,
  each,
  inputError,
  matching,
  secretMatching,
  wholeNumber,
} from '../check';
import { keyArn, secretArn as secretArnFormat } from '../formats';
import type { KeyMonitorArgs } from './args';
import type { SlackAnswersArgs } from './slack-answers-args';

/** What is of no use without the signing secret, and would be passed by in silence. */
const onlyWithSecret = [
  'slackAppId',
  'slackTeams',
  'responders',
  'askAgainDays',
  'slackInMemorySize',
  'slackInReservedConcurrency',
  'actMemorySize',
  'actTimeout',
  'actReservedConcurrency',
] as const satisfies readonly (keyof SlackAnswersArgs)[];

/** Of one key there is never more than one: so many keys, or people's homes, at a time. */
export const actsAtATime = 5;

/** How people answer in Slack, checked and with the defaults. */
export interface SlackAnswers {
  /** The signing secret itself, or where it is. */
  readonly secret?: pulumi.Output<string>;
  readonly secretArn?: pulumi.Output<string>;
  readonly kmsKeyArn?: pulumi.Output<string>;
  readonly appId: pulumi.Output<string>;
  readonly teams?: pulumi.Output<string[]>;
  readonly responders: pulumi.Output<string[]>;
  readonly askAgainDays: pulumi.Output<number>;
  readonly slackInMemorySize: pulumi.Output<number>;
  readonly actMemorySize: pulumi.Output<number>;
  readonly actTimeout: pulumi.Output<number>;
}

/**
 * Undefined where there is no signing secret, and so nothing of all this.
 * @throws InputPropertyError
 */
export function slackAnswersOf(args: KeyMonitorArgs): SlackAnswers | undefined {
  const signing = signingSecret(args);
  if (!signing) {
    const stray = onlyWithSecret.find((property) => args[property] !== undefined);
    if (stray !== undefined)
      throw inputError(stray, 'expected only with slackSigningSecret or slackSigningSecretArn');
    return undefined;
  }
  if (args.slackAppId === undefined)
    throw inputError('slackAppId', "expected the id of Slack's app (A…), found none");
  return {
    ...signing,
    appId: checked(
      'slackAppId',
      args.slackAppId,
      matching(slackAppIdPattern, "the id of Slack's app (A…)"),
    ),
    teams: checkedIfGiven(
      'slackTeams',
      args.slackTeams,
      (found) => noneAtAll(found) ?? each(matching(slackTeamIdPattern, teams))(found),
    ),
    responders:
      checkedIfGiven(
        'responders',
        args.responders,
        each(matching(slackUserIdPattern, "a Slack user's id (U… or W…)")),
      ) ?? pulumi.output<string[]>([]),
    askAgainDays:
      checkedIfGiven('askAgainDays', args.askAgainDays, wholeNumber(0, 30)) ?? pulumi.output(1),
    slackInMemorySize: memory('slackInMemorySize', args),
    actMemorySize: memory('actMemorySize', args),
    actTimeout:
      checkedIfGiven('actTimeout', args.actTimeout, wholeNumber(10, 900)) ?? pulumi.output(30),
  };
}

const teams = 'the id of a Slack workspace or organization (T… or E…)';

function noneAtAll(found: readonly string[]): string | undefined {
  return found.length === 0 ? 'expected at least one, found none' : undefined;
}

function memory(property: 'slackInMemorySize' | 'actMemorySize', args: KeyMonitorArgs) {
  return checkedIfGiven(property, args[property], wholeNumber(128, 10240)) ?? pulumi.output(512);
}

function signingSecret(args: KeyMonitorArgs) {
  const secret = checkedIfGiven(
    'slackSigningSecret',
    args.slackSigningSecret,
    secretMatching(slackSigningSecretPattern, "the signing secret of Slack's app"),
  );
  const secretArn = checkedIfGiven(
    'slackSigningSecretArn',
    args.slackSigningSecretArn,
    secretArnFormat,
  );
  const kmsKeyArn = checkedIfGiven(
    'slackSigningSecretKmsKeyArn',
    args.slackSigningSecretKmsKeyArn,
    keyArn,
  );
  if (secret && secretArn)
    throw inputError(
      'slackSigningSecret',
      'expected either this or slackSigningSecretArn, found both',
    );
  if (kmsKeyArn && !secretArn)
    throw inputError('slackSigningSecretKmsKeyArn', 'expected only with slackSigningSecretArn');
  if (secret) return { secret: pulumi.secret(secret) };
  if (!secretArn) return undefined;
  const both = { signing: args.slackSigningSecretArn, token: args.slackTokenSecretArn };
  const checkedArn = pulumi
    .all([secretArn, checked('slackSigningSecretArn', both, ofItsOwn)])
    .apply(([arn]) => arn);
  return { secretArn: checkedArn, kmsKeyArn };
}

/** Or what the internet reaches could read the bot's token. */
function ofItsOwn({ signing, token }: Readonly<Record<'signing' | 'token', string | undefined>>) {
  return signing === token ? 'expected another secret than slackTokenSecretArn' : undefined;
}

/** The variable KEYTURN_QUESTIONS. */
export function questionsVariable(againAfterDays: number): string {
  return JSON.stringify({ againAfterDays });
}

/** The variable KEYTURN_PRESSES. */
export function pressesVariable(responders: readonly string[]): string {
  return JSON.stringify({ canDisable: responders.length > 0 });
}

/** How many of each may run at a time: of `act` no fewer than are woken at a time. */
export function reservedForAnswers(args: KeyMonitorArgs, most: number, isOn: boolean) {
  if (!isOn) return {};
  const given = args.slackInReservedConcurrency;
  return {
    // Whoever sends it requests is not to use up what the other functions need.
    'slack-in':
      checkedIfGiven('slackInReservedConcurrency', given, (found) =>
        found === -1 ? undefined : wholeNumber(1, most)(found),
      ) ?? pulumi.output(10),
    act: checkedIfGiven(
      'actReservedConcurrency',
      args.actReservedConcurrency,
      wholeNumber(actsAtATime, most),
    ),
  };
}
