import { longestCredentialAgeDays, servicesWithCredentialAge } from '../../credential-services';
import { isLike } from '../../judging/like';
import { DocumentError, type Statement } from '../../judging/policy-document';
import { createServiceCredential, endsInTime } from '../../judging/service-credential-grants';

/** By these one becomes nobody else than oneself, or takes on a role, whose own trust decides. */
const anywhere = [
  'iam:CreateVirtualMFADevice',
  'iam:GetAccountPasswordPolicy',
  'iam:GetAccountSummary',
  'iam:ListAccountAliases',
  'iam:ListUsers',
  'iam:ListVirtualMFADevices',
  'signin:AuthorizeOAuth2Access',
  'signin:CreateOAuth2Token',
  'sts:AssumeRole',
  'sts:GetCallerIdentity',
  'sts:GetSessionToken',
  'sts:SetSourceIdentity',
  'sts:TagSession',
].map((action) => action.toLowerCase());

/** One's own user, also under a path, and MFA devices, which have no owner until they are enabled. */
const own =
  /^arn:[\w*?-]*:iam::(\d{12}|\*|\$\{aws:PrincipalAccount\})?:(user\/(.*\/)?\$\{aws:username\}|(sms-)?mfa\/.*)$/i;

/** What one may make for oneself of service-specific credentials: without an end it is an API key for good. */
const limits = { services: servicesWithCredentialAge, longestAgeDays: longestCredentialAgeDays };
const unended = `${createServiceCredential} without an end within ${longestCredentialAgeDays} days`;

/**
 * The actions, as they are written, by which a policy lets its holders do more than manage their own user and take on
 * roles; `everything but` some where it says so. Conditions, except on service-specific credentials that one may make,
 * and what it denies elsewhere, are left aside.
 * @throws DocumentError where IAM could not read it
 */
export function beyondOwnUser(statements: readonly Statement[]): readonly string[] {
  const actions = statements.flatMap((statement) => (statement.allows ? beyond(statement) : []));
  return [...new Set(actions)];
}

function beyond(statement: Statement): readonly string[] {
  const actions = statement.texts('Action');
  if (actions === undefined) {
    const others = statement.texts('NotAction');
    if (others) return [`everything but ${others.join(', ')}`];
    throw new DocumentError(`${statement.where} has neither Action nor NotAction`);
  }
  const resources = statement.texts('Resource');
  const isOwn =
    resources !== undefined && resources.length > 0 && resources.every((each) => own.test(each));
  return actions.flatMap((action) => {
    const written = action.toLowerCase();
    if (anywhere.includes(written)) return [];
    if (!isOwn || !isLike(written, 'iam:*')) return [action];
    const makesCredentials = isLike(createServiceCredential.toLowerCase(), written);
    return makesCredentials && !endsInTime(statement, limits) ? [unended] : [];
  });
}

/** AWS's own managed policies that are no more than that, or only deny: test/permissions/ judges all of them. */
const ofAws = [
  'AWSCompromisedKeyQuarantine',
  'AWSCompromisedKeyQuarantineV2',
  'AWSCompromisedKeyQuarantineV3',
  'AWSDenyAll',
  'AWSIAMIdentityCenterAllowListForIdentityContext',
  'AWSMCPSignInOAuthAccessPolicy',
  'IAMUserChangePassword',
  'IAMUserSSHKeys',
  'SignInLocalDevelopmentAccess',
];

export function isOwnUserPolicyOfAws(policyArn: string): boolean {
  const found = /^arn:[\w-]+:iam::aws:policy\/([\w-]+)$/.exec(policyArn)?.[1];
  return ofAws.some((name) => name === found);
}
