import * as pulumi from '@pulumi/pulumi';
import { commandProblem, linkProblem, profilePattern, type Rotation } from '../../rules/rotation';
import { checkedIfGiven, matching, oneOf, type Check } from '../check';
import { accountId } from '../formats';
import { RotationTool } from '../rotation-tool';
import type { KeyMonitorArgs } from './args';

/**
 * What the messages' function is told of rotating; undefined where nothing is said.
 * @throws InputPropertyError
 */
export function rotationOf(args: KeyMonitorArgs): pulumi.Output<Rotation> | undefined {
  const tool = checkedIfGiven(
    'rotateWith',
    args.rotateWith,
    (found) =>
      oneOf(Object.values(RotationTool))(found) ??
      (found === RotationTool.Custom && args.customRotation === undefined
        ? 'expected customRotation as well, found none'
        : undefined),
  );
  const command = checkedIfGiven(
    'customRotation.command',
    partOf(args, 'command'),
    textWith(commandProblem),
  );
  const link = checkedIfGiven('customRotation.link', partOf(args, 'link'), textWith(linkProblem));
  const profiles = checkedIfGiven('profiles', args.profiles, profileOfEach);
  if (!tool && !command && !profiles) return undefined;
  return pulumi
    .all([tool, command, link, profiles])
    .apply(([tool = RotationTool.Keyturn, command, link, profiles = {}]) => ({
      tool,
      ...(command !== undefined && link !== undefined && { custom: { command, link } }),
      profiles,
    }));
}

function partOf({ customRotation }: KeyMonitorArgs, part: 'command' | 'link') {
  return customRotation === undefined
    ? undefined
    : pulumi.Output.isInstance(customRotation) || customRotation instanceof Promise
      ? pulumi.output(customRotation).apply((known) => known[part])
      : customRotation[part];
}

function textWith(problemOf: (text: string) => string | undefined): Check<string> {
  return (text) => {
    const problem = problemOf(String(text));
    return (
      problem && `${problem}${problem.includes('found') ? '' : `, found ${JSON.stringify(text)}`}`
    );
  };
}

const profileOfEach: Check<Record<string, string>> = (profiles) => {
  for (const [id, profile] of Object.entries(profiles)) {
    const problem = accountId(id) ?? matching(profilePattern, "a profile's name")(profile);
    if (problem !== undefined) return problem;
  }
  return undefined;
};
