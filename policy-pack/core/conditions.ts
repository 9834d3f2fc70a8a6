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

/** Plain `Bool`, and true: no request without MFA gets past it. */
export const requiresMfa = (statement: Statement): boolean =>
  requires(statement, {
    key: 'aws:MultiFactorAuthPresent',
    operators: ['Bool'],
    value: (value) => value.toLowerCase() === 'true',
  });

function qualifies(written: string, operator: string): boolean {
  const [found, wanted] = [written.toLowerCase(), operator.toLowerCase()];
  return found === wanted || found === `foranyvalue:${wanted}`;
}
