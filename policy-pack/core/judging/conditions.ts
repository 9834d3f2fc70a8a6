// Copied from rules/judging/conditions.ts by: ts-node policy-pack/testing/write-from-rules.ts
import { anyOf } from './decided';
import { fieldsOf, textsOf, type Statement } from './policy-document';

/** What a statement must ask for: a key of the request, by one of these operators, with such values alone. */
export interface Requirement {
  readonly key: string;
  /** Names of operators without qualifiers, such as `Bool`. */
  readonly operators: readonly string[];
  readonly value: (value: string) => boolean;
}

/**
 * Whether no request gets past a statement's conditions that does not have the key, with a value that will do.
 * `…IfExists` and `ForAllValues:` let requests pass that do not have the key at all. `ForAnyValue:` does not.
 * Values are alternatives, so all of them have to do. Keys and operators are written in any case.
 */
export function requires(statement: Statement, { key, operators, value }: Requirement): boolean {
  const where = `the Condition of ${statement.where}`;
  const condition = fieldsOf(statement.element('Condition') ?? {}, where);
  // Only what matters is read: the rest may not be known yet.
  return Object.keys(condition)
    .filter((written) => operators.some((each) => qualifies(written, each)))
    .map((written) => fieldsOf(condition[written], `${written} in ${where}`))
    .some((keys) =>
      Object.keys(keys)
        .filter((written) => written.toLowerCase() === key.toLowerCase())
        .map((written) => textsOf(keys[written], `${written} in ${where}`))
        .some((values) => values.length > 0 && values.every(value)),
    );
}

/** What a number is compared with by operators that a request without the key does not pass. */
const numeric = ['Equals', 'LessThan', 'LessThanEquals', 'GreaterThan', 'GreaterThanEquals'];

/**
 * Whether no request without MFA gets past a statement's conditions: by plain `Bool`, or by the age of the MFA, a key
 * that only requests with MFA have.
 */
export function requiresMfa(statement: Statement): boolean {
  const is = (wanted: string) => (value: string) => value.toLowerCase() === wanted;
  const age = 'aws:MultiFactorAuthAge';
  const waysToAsk: readonly Requirement[] = [
    { key: 'aws:MultiFactorAuthPresent', operators: ['Bool'], value: is('true') },
    { key: age, operators: numeric.map((each) => `Numeric${each}`), value: () => true },
    { key: age, operators: ['Null'], value: is('false') },
  ];
  return anyOf(waysToAsk.map((each) => () => requires(statement, each)));
}

function qualifies(written: string, operator: string): boolean {
  const [found, wanted] = [written.toLowerCase(), operator.toLowerCase()];
  return found === wanted || found === `foranyvalue:${wanted}`;
}
