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
export function requires(statement: Statement, { value, ...asked }: Requirement): boolean {
  for (const values of alternativesOf(statement, asked))
    if (values.length > 0 && values.every(value)) return true;
  return false;
}

/**
 * The values of a key without one of which no request gets past a statement's conditions: a list of alternatives for
 * each time that the key is asked for, all of which hold. Only what is taken is read: the rest may not be known yet.
 */
export function* alternativesOf(
  statement: Statement,
  { key, operators }: Omit<Requirement, 'value'>,
): Generator<readonly string[]> {
  const where = `the Condition of ${statement.where}`;
  const condition = fieldsOf(statement.element('Condition') ?? {}, where);
  const asking = Object.keys(condition)
    .filter((written) => operators.some((each) => qualifies(written, each)))
    .map((written) => fieldsOf(condition[written], `${written} in ${where}`));
  for (const keys of asking)
    for (const written of Object.keys(keys))
      if (written.toLowerCase() === key.toLowerCase())
        yield textsOf(keys[written], `${written} in ${where}`);
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
