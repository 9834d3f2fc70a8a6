import assert from 'node:assert/strict';
import { requires, requiresMfa } from './conditions';
import { documentProblem, readStatements, type Statement } from './policy-document';

const statementWith = (Condition: unknown): Statement => {
  const [statement] = readStatements({ Statement: [{ Effect: 'Allow', Condition }] });
  assert.ok(statement);
  return statement;
};

describe('a condition asks for MFA', () => {
  const present = 'aws:MultiFactorAuthPresent';
  const age = 'aws:MultiFactorAuthAge';
  const cases: [unknown, boolean][] = [
    [{ Bool: { [present]: 'true' } }, true],
    [{ 'ForAnyValue:Bool': { [present]: true } }, true],
    [{ NumericLessThan: { [age]: '3600' } }, true],
    [{ numericlessthanequals: { 'AWS:multifactorauthage': 3600 } }, true],
    [{ NumericEquals: { [age]: ['60', '120'] } }, true],
    [{ NumericGreaterThan: { [age]: '0' } }, true],
    [{ NumericGreaterThanEquals: { [age]: '0' } }, true],
    [{ Null: { [age]: 'false' } }, true],
    [{ Bool: { [present]: 'true' }, StringEquals: { 'aws:PrincipalTag/type': 'x' } }, true],
    [undefined, false],
    [{ Bool: { [present]: 'false' } }, false],
    [{ Bool: { [present]: ['true', 'false'] } }, false],
    [{ BoolIfExists: { [present]: 'true' } }, false],
    // A session without MFA has this key, and says no.
    [{ Null: { [present]: 'false' } }, false],
    [{ Null: { [age]: 'true' } }, false],
    // What negates lets calls pass that have no such key.
    [{ NumericNotEquals: { [age]: '3600' } }, false],
    [{ NumericLessThanIfExists: { [age]: '3600' } }, false],
    [{ 'ForAllValues:NumericLessThan': { [age]: '3600' } }, false],
    [{ NumericLessThan: { [present]: '3600' } }, false],
    [{ NumericLessThan: { [age]: [] } }, false],
  ];
  for (const [condition, expected] of cases)
    it(`${JSON.stringify(condition)}: ${expected ? 'yes' : 'no'}`, () =>
      assert.equal(requiresMfa(statementWith(condition)), expected));
});

it('a condition asks for such values alone, under one key of one operator', () => {
  const asks = (condition: unknown) =>
    requires(statementWith(condition), {
      key: 'sts:ExternalId',
      operators: ['StringEquals', 'StringLike'],
      value: (value) => value.startsWith('k'),
    });
  assert.equal(asks({ StringLike: { 'STS:externalid': ['ka', 'kb'] } }), true);
  assert.equal(asks({ StringEquals: { other: 'x' }, StringLike: { 'sts:ExternalId': 'k' } }), true);
  assert.equal(asks({ StringLike: { 'sts:ExternalId': ['ka', 'b'] } }), false);
  assert.equal(asks({ StringNotLike: { 'sts:ExternalId': 'ka' } }), false);
  assert.equal(asks({ StringLike: { other: 'ka' } }), false);
  assert.equal(asks({}), false);
});

it('a condition that nobody can read is named by where it stands', () => {
  const problem = (condition: unknown) =>
    documentProblem(() => requiresMfa(statementWith(condition)));
  assert.equal(problem('x'), 'the Condition of statement 1 is not an object');
  assert.equal(problem({ Bool: 'x' }), 'Bool in the Condition of statement 1 is not an object');
  assert.equal(
    problem({ Bool: { 'aws:MultiFactorAuthPresent': {} } }),
    'aws:MultiFactorAuthPresent in the Condition of statement 1 is {}, not a text',
  );
});
