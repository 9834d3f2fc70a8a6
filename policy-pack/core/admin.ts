import type { Statement } from './policy-document';

const isAnything = (pattern: string) => /^\*+$/.test(pattern);

/**
 * Whether an Allow statement gives everything, under whatever conditions. NotAction does where it leaves IAM open
 * (who may write IAM can give themselves the rest), NotResource does, for it leaves nearly everything.
 */
export function isAdmin(statement: Statement): boolean {
  return allowsEveryAction(statement) && reachesEveryResource(statement);
}

/** AWS's own managed policy, in any partition. */
export function isAdministratorAccess(policyArn: string): boolean {
  return /^arn:[\w-]+:iam::aws:policy\/AdministratorAccess$/.test(policyArn);
}

function allowsEveryAction(statement: Statement): boolean {
  const actions = statement.texts('Action');
  if (actions) return actions.some((each) => /^\*+(:\*+)?$/.test(each));
  // Throws where there is no NotAction either.
  return statement.concernsAction('iam:PutUserPolicy');
}

function reachesEveryResource(statement: Statement): boolean {
  const resources = statement.texts('Resource');
  return resources ? resources.some(isAnything) : statement.texts('NotResource') !== undefined;
}
