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

export function withStandIns(inputs: Properties): Properties {
  return replaced(inputs) as Properties;
}

function replaced(value: unknown): unknown {
  if (typeof value === 'string')
    return standIns.reduce((text, [answered, asAws]) => text.replace(answered, asAws), value);
  if (Array.isArray(value)) return value.map(replaced);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, replaced(each)]));
}
