import { isSelfManaging, isTakingOnRoles, onlyTakesOnRoles } from './judging/own-permissions';
import { documentProblem, readStatements } from './judging/policy-document';
import type { OwnPolicy } from './model';

/**
 * A policy that stands in the user.
 * @param text the document as IAM gives it: JSON, percent-encoded
 */
export function inlinePolicy(name: string, text: string): OwnPolicy {
  const document = decoded(text);
  const allows: string[] = [];
  const problem = documentProblem(() => {
    for (const statement of readStatements(document))
      // Without Action the statement has NotAction: nearly everything.
      if (statement.allows) allows.push(...(statement.texts('Action') ?? ['*']));
  });
  if (problem !== undefined) return { name };
  return {
    name,
    allows: [...new Set(allows)],
    ...(onlyTakesOnRoles(document) && { onlyTakesOnRoles: true }),
  };
}

/** Whether it lets its user do more than to take on roles, or to manage themselves. One of unknown text does. */
export function givesMore({ name, allows, onlyTakesOnRoles: isHarmless }: OwnPolicy): boolean {
  return allows === undefined ? !isSelfManaging(name) : !isHarmless;
}

/** What a policy that gives more allows, in words; undefined where its text is not known. */
export function inWords({ allows }: OwnPolicy): string | undefined {
  if (allows === undefined) return undefined;
  if (allows.every(isTakingOnRoles)) return 'roles that it does not name, or without MFA';
  const shown = allows.slice(0, 3).join(', ');
  return allows.length > 3 ? `${shown} and ${allows.length - 3} more` : shown;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
