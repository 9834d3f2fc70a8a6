/** A resource as a stack's program registers it, in words that do not change from run to run. */
export interface Registered {
  readonly urn: string;
  /** By their URNs; absent below the stack itself. */
  readonly parent?: string;
  readonly provider?: string;
  /** The URNs under which the engine also looks for it. */
  readonly aliases?: readonly string[];
  /** The resource options that keep it from being deleted. */
  readonly protect?: true;
  readonly retainOnDelete?: true;
  /** With the provider's defaults, without a name that Pulumi chooses; JSON text as what it says. */
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** The type's token, such as `aws:iam/user:User`. */
export function typeOf({ urn }: Pick<Registered, 'urn'>): string {
  return urn.split('::')[2]?.split('$').at(-1) ?? '';
}

/** The name in the program. */
export function nameOf({ urn }: Pick<Registered, 'urn'>): string {
  return urn.split('::').slice(3).join('::');
}
