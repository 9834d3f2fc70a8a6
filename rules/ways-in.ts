/**
 * How an engineer comes to AWS: with access keys of their own; by `aws login`, with a console password and MFA; through
 * IAM Identity Center.
 */
export const waysIn = ['key', 'sign-in', 'identity-center'] as const;
export type WayIn = (typeof waysIn)[number];

/** A way that needs no access key. */
export type NewWay = Exclude<WayIn, 'key'>;
export const newWays = ['sign-in', 'identity-center'] as const satisfies readonly NewWay[];

/** Of whoever nothing is said of. */
export const defaultAccess: readonly ['key'] = ['key'];

/** The ways as a tag and a table have them: in the order of `waysIn`, joined by `+`. */
export function writeAccess(access: readonly WayIn[]): string {
  return waysIn.filter((way) => access.includes(way)).join('+');
}

/** The ways that such a text names; undefined where it names none, another one, or one twice. */
export function readAccess(text: string): readonly WayIn[] | undefined {
  const named = text.split('+');
  const known = waysIn.filter((way) => named.includes(way));
  return known.length === named.length ? known : undefined;
}
