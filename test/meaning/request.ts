import type { PolicyDocument } from '../../rules/policies';
import type { Company } from './company';
import type { Mfa, Principal } from './principal';
import type { Attached } from './role';

export interface Asked {
  /** Such as `iam:CreateAccessKey`. */
  readonly action: string;
  /** An ARN; or `*`, for what is about no resource. */
  readonly resource: string;
  /** Of the resource. */
  readonly accountId: string;
  /** What the request says beside who makes it. */
  readonly context?: Readonly<Record<string, string>>;
  /** The trust policy of a role that the stacks did not make. */
  readonly trust?: PolicyDocument;
}

/** All that whoever judges it is told, in AWS or instead of it. */
export interface Request {
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  /** Of the resource. */
  readonly accountId: string;
  readonly context: Readonly<Record<string, string>>;
  readonly policies: readonly Attached[];
  readonly boundary?: PolicyDocument;
  /** Of a role, its trust policy. */
  readonly resourcePolicy?: PolicyDocument;
  /** The name of what registers that. */
  readonly registeredAs: string;
}

export function requestOf(company: Company, who: Principal, asked: Asked): Request {
  const { action, resource, accountId } = asked;
  const registered = policyOf(company, asked);
  const trust = isOfTrust(asked) ? asked.trust : undefined;
  const resourcePolicy = trust ?? registered?.document;
  return {
    ...{ principal: who.arn, action, resource, accountId, policies: who.policies },
    context: { ...contextOf(who), ...asked.context },
    ...(who.boundary && { boundary: who.boundary }),
    ...(resourcePolicy && { resourcePolicy }),
    registeredAs: registered?.resource ?? '',
  };
}

/** The trust policy of a role; of anything else its own policy. */
function policyOf({ roles, resourcePolicies }: Company, asked: Asked) {
  const { resource } = asked;
  if (isOfTrust(asked)) return roles.find(({ arn }) => arn === resource)?.trust;
  return resourcePolicies.get(resource);
}

/** STS asks the trust policy of a role; whoever looks at the role or changes it is not asked for it. */
function isOfTrust({ action }: Asked): boolean {
  return action.startsWith('sts:');
}

const saysMfa: Readonly<Record<Mfa, Readonly<Record<string, string>>>> = {
  given: { 'aws:MultiFactorAuthPresent': 'true', 'aws:MultiFactorAuthAge': '60' },
  'not given': { 'aws:MultiFactorAuthPresent': 'false' },
  unsaid: {},
};

/** When they ask who do not say so. */
const today = '2027-01-15T09:00:00Z';

/** What AWS says of them in every request. */
function contextOf({
  arn,
  accountId,
  userName,
  mfa,
  tags,
  application,
  ...who
}: Principal): Record<string, string> {
  if (application !== undefined) return { ...contextOfApplication(application), ...saysMfa[mfa] };
  const [, role = '', session = ''] = arn.split('/');
  return {
    'aws:CurrentTime': who.at ?? today,
    'aws:PrincipalAccount': accountId,
    'aws:PrincipalOrgID': 'o-abcdefghij',
    'aws:RequestedRegion': 'us-east-1',
    'aws:SecureTransport': 'true',
    'aws:SourceIp': '203.0.113.20',
    ...(userName === undefined
      ? {
          'aws:PrincipalArn': who.roleArn ?? `arn:aws:iam::${accountId}:role/${role}`,
          'aws:PrincipalType': 'AssumedRole',
          'aws:userid': `AROAEXAMPLEROLE000001:${session}`,
        }
      : {
          'aws:PrincipalArn': arn,
          'aws:PrincipalType': 'User',
          'aws:userid': 'AIDAEXAMPLEUSER000001',
          'aws:username': userName,
        }),
    ...saysMfa[mfa],
    ...(who.sourceIdentity !== undefined && {
      [who.kind === 'audit role' ? 'aws:SourceIdentity' : 'sts:SourceIdentity']: who.sourceIdentity,
    }),
    ...Object.fromEntries(
      Object.entries(tags).map(([key, value]) => [`aws:PrincipalTag/${key}`, value]),
    ),
  };
}

/** What AWS says where a service calls on behalf of something. */
function contextOfApplication(application: string): Record<string, string> {
  return {
    'aws:SourceArn': application,
    'aws:SourceAccount': application.split(':')[4] ?? '',
    'aws:PrincipalIsAWSService': 'true',
    'aws:PrincipalServiceName': 'account-access.amazonaws.com',
    'aws:SecureTransport': 'true',
  };
}
