import { isObject, type Properties } from './merge';

const UUID = '11111111-2222-4333-8444-555555555555';

/** What Pulumi's mocks answer where AWS makes up an id of a form of its own: it is put into that form. */
const standIns: readonly (readonly [answered: RegExp, asAws: string])[] = [
  // Of groups and users of the identity store.
  [/^id-of-.+$/s, UUID],
  [/^(arn:aws:sso:::permissionSet\/ssoins-[0-9a-f]{16})\/.+$/, '$1/ps-0123456789abcdef'],
  [/^(arn:aws:kms:[a-z0-9-]+:\d{12}:key)\/.+$/, `$1/${UUID}`],
  [/^keyturn-key-id$/, UUID],
];

/** As the table of what was needed has them. */
export const standInNames = standIns.map(([answered]) => `stand-in for ${answered.source}`);

/** @param used is told of each stand-in that is needed */
export function withStandIns(inputs: Properties, used: Set<string>): Properties {
  return replaced(inputs, used) as Properties;
}

function replaced(value: unknown, used: Set<string>): unknown {
  if (typeof value === 'string') return ofAws(value, used);
  if (Array.isArray(value)) return value.map((each) => replaced(each, used));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, replaced(each, used)]),
  );
}

function ofAws(text: string, used: Set<string>): string {
  const index = standIns.findIndex(([answered]) => answered.test(text));
  const [answered, asAws] = standIns[index] ?? [];
  if (!answered || asAws === undefined) return text;
  used.add(standInNames[index] ?? '');
  return text.replace(answered, asAws);
}
