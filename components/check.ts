import * as pulumi from '@pulumi/pulumi';
import { shown } from '../rules/shown';

/** What is wrong with a value: "expected …, found …". Undefined where nothing is. */
export type Check<Value> = (value: Value) => string | undefined;

/** In characters; what was found stands at the end. */
const LONGEST_REASON = 1000;

/** The error that Pulumi shows with the property's name; a program that catches it finds the name in the text too. */
export function inputError(propertyPath: string, reason: string): pulumi.InputPropertyError {
  return new pulumi.InputPropertyError({
    propertyPath,
    reason: `${propertyPath}: ${shown(reason, LONGEST_REASON)}`,
  });
}

/**
 * The value, checked: at once where the program gave it plain, else as soon as it is known and before anything
 * is made from it.
 * @throws InputPropertyError
 */
export function checked<Value>(
  propertyPath: string,
  value: pulumi.Input<Value>,
  check: Check<pulumi.Unwrap<Value>>,
): pulumi.Output<pulumi.Unwrap<Value>> {
  const input = checkedInput(propertyPath, value, check);
  return pulumi.output(input) as pulumi.Output<pulumi.Unwrap<Value>>;
}

/**
 * As `checked`, for what is only handed on. An account may have thousands of users, and each output costs time: what
 * is plain stays so, and what many are given, such as the name of their group, is looked at once.
 */
export function checkedInput<Value>(
  propertyPath: string,
  value: pulumi.Input<Value>,
  check: Check<pulumi.Unwrap<Value>>,
): pulumi.Input<pulumi.Unwrap<Value>> {
  const inspect = (known: pulumi.Unwrap<Value>) => {
    const problem = check(known);
    if (problem !== undefined) throw inputError(propertyPath, problem);
    return known;
  };
  if (isPlain(value)) return inspect(value as pulumi.Unwrap<Value>);
  if (!pulumi.Output.isInstance(value)) return pulumi.output(value).apply(inspect);
  const ofValue = (inspected.get(value) ?? []) as Inspected<pulumi.Unwrap<Value>>[];
  const before = ofValue.find((each) => each.check === check && each.propertyPath === propertyPath);
  if (before) return before.output;
  const output = pulumi.output(value).apply(inspect);
  inspected.set(value, [...ofValue, { propertyPath, check, output }]);
  return output;
}

/** How an output was looked at, and what came of it. */
interface Inspected<Known> {
  readonly propertyPath: string;
  readonly check: Check<Known>;
  readonly output: pulumi.Output<Known>;
}

const inspected = new WeakMap<object, readonly unknown[]>();

/** As `checkedInput`, of a property that may be left out. */
export function checkedInputIfGiven<Value>(
  propertyPath: string,
  value: pulumi.Input<Value> | undefined,
  check: Check<pulumi.Unwrap<Value>>,
): pulumi.Input<pulumi.Unwrap<Value>> | undefined {
  return value === undefined ? undefined : checkedInput(propertyPath, value, check);
}

/** As `checked`, of a property that may be left out. */
export function checkedIfGiven<Value>(
  propertyPath: string,
  value: pulumi.Input<Value> | undefined,
  check: Check<pulumi.Unwrap<Value>>,
): pulumi.Output<pulumi.Unwrap<Value>> | undefined {
  return value === undefined ? undefined : checked(propertyPath, value, check);
}

/** As `checkedIfGiven`, of a list of texts of which nothing is made where it is empty. */
export function checkedList(
  propertyPath: string,
  list: pulumi.Input<pulumi.Input<string>[]> | undefined,
  check: Check<string>,
): pulumi.Output<string[]> | undefined {
  if (Array.isArray(list) && list.length === 0) return undefined;
  return checkedIfGiven(propertyPath, list, each(check));
}

/** Whether a value is known as it stands: no output and no promise anywhere in it. */
export function isPlain(value: unknown): boolean {
  if (pulumi.Output.isInstance(value) || value instanceof Promise) return false;
  if (typeof value !== 'object' || value === null) return true;
  return Object.values(value).every(isPlain);
}

export function matching(pattern: RegExp, expected: string): Check<string> {
  return (text) =>
    typeof text === 'string' && pattern.test(text)
      ? undefined
      : `expected ${expected}, found ${JSON.stringify(text)}`;
}

/** As `matching`, for what must not be shown. */
export function secretMatching(pattern: RegExp, expected: string): Check<string> {
  return (text) =>
    typeof text === 'string' && pattern.test(text)
      ? undefined
      : `expected ${expected}, found something else`;
}

export function wholeNumber(minimum: number, maximum: number): Check<number> {
  return (found) =>
    Number.isInteger(found) && found >= minimum && found <= maximum
      ? undefined
      : `expected a whole number from ${minimum} to ${maximum}, found ${JSON.stringify(found)}`;
}

/** A list in which every item passes. */
export function each<Item>(check: Check<Item>): Check<Item[]> {
  return (items) => {
    for (const [i, item] of items.entries()) {
      const problem = check(item);
      if (problem !== undefined) return `item ${i}: ${problem}`;
    }
    return undefined;
  };
}

/** A list that is not empty, and in which every item passes. */
export function some<Item>(what: string, check: Check<Item>): Check<Item[]> {
  const inItems = each(check);
  return (items) => (items.length === 0 ? `expected at least one ${what}` : inItems(items));
}

export function oneOf<Value>(values: readonly Value[]): Check<Value> {
  return (found) =>
    values.includes(found)
      ? undefined
      : `expected one of ${values.join(', ')}, found ${JSON.stringify(found)}`;
}
