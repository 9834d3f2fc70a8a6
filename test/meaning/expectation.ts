import { clauses, type Clause } from './clauses';
import { pressSourceIdentity } from '../../rules/names';
import type { Principal } from './principal';
import type { Question } from './questions';

export type Expectation =
  | { readonly verdict: 'allowed'; readonly clause: Clause }
  | { readonly verdict: 'denied' }
  /** What a company's own policies decide, or what test/permissions/ holds the functions to. */
  | { readonly verdict: 'not asked here' };

export function expectationOf(who: Principal, question: Question): Expectation {
  const clause = clauses.find((each) => lets(each, who, question));
  if (clause) return { verdict: 'allowed', clause };
  return { verdict: isDecidedElsewhere(who, question) ? 'not asked here' : 'denied' };
}

function lets(clause: Clause, who: Principal, { action, resource, on }: Question): boolean {
  if (!clause.actions.includes(action) || clause.on !== on) return false;
  if (clause.mfa === 'needed' && who.mfa !== 'given') return false;
  switch (clause.who) {
    case 'everybody':
      return true;
    case 'IAM users':
      return who.userName !== undefined;
    case 'the monitor':
      return action === 'sts:AssumeRole'
        ? who.kind === 'function' && !who.isAct && who.mayAssume.includes(resource)
        : who.kind === 'audit role';
    case 'act':
      return on === 'a role'
        ? who.isAct === true && who.mayAssume.includes(resource)
        : who.kind === 'audit role' && who.sourceIdentity === pressSourceIdentity;
    case 'account access':
    case 'identity center':
      return who.kind === clause.who && who.mayAssume.includes(resource);
    case 'engineers with keys':
      return who.kind === 'engineer' && who.access.includes('key');
    case 'engineers who sign in':
      return who.kind === 'engineer' && who.access.includes('sign-in');
    case 'engineers':
      if (who.kind !== 'engineer') return false;
      return action !== 'sts:AssumeRole' || (isTagged(who) && who.mayAssume.includes(resource));
  }
}

function isTagged({ tags }: Principal): boolean {
  return tags['type'] === 'engineer';
}

/** Clauses that are not about people's own calls. */
const ofOthers: readonly Clause['who'][] = [
  'the monitor',
  'act',
  'account access',
  'identity center',
];

const worksWithoutMfa = new Set(
  clauses
    .filter(({ mfa, who }) => mfa === 'not needed' && !ofOthers.includes(who))
    .flatMap(({ actions }) => actions),
);

function isDecidedElsewhere(
  who: Principal,
  { action, resource, accountId, on }: Question,
): boolean {
  const isGiven = who.givenByOthers?.test(action) ?? false;
  if (on === 'a role' && !/\/(role-\d+|somebodys|by-name)$/.test(resource)) {
    // The stacks made it.
    const isToComeIn = action === 'sts:AssumeRole' || action === 'sts:SetSourceIdentity';
    return !isToComeIn && isGiven && accountId === who.accountId;
  }
  // Another account's role that trusts theirs.
  if (accountId !== who.accountId) return on === 'a role' && isGiven;
  const isTrustedByName = on === 'a role' && resource.endsWith('/by-name');
  // The role's owner trusts this one user by name: that takes no other policy. It takes MFA all the same.
  if (who.kind === 'engineer')
    return who.isAdministrator
      ? worksWithoutMfa.has(action)
      : isTrustedByName && who.mfa === 'given';
  return isTrustedByName || isGiven;
}
