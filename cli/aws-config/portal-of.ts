import { accessPortalPattern, accountAccessTenantPattern } from '../../rules/formats';
import type { DeclaredEngineer } from '../../stacks/config/engineers';
import type { StackPlan } from '../../stacks/config/plan';
import type { ProjectFolder } from '../../stacks/config/project-folder';
import { badUse } from '../cli-error';
import { plansOf } from '../project';
import type { Portal } from './identity-center';

export interface PortalOptions {
  readonly startUrl?: string;
  readonly ssoRegion?: string;
  readonly tenantId?: string;
}

const regionPattern = /^[a-z]{2}(-[a-z]+)+-\d$/;

/**
 * Where somebody signs in who comes through Identity Center; undefined for everybody else. What no option says, the stack
 * file does of the account that administers it, if the project has one.
 * @throws CliError where it is not said, or badly, or that stack is not right
 */
export function portalOf(
  { userName, access }: Pick<DeclaredEngineer, 'userName' | 'access'>,
  options: PortalOptions,
  project: ProjectFolder,
  regionOfUsers: string,
): Portal | undefined {
  checkForms(options);
  if (!access.includes('identity-center')) return undefined;
  const [center] = plansOf(project, 'identity-center');
  const declared = center?.config.identityCenter;
  const startUrl = options.startUrl ?? declared?.startUrl;
  if (startUrl === undefined)
    throw badUse(
      `${userName} comes through IAM Identity Center: say with --start-url where its AWS access portal is, such as https://d-1234567890.awsapps.com/start${orIn('startUrl', center)}`,
    );
  const isIntoOurRoles = declared?.mode === 'account-access';
  const tenantId = options.tenantId ?? (isIntoOurRoles ? declared.tenantId : undefined);
  if (isIntoOurRoles && tenantId === undefined)
    throw badUse(
      `${userName} comes into the roles that are there: say with --tenant-id which tenant account access manager has (aa-…)${orIn('tenantId', center)}`,
    );
  const region = options.ssoRegion ?? center?.account.region ?? regionOfUsers;
  return { startUrl, region, tenantId, permissionSets: namesOfPermissionSets(center) };
}

function checkForms({ startUrl, ssoRegion, tenantId }: PortalOptions): void {
  const forms = [
    [
      '--start-url',
      startUrl,
      accessPortalPattern,
      'such as https://d-1234567890.awsapps.com/start',
    ],
    ['--sso-region', ssoRegion, regionPattern, 'a region, such as eu-central-1'],
    [
      '--tenant-id',
      tenantId,
      accountAccessTenantPattern,
      "account access manager's tenant id: aa-…",
    ],
  ] as const;
  for (const [option, value, pattern, expected] of forms)
    if (value !== undefined && !pattern.test(value))
      throw badUse(`${option} is ${JSON.stringify(value)}: expected ${expected}`);
}

function orIn(key: string, center: StackPlan | undefined): string {
  return center === undefined
    ? ''
    : `; or ${key} under keyturn:identityCenter in Pulumi.${center.account.name}.yaml`;
}

/** By role. */
function namesOfPermissionSets(center: StackPlan | undefined): ReadonlyMap<string, string> {
  const { permissionSets = [] } = center?.identityCenter ?? {};
  return new Map(
    permissionSets.flatMap(({ name, roles }) =>
      roles.map(({ reference }) => [reference, name] as const),
    ),
  );
}
