import { existsSync } from 'node:fs';
import path from 'node:path';
import { checkBesideConfig } from '../../stacks/config/beside-config';
import { check } from '../../stacks/config/check';
import { credentialsBesideSettings, settingsOf } from '../../stacks/config/credentials';
import { locateKeys, ownValues, type OwnValues } from '../../stacks/config/config-values';
import { checkNamespaces } from '../../stacks/config/namespaces';
import { describeValue, formatProblem, type Problem } from '../../stacks/config/problem';
import {
  readProjectFolder,
  readStackFile,
  type StackFile,
} from '../../stacks/config/project-folder';
import { stackConfigSchema } from '../../stacks/config/stack-keys';
import { badUse } from '../cli-error';
import type { MonitorSettings } from './monitor-settings';

const schema = stackConfigSchema
  .pick({ settings: true, credentials: true, scheduleTime: true, slackAppId: true })
  .strip();

/** A file of something else, of which the defaults would be taken for what it says. */
function withoutConfig({ file }: StackFile): readonly Problem[] {
  const { value } = file;
  const isThere = typeof value === 'object' && value !== null && 'config' in value;
  if (isThere || file.problems.length > 0) return [];
  const found = typeof value === 'object' && value !== null ? 'no config' : describeValue(value);
  return [{ file: file.name, path: '', found, expected: "a stack's file, with config in it" }];
}

/** Another account's file, of which the defaults would be taken for the monitor's numbers. */
function ofAnotherKind(stackFile: StackFile, { plain }: OwnValues): readonly Problem[] {
  const { accountKinds: kinds, settings } = plain;
  const isOther = Array.isArray(kinds) && kinds.length > 0 && !kinds.includes('monitor');
  if (!isOther || settings !== undefined) return [];
  const expected = "the file of a stack whose accountKinds has monitor, for the monitor's settings";
  return [
    { ...locateKeys(stackFile)(['accountKinds'], 'value'), found: describeValue(kinds), expected },
  ];
}

/** As the stack itself refuses it. */
function unreadable(stackFile: StackFile, { encrypted }: OwnValues): readonly Problem[] {
  return encrypted
    .filter((key) => key in schema.shape)
    .map((key) => ({
      ...locateKeys(stackFile)([key], 'value'),
      found: 'a secret',
      expected: 'plain text',
    }));
}

/**
 * The settings of a `Pulumi.<stack>.yaml`, over the defaults of the Pulumi.yaml beside it.
 * @throws CliError
 */
export function settingsOfStack(file: string): MonitorSettings {
  const stack = /^Pulumi\.(.+)\.yaml$/.exec(path.basename(file))?.[1];
  if (stack === undefined)
    throw badUse(`--config is ${file}: expected a stack's file, Pulumi.<stack>.yaml`);
  const folder = path.dirname(file);
  const project = readProjectFolder(folder);
  const stackFile = readStackFile({ ...project, stackConfigFolder: folder }, stack);
  const own = ownValues(stackFile.values);
  const { plain } = own;
  const { value, problems } = check(schema, plain, locateKeys(stackFile));
  const strayed = checkNamespaces(stackFile.ownKeys, project.name, stackFile.locate);
  const ofProject = existsSync(path.join(folder, 'Pulumi.yaml')) ? project.problems : [];
  const [problem, ...others] = [
    ...stackFile.file.problems,
    ...ofProject,
    ...checkBesideConfig(stackFile),
    ...withoutConfig(stackFile),
    ...strayed,
    ...unreadable(stackFile, own),
    ...problems,
    ...check(credentialsBesideSettings, plain, locateKeys(stackFile)).problems,
    ...ofAnotherKind(stackFile, own),
  ];
  if (value && !problem) return { settings: settingsOf(value), scheduleTime: value.scheduleTime };
  const more = others.length > 0 ? ` (and ${others.length} more)` : '';
  throw badUse(`--config: ${problem ? formatProblem(problem) : file}${more}`);
}
