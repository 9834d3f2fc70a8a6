import assert from 'node:assert/strict';
import type { PolicyDocument } from '../../rules/policies';
import { exampleAccounts, oneAccount, type Account } from './accounts';
import { bearing } from './bearing';
import { companyOf, type Company } from './company';
import { decisionsElsewhere, decisionsOfIam, inWords, type Sheet } from './matrix';
import type { Principal } from './principal';
import { principalsOfExample, principalsOfOneAccount } from './principals';
import { withMistake, type Wrong } from './mistakes';
import { wrongDocuments } from './wrong-documents';
import { wrongIdentityCenter } from './wrong-identity-center';
import { wrongPressDocuments } from './wrong-press-documents';
import { wrongWaysIn } from './wrong-ways-in';

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

type PrincipalsOf = (company: Company) => readonly Principal[];
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

/** The first answer that the rules do not want. */
async function noticed(
  accounts: readonly Account[],
  wrong: Wrong,
  principalsOf: PrincipalsOf,
): Promise<string | undefined> {
  const after = companyOf(withMistake(accounts, wrong));
  const sheet = sheetAfter(companyOf(accounts), after, principalsOf);
  for (const part of [decisionsOfIam, decisionsElsewhere])
    for await (const decision of part(sheet)) if (!decision.isExpected) return inWords(decision);
  return undefined;
}

describe('a wrong document is noticed:', () => {
  let accounts: readonly Account[] = [];
  before(async () => (accounts = await exampleAccounts()));

  for (const wrong of wrongDocuments)
    it(wrong.name, async () => {
      assert.ok(await noticed(accounts, wrong, principalsOfExample), 'nobody noticed');
    });
});

describe('a wrong document is noticed where presses are taken:', () => {
  let accounts: readonly Account[] = [];
  before(async () => (accounts = await oneAccount()));

  for (const wrong of wrongPressDocuments)
    it(wrong.name, async () => {
      assert.ok(await noticed(accounts, wrong, principalsOfOneAccount), 'nobody noticed');
    });
});

describe('a wrong document is noticed where people come without a key:', () => {
  let accounts: readonly Account[] = [];
  before(async () => (accounts = await oneAccount()));

  for (const wrong of [...wrongWaysIn, ...wrongIdentityCenter])
    it(wrong.name, async () => {
      assert.ok(await noticed(accounts, wrong, principalsOfOneAccount), 'nobody noticed');
    });
});
