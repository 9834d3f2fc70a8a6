// Copied from rules/judging/gatekeepers.ts by: ts-node policy-pack/testing/write-from-rules.ts
import { alternativesOf, requires } from './conditions';
import { allOf } from './decided';
import type { Statement } from './policy-document';
import { principalsOf, type Principal } from './trust';

/**
 * Who lets people into roles that they know and IAM does not: a service of AWS, or a provider of identities that AWS has
 * built in. They serve everybody, so a role that trusts one says on whose behalf it may come.
 */
interface Gatekeeper {
  readonly kind: 'Service' | 'Federated';
  readonly value: string;
  /** The action by which it comes. */
  readonly action: string;
  readonly namesWhose: (statement: Statement) => boolean;
  /** What a trust that names nobody has to ask for, in words. */
  readonly wanted: string;
}

/** Keys of requests by one of which a provider of identities names an application, or one of its people. */
function builtIn(provider: string, ...keys: readonly [string, ...string[]]): Gatekeeper {
  const written = keys.map((key) => `${provider}:${key}`);
  return {
    kind: 'Federated',
    value: provider,
    action: 'sts:AssumeRoleWithWebIdentity',
    namesWhose: (statement) =>
      written.some((key) => requires(statement, { key, operators: texts, value: isExact })),
    wanted: `StringEquals on ${written.join(', or ')}, without wildcards`,
  };
}

const texts = ['StringEquals', 'StringLike'];

/**
 * Not among them: `sso.amazonaws.com` and `signin.amazonaws.com`, which are in no trust that a company writes (the roles
 * of permission sets trust a SAML provider that IAM Identity Center makes); providers of a company's own; and those that
 * many companies share, such as GitHub's, of which IAM itself takes no trust that does not name whose.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif
 */
const gatekeepers: readonly Gatekeeper[] = [
  {
    kind: 'Service',
    value: 'account-access.amazonaws.com',
    action: 'sts:AssumeRole',
    namesWhose: namesApplication,
    wanted:
      'StringEquals on aws:SourceArn, the ARN of one account access application without wildcards, and on aws:SourceAccount, the account in it',
  },
  builtIn('cognito-identity.amazonaws.com', 'aud'),
  builtIn('accounts.google.com', 'aud', 'oaud', 'sub'),
  builtIn('graph.facebook.com', 'app_id', 'id'),
  builtIn('www.amazon.com', 'app_id', 'user_id'),
];

/** Somebody who lets people in, and what a trust has to ask for to say whose. */
export interface Unnamed {
  readonly principal: Principal;
  readonly wanted: string;
}

/**
 * Those whom a statement that allows something lets bring people in without saying whose; empty where there are none.
 * @throws DocumentError where IAM could not read it; what is not known yet, where the answer rests on it
 */
export function gatekeepersOfAnybody(statement: Statement): readonly Unnamed[] {
  return principalsOf(statement).flatMap((principal) => {
    const found = gatekeepers.find(
      ({ kind, value }) =>
        kind.toLowerCase() === principal.kind.toLowerCase() &&
        value === principal.value.toLowerCase(),
    );
    const isOfAnybody =
      found !== undefined &&
      allOf(
        () => statement.concernsAction(found.action),
        () => !found.namesWhose(statement),
      );
    return isOfAnybody ? [{ principal, wanted: found.wanted }] : [];
  });
}

/** Account access manager comes on behalf of its application: its people are those of one IAM Identity Center. */
function namesApplication(statement: Statement): boolean {
  const arns = () => onlyOnes(statement, 'aws:SourceArn', [...texts, 'ArnEquals', 'ArnLike']);
  const accounts = () => onlyOnes(statement, 'aws:SourceAccount', texts);
  return allOf(
    () => accounts().some((each) => /^\d{12}$/.test(each)),
    () => arns().some((arn) => accountOfApplication(arn) !== undefined),
    () => arns().some((arn) => accounts().some((each) => each === accountOfApplication(arn))),
  );
}

/** The values of a key that are the only ones by which an operator lets a request pass. */
function onlyOnes(
  statement: Statement,
  key: string,
  operators: readonly string[],
): readonly string[] {
  return [...alternativesOf(statement, { key, operators })]
    .filter((values) => values.length === 1)
    .flat();
}

/** Undefined where the ARN is not that of one application. */
function accountOfApplication(arn: string): string | undefined {
  return /^arn:[\w-]+:account-access:[a-z0-9-]+:(\d{12}):application\/[\w-]+$/.exec(arn)?.[1];
}

/** A value with neither a wildcard nor a variable. */
function isExact(value: string): boolean {
  return value !== '' && !/[*?$]/.test(value);
}
