import assert from 'node:assert/strict';
import { exampleAccounts, type Account } from './accounts';
import { companyOf, type Company } from './company';
import { decisionsElsewhere, decisionsOfIam, inWords, type Sheet } from './matrix';
import { principalsOfExample, type Principal } from './principals';
import { withMistake, wrongDocuments, type Wrong } from './wrong-documents';

/** Only what a mistake can touch is asked again. */
function sheetAfter(before: Company, after: Company): Sheet {
  const asBefore = new Map(principalsOfExample(before).map((who) => [who.name, textOf(who)]));
  const arns = [...after.roles.map(({ arn }) => arn), ...after.resourcePolicies.keys()];
  const touched = new Set(arns.filter((arn) => policyAt(before, arn) !== policyAt(after, arn)));
  const isForEverybody =
    after.everybodyChangesPasswords.length > before.everybodyChangesPasswords.length;
  return {
    company: after,
    principals: principalsOfExample(after),
    isAsked: (who, { resource, action }) =>
      asBefore.get(who.name) !== textOf(who) ||
      touched.has(resource) ||
      (isForEverybody && action === 'iam:ChangePassword'),
  };
}

function textOf({ policies }: Principal): string {
  return JSON.stringify(policies);
}

function policyAt({ roles, resourcePolicies }: Company, arn: string): string | undefined {
  const trust = roles.find((role) => role.arn === arn)?.trust;
  return JSON.stringify(trust ?? resourcePolicies.get(arn));
}

/** The first answer that the rules do not want. */
async function noticed(accounts: readonly Account[], wrong: Wrong): Promise<string | undefined> {
  const sheet = sheetAfter(companyOf(accounts), companyOf(withMistake(accounts, wrong)));
  for (const part of [decisionsOfIam, decisionsElsewhere])
    for await (const decision of part(sheet)) if (!decision.isExpected) return inWords(decision);
  return undefined;
}

describe('a wrong document is noticed:', function () {
  this.timeout(180_000);
  let accounts: readonly Account[] = [];
  before(async () => (accounts = await exampleAccounts()));

  for (const wrong of wrongDocuments)
    it(wrong.name, async () => {
      assert.ok(await noticed(accounts, wrong), 'nobody noticed');
    });
});
