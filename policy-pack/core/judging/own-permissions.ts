// Copied from rules/judging/own-permissions.ts by: ts-node policy-pack/testing/write-from-rules.ts
import { requiresMfa } from './conditions';
import { allOf, anyOf } from './decided';
import { documentProblem, readStatements, type Statement } from './policy-document';

/** AWS's own policies that let people manage nothing but themselves. */
const selfManaging =
  /^arn:aws[a-z-]*:iam::aws:policy\/(IAMUserChangePassword|IAMSelfManageServiceSpecificCredentials|IAMUserSSHKeys)$/;

/** Whether a managed policy lets people manage themselves, and no more, whatever else they may. */
export function isSelfManaging(policyArn: string): boolean {
  return selfManaging.test(policyArn);
}

/** Taking on a role, with what one says about oneself on the way. */
const takingOnRoles = ['sts:assumerole', 'sts:tagsession', 'sts:setsourceidentity'];

/** Whether an action, as it is written, is one of taking on a role. */
export function isTakingOnRoles(action: string): boolean {
  return takingOnRoles.includes(action.toLowerCase());
}

/**
 * Whether a policy document lets its holder take on roles that it names one by one, with MFA, and no more. One that
 * nobody can read does not.
 * @throws what is not known yet, where it matters
 */
export function onlyTakesOnRoles(document: unknown): boolean {
  let more = false;
  const problem = documentProblem(() => {
    more = anyOf(
      readStatements(document).map(
        (each) => () =>
          allOf(
            () => each.allows,
            () => !takesOnListedRoles(each),
          ),
      ),
    );
  });
  return problem === undefined && !more;
}

function takesOnListedRoles(statement: Statement): boolean {
  const actions = statement.texts('Action') ?? [];
  const resources = statement.texts('Resource') ?? [];
  return (
    actions.length > 0 &&
    actions.every(isTakingOnRoles) &&
    resources.length > 0 &&
    resources.every((each) => /^arn:[\w-]+:iam::\d{12}:role\/[\w+=,.@/-]+$/.test(each)) &&
    requiresMfa(statement)
  );
}
