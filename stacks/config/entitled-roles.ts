import { parseArn } from '../../rules/arn';
import type { DeclaredAccount, DeclaredRole } from './declared-account';
import type { IdentityCenterPlan } from './identity-center-plan';
import type { Here } from './neighbours';
import { describeValue, type Problem } from './problem';

/** What account access manager asks of the roles before it lets anybody in: that they trust it, and not too many groups. */
export function checkEntitled(here: Here, plan: IdentityCenterPlan): Problem[] {
  const roles = new Set(plan.groups.flatMap((group) => group.roles));
  const accounts = here.accounts.filter((account) =>
    account.roles.some((role) => role.permissions && isAmong(roles, role)),
  );
  return [
    ...accounts.flatMap((account) => checkTrust(here, account)),
    ...checkGroupsOfRoles(here, plan),
  ];
}

function isAmong(roles: ReadonlySet<DeclaredRole>, { arn }: DeclaredRole): boolean {
  return [...roles].some((each) => each.arn === arn);
}

/** AWS looks into the role's trust when somebody is to be let in, and refuses where it is not there. */
function checkTrust(here: Here, account: DeclaredAccount): Problem[] {
  const { accountAccessApplicationArn: trusted } = account;
  const { region, identityCenter } = here.config;
  const wrong = (found: string, expected: string): Problem[] => [
    {
      ...here.file.locate(['keyturn:identityCenter'], 'value'),
      found: `people who come into the roles of ${account.name}, and ${found} in its keyturn:accountAccessApplicationArn`,
      expected,
    },
  ];
  if (trusted === undefined)
    return wrong(
      'nothing',
      "the application's ARN (best as a default in Pulumi.yaml): AWS lets nobody into a role that does not trust it. Where it is still to be made, deploy this stack while nobody's access says identity-center; its output accountAccessApplicationArn is the ARN",
    );
  const { applicationArn } = identityCenter;
  if (applicationArn !== undefined)
    return trusted === applicationArn
      ? []
      : wrong(describeValue(trusted), `applicationArn, ${applicationArn}`);
  const { accountId, region: ofApplication } = parseArn(trusted) ?? {};
  if (accountId === here.account.id && ofApplication === region) return [];
  return wrong(
    describeValue(trusted),
    `the application that this stack makes, of ${here.account.id} and ${region}; or applicationArn, where it is there already`,
  );
}

function checkGroupsOfRoles(here: Here, { groups }: IdentityCenterPlan): Problem[] {
  const { maximumGroupsOfRole: most } = here.config.identityCenter;
  const uses = groups.flatMap(({ roles }) => roles.map(({ reference }) => reference));
  return [...Map.groupBy(uses, (reference) => reference)].flatMap(([reference, all]) => {
    if (all.length <= most) return [];
    return [
      {
        ...here.file.locate(['keyturn:identityCenter', 'maximumGroupsOfRole'], 'value'),
        found: `${all.length} groups of the role ${reference}, one for each distinct set of roles`,
        expected: `at most ${most}, which is what account access manager takes of one role: give more people the same roles by roleSets; or have AWS raise the quota, and say so here`,
      },
    ];
  });
}
