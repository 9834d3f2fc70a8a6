import { homeOfRole, iamArn } from '../arn';
import { pressSourceIdentity } from '../names';
import { policyDocument, type PolicyDocument } from './document';

/** Who else may come: the function that does what is pressed in Slack, by its role. */
export interface TrustedPresses {
  readonly actRoleArn: string;
}

/**
 * Only the monitor's exact role, and where presses are taken that of `act`, with the external id. As a condition, not as
 * the principal: the role need not exist yet, and may be made anew (docs/decisions/0002-audit-role-trust.md).
 * @throws RangeError where an ARN is not one role's, or the roles are of two accounts.
 */
export function auditRoleTrust(
  monitorRoleArn: string,
  externalId: string,
  presses?: TrustedPresses,
): PolicyDocument {
  const monitor = homeOf(monitorRoleArn);
  const act = presses?.actRoleArn;
  if (act !== undefined && homeOf(act).accountId !== monitor.accountId)
    throw new RangeError(`${act} is of another account than ${monitorRoleArn}`);
  const account = { AWS: iamArn(monitor, 'root') };
  return policyDocument(
    {
      Sid: act === undefined ? 'TrustMonitor' : 'TrustMonitorAndAct',
      Effect: 'Allow',
      Principal: account,
      Action: 'sts:AssumeRole',
      Condition: {
        ArnEquals: {
          'aws:PrincipalArn': act === undefined ? monitorRoleArn : [monitorRoleArn, act],
        },
        StringEquals: { 'sts:ExternalId': externalId },
      },
    },
    ...(act === undefined ? [] : asItself(act, account)),
  );
}

/**
 * It comes under its own name or not at all, and nobody else comes under that one. Both here: what AWS documents to be
 * known of a source identity that is set is the identity alone, not the external id.
 */
function asItself(act: string, account: Readonly<Record<string, string>>) {
  const isAct = { 'aws:PrincipalArn': act };
  const named = { 'sts:SourceIdentity': pressSourceIdentity };
  return [
    {
      Sid: 'LetActNameItself',
      Effect: 'Allow',
      Principal: account,
      Action: 'sts:SetSourceIdentity',
      Condition: { ArnEquals: isAct, StringEquals: named },
    },
    {
      // A condition that something is not so holds, too, where nothing is said of it.
      Sid: 'DenyActUnnamed',
      Effect: 'Deny',
      Principal: { AWS: '*' },
      Action: 'sts:AssumeRole',
      Condition: { ArnEquals: isAct, StringNotEquals: named },
    },
  ] as const;
}

function homeOf(roleArn: string) {
  const home = homeOfRole(roleArn);
  if (!home) throw new RangeError(`${JSON.stringify(roleArn)} is not the ARN of one role`);
  return home;
}
