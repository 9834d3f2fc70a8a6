import type * as pulumi from '@pulumi/pulumi';
import { fullNamePattern, identityCenterNamePattern, slackUserIdPattern } from '../rules/formats';
import { tagKeys } from '../rules/tags';
import { defaultAccess, writeAccess } from '../rules/ways-in';
import { checkedInput, checkedInputIfGiven, inputError, isPlain, matching, oneOf } from './check';
import type { EngineerArgs } from './engineer-args';
import { localDate } from './formats';
import { exemptionTags } from './key-exemption';
import { RotationTool } from './rotation-tool';
import { WayIn } from './way-in';

type Tags = Record<string, pulumi.Input<string>>;

/**
 * An engineer's tags. The keys are known even where the values are not yet: policies look at them in previews.
 * @throws InputPropertyError
 */
export function tagsOf(args: EngineerArgs): Tags {
  const fullName = checkedInputIfGiven(
    'fullName',
    args.fullName,
    matching(fullNamePattern, 'a name that an AWS tag takes'),
  );
  const rotateWith = checkedInputIfGiven(
    'rotateWith',
    args.rotateWith,
    oneOf(Object.values(RotationTool)),
  );
  return {
    [tagKeys.type]: 'engineer',
    [tagKeys.slackId]: checkedInput(
      'slackId',
      args.slackId,
      matching(slackUserIdPattern, "a Slack user's id (U… or W…)"),
    ),
    ...(fullName && { [tagKeys.fullName]: fullName }),
    ...exemptionTags(args.keyExemption),
    ...(rotateWith && { [tagKeys.rotateWith]: rotateWith }),
    ...wayTags(args),
  };
}

/** Those of ways in, where they are not the default: whoever says nothing of them has no such tag. */
function wayTags(args: EngineerArgs): Tags {
  const access: readonly `${WayIn}`[] = args.access ?? defaultAccess;
  checkAccess(access);
  const has = (way: WayIn) => access.includes(way);
  if (args.keyUntil !== undefined && !(has(WayIn.Key) && access.length > 1))
    throw inputError('keyUntil', `expected none where access is ${access.join(', ')}`);
  if (args.identityCenterName !== undefined && !has(WayIn.IdentityCenter))
    throw inputError('identityCenterName', 'expected none where access has no identity-center');
  checkGroups(args, has);
  const keyUntil = checkedInputIfGiven('keyUntil', args.keyUntil, localDate);
  const ways = writeAccess(access);
  return {
    ...(ways !== writeAccess(defaultAccess) && { [tagKeys.access]: ways }),
    ...(keyUntil && { [tagKeys.keyUntil]: keyUntil }),
    ...(has(WayIn.IdentityCenter) && {
      [tagKeys.identityCenterName]: checkedInput(
        'identityCenterName',
        args.identityCenterName ?? args.userName,
        identityCenterName,
      ),
    }),
  };
}

/** Programs in other languages, and those without types, give what they like. */
function checkAccess(access: readonly string[]): void {
  if (!isPlain(access))
    throw inputError(
      'access',
      'expected ways in that are known as the program runs, found an output',
    );
  if (access.length === 0) throw inputError('access', 'expected at least one way in, found none');
  access.forEach((way, i) => {
    const known = oneOf<string>(Object.values(WayIn))(way);
    if (known !== undefined) throw inputError(`access[${i}]`, known);
    if (access.indexOf(way) < i)
      throw inputError(`access[${i}]`, `expected each way in once, found ${JSON.stringify(way)}`);
  });
}

/** A group that does what the tags deny would have the monitor judge by what is not so. */
function checkGroups(args: EngineerArgs, has: (way: WayIn) => boolean): void {
  const wrong = [
    [
      'signInGroupName',
      args.signInGroupName !== undefined && !has(WayIn.SignIn),
      'access has no sign-in',
    ],
    ['keylessGroupName', args.keylessGroupName !== undefined && has(WayIn.Key), 'access has key'],
    [
      'keyUntilGroupName',
      args.keyUntilGroupName !== undefined && args.keyUntil === undefined,
      'keyUntil is not given',
    ],
  ] as const;
  for (const [property, isWrong, why] of wrong)
    if (isWrong) throw inputError(property, `expected none where ${why}`);
}

const identityCenterName = matching(
  identityCenterNamePattern,
  'a user name of IAM Identity Center that an AWS tag takes: 1 to 128 letters, digits and _ . : / = + - @',
);
