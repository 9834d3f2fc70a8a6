import { parseArn } from '../../rules/arn';
import { type Check, inputError, isPlain } from '../check';

/** How many resources there are, and what they are called, must be known when the program runs. */
export function checkPlain(propertyPath: string, value: unknown): void {
  if (!isPlain(value))
    throw inputError(propertyPath, 'expected plain values, found one that is known only later');
}

export function demand<Value>(propertyPath: string, value: Value, check: Check<Value>): void {
  const problem = check(value);
  if (problem !== undefined) throw inputError(propertyPath, problem);
}

/** A list of which each stands in it once. */
export function once(items: readonly string[]): string | undefined {
  const twice = items.find((item, i) => items.indexOf(item) < i);
  return twice === undefined ? undefined : `expected each once, found ${twice} twice`;
}

/** The account of a role whose ARN was found right. */
export function accountOf(roleArn: string): string {
  const { accountId } = parseArn(roleArn) ?? {};
  if (accountId === undefined) throw new Error(`${roleArn} is no role's ARN`);
  return accountId;
}
