import type { Resource } from './define-policy';

type Fields = Readonly<Record<string, unknown>>;

/**
 * The accounts that a resource can be in, as far as its provider says: `allowedAccountIds`, or the account of the
 * last role that it assumes. Empty where it says neither. A provider's nested inputs are JSON texts.
 */
export function ownAccounts({ provider }: Pick<Resource, 'provider'>): readonly string[] {
  const props: Fields = provider?.props ?? {};
  const allowed = nested(props['allowedAccountIds']);
  if (Array.isArray(allowed) && allowed.length > 0) return allowed.map(String);
  const roles = nested(props['assumeRoles']);
  const role = Array.isArray(roles) ? (roles.at(-1) as unknown) : nested(props['assumeRole']);
  const arn = (role as Fields | undefined)?.['roleArn'];
  const account = typeof arn === 'string' ? arn.split(':')[4] : undefined;
  return account ? [account] : [];
}

function nested(value: unknown): unknown {
  return typeof value === 'string' && value !== '' ? JSON.parse(value) : value;
}
