import assert from 'node:assert/strict';
import type { Account } from './accounts';
import { sheetAfterMistake } from './after-mistake';
import { decisionsElsewhere, decisionsOfIam, inWords, type Sheet } from './matrix';
import { planted } from './planted';

/** The first answer that the rules do not want. */
async function noticed(sheet: Sheet): Promise<string | undefined> {
  for (const part of [decisionsOfIam, decisionsElsewhere])
    for await (const decision of part(sheet)) if (!decision.isExpected) return inWords(decision);
  return undefined;
}

for (const { where, accountsOf, principalsOf, wrong: all } of planted)
  describe(`a wrong document is noticed${where}:`, () => {
    let accounts: readonly Account[] = [];
    before(async () => (accounts = await accountsOf()));

    for (const wrong of all)
      it(wrong.name, async () => {
        const sheet = sheetAfterMistake(accounts, wrong, principalsOf);
        assert.ok(await noticed(sheet), 'nobody noticed');
      });
  });
