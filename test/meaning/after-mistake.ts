import type { PolicyDocument } from '../../rules/policies';
import type { Account } from './accounts';
import { bearing } from './bearing';
import { companyOf, type Company } from './company';
import type { Sheet } from './matrix';
import { withMistake, type Wrong } from './mistakes';
import type { Principal } from './principal';

type PrincipalsOf = (company: Company) => readonly Principal[];

/** What a mistake can touch of the matrix. @throws Error where it changes nothing */
export function sheetAfterMistake(
  accounts: readonly Account[],
  wrong: Wrong,
  principalsOf: PrincipalsOf,
): Sheet {
  return sheetAfter(companyOf(accounts), companyOf(withMistake(accounts, wrong)), principalsOf);
}

/**
 * Only what a mistake can touch is asked again: where the documents say the same of the action as before, so does AWS,
 * and matrix.test.ts holds that against the rules.
 */
function sheetAfter(before: Company, after: Company, principalsOf: PrincipalsOf): Sheet {
  const principals = principalsOf(after);
  const asBefore = new Map(principalsOf(before).map((who) => [who.name, who]));
  const ofPrincipals = new Map(
    principals.map((who) => [who.name, touchedBetween(asBefore.get(who.name), who)]),
  );
  const arns = [...after.roles.map(({ arn }) => arn), ...after.resourcePolicies.keys()];
  const ofResources = new Map(
    arns.map((arn) => [arn, touched(policiesAt(before, arn), policiesAt(after, arn))]),
  );
  const isForEverybody =
    after.everybodyChangesPasswords.length > before.everybodyChangesPasswords.length;
  return {
    company: after,
    principals,
    isAsked: (who, { resource, action }) =>
      ofPrincipals.get(who.name)?.(action) ||
      ofResources.get(resource)?.(action) ||
      (isForEverybody && action === 'iam:ChangePassword'),
  };
}

type Documents = readonly PolicyDocument[];

function touchedBetween(before: Principal | undefined, after: Principal) {
  if (JSON.stringify(before?.letInto) !== JSON.stringify(after.letInto)) return () => true;
  if (before?.application !== after.application) return () => true;
  return touched(before ? policiesOf(before) : [], policiesOf(after));
}

/** Whether documents say something else of an action than before; undefined where they are the same. */
function touched(before: Documents, after: Documents): ((action: string) => boolean) | undefined {
  if (JSON.stringify(before) === JSON.stringify(after)) return undefined;
  const known = new Map<string, boolean>();
  return (action) => {
    const is = known.get(action) ?? bearing(before, action) !== bearing(after, action);
    known.set(action, is);
    return is;
  };
}

function policiesOf({ policies, boundary }: Principal): Documents {
  return [...policies.map(({ document }) => document), ...(boundary ? [boundary] : [])];
}

function policiesAt({ roles, resourcePolicies }: Company, arn: string): Documents {
  const attached = roles.find((role) => role.arn === arn)?.trust ?? resourcePolicies.get(arn);
  return attached ? [attached.document] : [];
}
