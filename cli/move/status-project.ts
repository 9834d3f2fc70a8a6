import { existsSync } from 'node:fs';
import path from 'node:path';
import type { WithoutUser } from '../../rules/person/compose-move-status';
import { defaultSettings, type Settings } from '../../rules/settings';
import { readAccounts } from '../../stacks/config/accounts';
import { hasIamUser } from '../../stacks/config/groups';
import type { ProjectFolder } from '../../stacks/config/project-folder';
import { badUse, isCliError } from '../cli-error';
import { identityPlan } from '../engineer-named';
import { openProject } from '../project';
import { readSettings } from '../reading/settings-file';

/** What the project's files add to what AWS says. */
export interface StatusProject {
  readonly settings: Settings;
  /** Of engineers.yaml those who have no IAM user, by the account that would have it; absent where no file says it. */
  readonly withoutUser?: WithoutUser;
}

/**
 * What the project says: that of --project, or the one in the working folder, where there is one. What stands in the
 * working folder and is not right is told, and passed by.
 * @throws CliError
 */
export function statusProject({
  project: given,
  config,
}: {
  readonly project?: string;
  readonly config?: string;
}): StatusProject {
  const ofConfig = config === undefined ? undefined : readSettings(config).settings;
  const folder = given ?? '.';
  if (given === undefined && !existsSync(path.join(folder, 'Pulumi.yaml')))
    return { settings: ofConfig ?? defaultSettings };
  try {
    const project = openProject(folder);
    const withoutUser = withoutUserIn(project);
    return { settings: ofConfig ?? monitorSettings(project), withoutUser };
  } catch (error) {
    if (given !== undefined || !isCliError(error)) throw error;
    process.stderr.write(
      `keyturn: the project in this folder is not read, neither its numbers nor its people without an IAM user: ${error.message}\n`,
    );
    return { settings: ofConfig ?? defaultSettings };
  }
}

/**
 * The numbers of the project's monitor; the rules' own where no stack file has one.
 * @throws CliError
 */
export function monitorSettings(project: ProjectFolder): Settings {
  const monitors = readAccounts(project).accounts.filter(({ kinds }) => kinds.includes('monitor'));
  const [monitor, ...others] = monitors;
  if (others.length > 0)
    throw badUse(
      `${monitors.map(({ name }) => `Pulumi.${name}.yaml`).join(' and ')} each have a monitor: name one with --config`,
    );
  return monitor?.settings ?? defaultSettings;
}

function withoutUserIn(project: ProjectFolder): WithoutUser {
  const { account, users } = identityPlan(project);
  return {
    accountId: account.id,
    people: users.engineers
      .filter((engineer) => !hasIamUser(engineer))
      .map(({ userName, fullName, access }) => ({ userName, fullName, access })),
  };
}
