import assert from 'node:assert/strict';
import { readStatements } from './policy-document';
import { endsInTime } from './service-credential-grants';

type Condition = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

const bedrock = 'bedrock.amazonaws.com';
const limits = { services: [bedrock, 'logs.amazonaws.com'], longestAgeDays: 90 };
const service = 'iam:ServiceSpecificCredentialServiceName';
const age = 'iam:ServiceSpecificCredentialAgeDays';
const ofBedrock: Condition = { StringEquals: { [service]: bedrock } };
const upTo90: Condition = { NumericLessThanEquals: { [age]: '90' } };

function judge(Condition: Condition | undefined): boolean {
  const [statement] = readStatements({ Statement: [{ Effect: 'Allow', Condition }] });
  assert.ok(statement);
  return endsInTime(statement, limits);
}

describe('service-specific credentials that a statement lets be made', () => {
  const cases: [what: string, condition: Condition | undefined, ends: boolean][] = [
    ['of a service, within 90 days', { ...ofBedrock, ...upTo90 }, true],
    ['within 90 days, as a number', { ...ofBedrock, NumericLessThanEquals: { [age]: 90 } }, true],
    ['within 30 days', { ...ofBedrock, NumericLessThanEquals: { [age]: '30' } }, true],
    ['within less than 91 days', { ...ofBedrock, NumericLessThan: { [age]: '91' } }, true],
    ['of 7 or 30 days', { ...ofBedrock, NumericEquals: { [age]: ['7', '30'] } }, true],
    [
      'of several services',
      { StringEquals: { [service]: [bedrock, 'logs.amazonaws.com'] }, ...upTo90 },
      true,
    ],
    ['of a service without wildcards', { StringLike: { [service]: bedrock }, ...upTo90 }, true],
    [
      'in other letters',
      { stringequals: { [service.toLowerCase()]: bedrock }, NUMERICLESSTHANEQUALS: { [age]: '9' } },
      true,
    ],
    [
      'with an age that is surely there',
      { ...ofBedrock, NumericLessThanEqualsIfExists: { [age]: '90' }, Null: { [age]: false } },
      true,
    ],
    ['under no condition', undefined, false],
    ['of a service, whenever it ends', ofBedrock, false],
    ['of every service', upTo90, false],
    ['of every service of AWS', { StringLike: { [service]: '*.amazonaws.com' }, ...upTo90 }, false],
    [
      'of one that AWS documents no end for',
      { StringEquals: { [service]: [bedrock, 'codecommit.amazonaws.com'] }, ...upTo90 },
      false,
    ],
    ['of all but a service', { StringNotEquals: { [service]: bedrock }, ...upTo90 }, false],
    [
      'of a service, if it is named',
      { StringEqualsIfExists: { [service]: bedrock }, ...upTo90 },
      false,
    ],
    ['within 91 days', { ...ofBedrock, NumericLessThanEquals: { [age]: '91' } }, false],
    ['within less than 92 days', { ...ofBedrock, NumericLessThan: { [age]: '92' } }, false],
    ['of 7 or 365 days', { ...ofBedrock, NumericEquals: { [age]: ['7', '365'] } }, false],
    ['after more than 30 days', { ...ofBedrock, NumericGreaterThan: { [age]: '30' } }, false],
    ['of all but 365 days', { ...ofBedrock, NumericNotEquals: { [age]: '365' } }, false],
    ['within an empty text of days', { ...ofBedrock, NumericLessThanEquals: { [age]: '' } }, false],
    ['within a blank of days', { ...ofBedrock, NumericLessThanEquals: { [age]: ' ' } }, false],
    ['within no days at all', { ...ofBedrock, NumericLessThanEquals: { [age]: [] } }, false],
    [
      'within 90 days, if they end',
      { ...ofBedrock, NumericLessThanEqualsIfExists: { [age]: '90' } },
      false,
    ],
    [
      'within 90 days, of every age in the request',
      { ...ofBedrock, 'ForAllValues:NumericLessThanEquals': { [age]: '90' } },
      false,
    ],
    ['with some end', { ...ofBedrock, Null: { [age]: 'false' } }, false],
    ['that never end', { ...ofBedrock, Null: { [age]: 'true' } }, false],
    [
      'that never end, or in time',
      { ...ofBedrock, NumericLessThanEqualsIfExists: { [age]: '90' }, Null: { [age]: 'true' } },
      false,
    ],
    [
      'with some end, in less than 92 days if any',
      { ...ofBedrock, NumericLessThanIfExists: { [age]: '92' }, Null: { [age]: 'false' } },
      false,
    ],
  ];
  for (const [what, condition, ends] of cases)
    it(`${ends ? 'end in time' : 'need not end in time'}: ${what}`, () =>
      assert.equal(judge(condition), ends));

  it('are not known where the condition is not', () => {
    const condition = {
      get [age](): string {
        throw new RangeError('not known yet');
      },
    };
    assert.throws(() => judge({ ...ofBedrock, NumericLessThanEquals: condition }), RangeError);
    // What is known is enough.
    assert.equal(judge({ NumericLessThanEquals: condition }), false);
  });
});
