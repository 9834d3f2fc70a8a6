import path from 'node:path';
import type { PlaceInProject } from '../../rules/offboarding/holdings';
import { isSameName } from '../../rules/without-case';
import type { DeclaredEngineer } from '../../stacks/config/engineers';
import { describeValue, formatPath } from '../../stacks/config/problem';
import { readStackFile } from '../../stacks/config/project-folder';
import { parseYaml, readYamlFile, type YamlFile } from '../../stacks/config/yaml-file';
import type { Company } from './company';

type Path = readonly (string | number)[];

/**
 * Every field of the project's files that names somebody, but for their own entry.
 * @param usersText of engineers.yaml, as it is left
 */
export function placesInProject(
  engineer: DeclaredEngineer,
  { project, plan }: Company,
  usersText: string,
): readonly PlaceInProject[] {
  const users = parseYaml(usersText, plan.config.engineersFile);
  const stacks = project.stacks.map((stack) => ({
    file: readStackFile(project, stack).file,
    stack,
  }));
  const ofProject = readYamlFile(path.join(project.folder, 'Pulumi.yaml'), 'Pulumi.yaml');
  return [
    ...placesIn(users, engineer, plan.account.name),
    ...placesIn(ofProject, engineer, undefined),
    ...stacks.flatMap(({ file, stack }) => placesIn(file, engineer, stack)),
  ];
}

function placesIn(
  file: YamlFile,
  engineer: DeclaredEngineer,
  stack: string | undefined,
): readonly PlaceInProject[] {
  return textsIn(file.value, [])
    .filter(({ at }) => !(at[0] === 'engineers' && isSameName(String(at[1]), engineer.userName)))
    .filter(({ text }) => names(text, engineer))
    .map(({ at, text }) => {
      const position = file.positionOf(at);
      // The key `config` is Pulumi's own: people speak of what stands under it.
      const field = formatPath(at[0] === 'config' ? at.slice(1) : at);
      return {
        file: file.name,
        ...position,
        field,
        found: describeValue(text),
        todo: todoOf(field, stack),
      };
    });
}

function textsIn(
  value: unknown,
  at: Path,
): readonly { readonly at: Path; readonly text: string }[] {
  if (typeof value === 'string') return [{ at, text: value }];
  if (Array.isArray(value)) return value.flatMap((each, i) => textsIn(each, [...at, i]));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => textsIn(each, [...at, key]));
}

/** As the name of a user, a session or an address, or by what else they are called. */
function names(text: string, { userName, slackId, identityCenterName }: DeclaredEngineer): boolean {
  if (text === slackId || isSameName(text, userName)) return true;
  if (identityCenterName !== undefined && isSameName(text, identityCenterName)) return true;
  const [, ofArn] =
    /^arn:[\w-]+:(?:iam|sts)::\d{12}:(?:user|mfa|assumed-role)\/(?:.*\/)?([^/]+)$/.exec(text) ?? [];
  const [, ofAddress] = /^([^@\s]+)@[^@\s]+$/.exec(text) ?? [];
  return [ofArn, ofAddress].some((name) => name !== undefined && isSameName(name, userName));
}

function todoOf(field: string, stack: string | undefined): string {
  const up = stack === undefined ? 'pulumi up in each stack' : `pulumi up -s ${stack}`;
  if (field.startsWith('keyturn:responders'))
    return `take it out, else they may press Disable now while they are in Slack; ${up}`;
  if (field.startsWith('keyturn:alarmEmails')) return `say who gets the alarms instead; ${up}`;
  if (/^machineUsers.*\.slackId$/.test(field))
    return `say who is told of this machine's keys instead; ${up}`;
  return `say somebody or something else, or take it out; ${up}`;
}
