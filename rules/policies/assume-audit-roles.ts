import { iamArn } from '../arn';
import type { Condition, Statement } from './document';

/** Which audit roles a function may assume. */
export interface AuditRoles {
  readonly partition: string;
  /** Without its path, which is always `/`. */
  readonly auditRoleName: string;
  /** The accounts; undefined where AWS Organizations is asked for them. */
  readonly accountIds?: readonly string[];
}

/** @param sourceIdentity under which alone they may be assumed; without it, under none */
export function assumeAuditRoles(
  { partition, auditRoleName, accountIds }: AuditRoles,
  sourceIdentity?: string,
): Statement {
  const arnIn = (accountId: string) => iamArn({ partition, accountId }, `role/${auditRoleName}`);
  const asked = {
    ...(sourceIdentity !== undefined && { 'sts:SourceIdentity': sourceIdentity }),
    // Any account, but of the own organization.
    ...(accountIds === undefined && { 'aws:ResourceOrgID': '${aws:PrincipalOrgID}' }),
  };
  const condition: Condition = { StringEquals: asked };
  return {
    Sid: 'AssumeAuditRoles',
    Effect: 'Allow',
    Action:
      sourceIdentity === undefined ? 'sts:AssumeRole' : ['sts:AssumeRole', 'sts:SetSourceIdentity'],
    Resource: accountIds ? [...new Set(accountIds)].sort().map(arnIn) : arnIn('*'),
    ...(Object.keys(asked).length > 0 && { Condition: condition }),
  };
}
