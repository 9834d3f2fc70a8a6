type Values = Readonly<Record<string, unknown>>;

/**
 * Where a property of Pulumi's goes in CloudFormation, from the place where the object goes that it is in:
 * a path (`BucketEncryption.Rules`; `Tags[]` adds one to a list; `/CallAs` is from the root of the whole, which must not
 * say otherwise; none at all puts an object's properties among its parent's), a path and what is made of the value, or nowhere, with the reason.
 */
export type Goes =
  | string
  | { readonly to: string; readonly as: (value: never) => unknown }
  | { readonly nowhere: string };

/** What a resource type of Pulumi's AWS provider is in CloudFormation. */
export interface Counterpart {
  readonly type: `AWS::${string}`;
  /**
   * The property that says whose part it is, where CloudFormation has one resource and Pulumi has several: all of them
   * are held to the schema together.
   */
  readonly partOf?: string;
  /** Where in that resource the part's properties go. */
  readonly under?: string;
  /**
   * Properties, by their path in Pulumi, that have another name than Pulumi's with a capital, or another form. A list
   * adds nothing to a path.
   */
  readonly properties?: Readonly<Record<string, Goes>>;
  /** What CloudFormation wants and Pulumi's provider says by itself, with the reason. */
  readonly filledIn?: { readonly properties: Values; readonly why: string };
}

export type Counterparts = Readonly<Record<string, Counterpart>>;

/** A map as CloudFormation has it, a list of objects. */
export function asList(keyName: string, valueName: string) {
  return (map: Readonly<Record<string, unknown>>) =>
    Object.entries(map).map(([key, value]) => ({ [keyName]: key, [valueName]: value }));
}
