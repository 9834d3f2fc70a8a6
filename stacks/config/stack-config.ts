import { z } from 'zod';
import { mostAtATime } from '../../rules/fan-out';
import { checkBesideConfig } from './beside-config';
import { check, type Checked } from './check';
import type { CheckedStack } from './checked-stack';
import {
  checkValues,
  isEncrypted,
  isSet,
  locateKeys,
  ownValues,
  type OwnValues,
} from './config-values';
import { credentialsBesideSettings } from './credentials';
import { checkDefaultTags } from './default-tags';
import { slackIds } from './fields';
import { checkMonitorArns } from './monitor-arns';
import { checkNamespaces, strayedKeys } from './namespaces';
import { checkOwnArns } from './own-arns';
import type { Problem } from './problem';
import type { StackFile } from './project-folder';
import { checkSlackAnswers } from './slack-answers';
import { checkRoles } from './stack-roles';
import { checkReportLock } from './report-lock';
import { checkStackSet } from './stack-set';
import {
  accountKinds as allKinds,
  kindOfKey,
  stackConfigSchema,
  type AccountKind,
  type StackConfig,
} from './stack-keys';

/**
 * Checks a stack's config.
 * @param file the stack's file, for the places of what is wrong; its values, too, where there are no others.
 * @param values what the engine gave to the program, by key with namespace.
 */
export function checkStackConfig(
  file: StackFile,
  values: ReadonlyMap<string, unknown> = file.values,
): Checked<CheckedStack> {
  const own = ownValues(values);
  const { value, problems } = checkValues(stackConfigSchema, file, values);
  const strayed = checkNamespaces([...file.ownKeys, ...values.keys()], file.project, file.locate);
  const besideConfig = checkBesideConfig(file);
  if (besideConfig.some(({ path }) => !path.includes(':'))) return failed(besideConfig);
  const isStrayed = new Set([...strayedKeys(strayed), ...besideConfig.map(({ path }) => path)]);
  const others = [
    ...problems,
    ...checkLeak(file),
    ...checkSlackAnswers(file, own),
    ...checkKinds(file, own),
    ...checkMonitor(file, own),
    ...checkMonitorArns(file, own),
    ...checkConcurrency(file, own),
    ...check(credentialsBesideSettings, own.plain, locateKeys(file)).problems,
    ...(value
      ? [
          ...checkRoles(file, value),
          ...checkStackSet(file, value),
          ...checkReportLock(file, value),
          ...checkOwnArns(file, value),
          ...checkReserved(file, value),
        ]
      : []),
    ...checkDefaultTags(file, values, isOfKind(own, 'identity')),
  ];
  // What stands elsewhere is missed for that alone.
  const all = [...besideConfig, ...strayed, ...others.filter(({ path }) => !isStrayed.has(path))];
  return value && all.length === 0 ? { value, problems: [] } : failed(all);
}

function failed(problems: readonly Problem[]): Checked<never> {
  return { value: undefined, problems };
}

/** A secret in plain text is a leak, whatever the engine made of it. */
function checkLeak(file: StackFile): Problem[] {
  return ['keyturn:slackToken', 'keyturn:slackSigningSecret'].flatMap((key) => {
    const value = file.values.get(key);
    if (!isSet(value) || isEncrypted(value)) return [];
    return {
      ...file.locate([key], 'value'),
      found: 'plain text',
      expected: `a secret: pulumi config set --secret ${key}`,
    };
  });
}

/** A key that the account's kinds don't use would be ignored in silence. */
function checkKinds(file: StackFile, { plain: { accountKinds } }: OwnValues): Problem[] {
  const kinds = z.array(z.enum(allKinds)).min(1).safeParse(accountKinds).data;
  if (!kinds) return [];
  return [...file.ownKeys].flatMap((key) => {
    const kind = kindOfKey(key.replace('keyturn:', ''));
    if (kind === undefined || kinds.includes(kind) || !isSet(file.values.get(key))) return [];
    return {
      ...file.locate([key], 'key'),
      found: `a key of the account kind ${kind}`,
      expected: `keys of ${kinds.join(', ')} only, as accountKinds says`,
    };
  });
}

function isOfKind({ plain: { accountKinds } }: OwnValues, kind: AccountKind): boolean {
  return Array.isArray(accountKinds) && accountKinds.includes(kind);
}

/** What the monitor needs and no default can give. */
function checkMonitor(file: StackFile, own: OwnValues): Problem[] {
  if (!isOfKind(own, 'monitor')) return [];
  const { plain, encrypted } = own;
  const isGiven = (key: string) => key in plain || encrypted.includes(key);
  const wrong = (key: string, found: string, expected: string): Problem => ({
    ...locateKeys(file)([key], 'key'),
    found,
    expected,
  });
  const problems: Problem[] = [];
  if (!isGiven('teamChannel')) problems.push(wrong('teamChannel', 'nothing', slackIds.channel));
  if (!isGiven('slackToken') && !isGiven('slackTokenSecretArn'))
    problems.push(
      wrong('slackTokenSecretArn', 'nothing', 'the ARN of a secret, or the secret slackToken'),
    );
  if (isGiven('slackToken') && isGiven('slackTokenSecretArn'))
    problems.push(wrong('slackTokenSecretArn', 'slackToken as well', 'only one of the two'));
  if (isGiven('slackTokenKmsKeyArn') && isGiven('slackToken'))
    problems.push(
      wrong('slackTokenKmsKeyArn', 'slackToken as well', 'it only with slackTokenSecretArn'),
    );
  if (
    isGiven('slackTokenAdministratorArns') &&
    !isGiven('slackToken') &&
    !isGiven('slackSigningSecret')
  )
    problems.push(
      wrong(
        'slackTokenAdministratorArns',
        'no slackToken',
        'it only with slackToken or slackSigningSecret',
      ),
    );
  if (plain['rotateWith'] === 'custom' && !isGiven('customRotation'))
    problems.push({
      ...locateKeys(file)(['rotateWith'], 'value'),
      found: 'custom alone',
      expected: 'keyturn:customRotation (command and link) beside it, or another tool',
    });
  if (isGiven('kmsKeyArn') && plain['createKmsKey'] === true)
    problems.push(wrong('kmsKeyArn', 'createKmsKey: true as well', 'only one of the two'));
  return problems;
}

/** How many fit beside each other depends on where they run. What is no number at all the schema says. */
function checkConcurrency(file: StackFile, { plain }: OwnValues): Problem[] {
  const { concurrency, fanOut = 'function' } = plain;
  const most = mostAtATime.function;
  if (fanOut !== 'function' || typeof concurrency !== 'number' || concurrency <= most) return [];
  return [
    {
      ...locateKeys(file)(['concurrency'], 'value'),
      found: String(concurrency),
      expected: `at most ${most}, or fanOut: distributed`,
    },
  ];
}

/** A distributed run would be held up by what is kept for its own function. */
function checkReserved(file: StackFile, config: StackConfig): Problem[] {
  const { fanOut, concurrency, reservedConcurrency } = config;
  const { monitor } = reservedConcurrency;
  if (fanOut !== 'distributed' || monitor === undefined || monitor >= concurrency) return [];
  return [
    {
      ...locateKeys(file)(['reservedConcurrency', 'monitor'], 'value'),
      found: String(monitor),
      expected: `at least ${concurrency}, as concurrency says of distributed runs`,
    },
  ];
}
