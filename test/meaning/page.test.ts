import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fiveRules } from './five-rules';
import { matrix } from './matrix';
import { rulesFile, rulesText } from './rules-file';

describe('docs/rules.md', function () {
  this.timeout(180_000);

  it('is as `npm run docs:rules` writes it', async () =>
    assert.equal(readFileSync(rulesFile, 'utf8'), await rulesText()));

  it("names every statement of people's policies and of the roles that they assume", async () => {
    const named = new Set(fiveRules.flatMap(({ statements }) => statements));
    const { companies } = await matrix();
    const alices = companies.flatMap(({ users }) => users.filter(({ name }) => name === 'alice'));
    for (const { resource, document } of alices.flatMap(({ policies }) => policies))
      for (const { Sid } of document.Statement)
        assert.ok(named.has(`${resource}/${Sid}`), `${resource}/${Sid}`);
  });

  it('shows one of the trust policies for all, because they are the same', async () => {
    const { companies } = await matrix();
    const made =
      companies[0]?.roles.filter(({ trust }) => trust.component === 'AssumableRole') ?? [];
    assert.ok(made.length > 1);
    assert.equal(new Set(made.map(({ trust }) => JSON.stringify(trust.document))).size, 1);
  });
});
