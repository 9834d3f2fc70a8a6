import { locateKeys, type OwnValues } from './config-values';
import type { Problem } from './problem';
import type { StackFile } from './project-folder';
import type { StackConfig } from './stack-keys';

/**
 * Whether people may answer in Slack. By the app's id, which goes with the signing secret: that one may be encrypted, and
 * only the engine reads it.
 */
export function isInteractive({ slackAppId }: Pick<StackConfig, 'slackAppId'>): boolean {
  return slackAppId !== undefined;
}

/** What would be passed by in silence without the signing secret. */
const onlyWithSecret = ['slackAppId', 'slackTeams', 'responders'] as const;

/** What the signing secret needs, and what needs it. */
export function checkSlackAnswers(file: StackFile, { plain, encrypted }: OwnValues): Problem[] {
  const isGiven = (key: string) => key in plain || encrypted.includes(key);
  const wrong = (path: readonly string[], found: string, expected: string): Problem => ({
    ...locateKeys(file)([...path], 'key'),
    found,
    expected,
  });
  const problems: Problem[] = [];
  const [secret, arn] = [isGiven('slackSigningSecret'), isGiven('slackSigningSecretArn')];
  if (secret && arn)
    problems.push(
      wrong(['slackSigningSecretArn'], 'slackSigningSecret as well', 'only one of the two'),
    );
  if (isGiven('slackSigningSecretKmsKeyArn') && !arn)
    problems.push(
      wrong(
        ['slackSigningSecretKmsKeyArn'],
        'no slackSigningSecretArn',
        'it only with slackSigningSecretArn',
      ),
    );
  const { slackSigningSecretArn: signing, slackTokenSecretArn: token } = plain;
  if (signing !== undefined && signing === token)
    problems.push(
      wrong(
        ['slackSigningSecretArn'],
        'the secret of slackTokenSecretArn',
        'another: what the internet reaches is not to read the token',
      ),
    );
  if (secret || arn) {
    if (!isGiven('slackAppId'))
      problems.push(
        wrong(['slackAppId'], 'nothing', "the id of Slack's app (A…): Basic Information, App ID"),
      );
    return problems;
  }
  const stray = [
    ...onlyWithSecret.filter(isGiven).map((key) => [key]),
    ...partsOf(plain, 'settings', ['askAgainDays']),
    ...partsOf(plain, 'reservedConcurrency', ['slackIn', 'act']),
  ];
  return [
    ...problems,
    ...stray.map((path) =>
      wrong(
        path,
        'no slackSigningSecret',
        'it only with slackSigningSecret or slackSigningSecretArn',
      ),
    ),
  ];
}

function partsOf(plain: OwnValues['plain'], key: string, names: readonly string[]): string[][] {
  const { [key]: found } = plain;
  if (typeof found !== 'object' || found === null) return [];
  return names.filter((name) => name in found).map((name) => [key, name]);
}
