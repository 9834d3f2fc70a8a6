/** An IAM policy document, as far as Keyturn writes them. */
export interface PolicyDocument {
  readonly Version: '2012-10-17';
  readonly Statement: readonly Statement[];
}

export interface Statement {
  readonly Sid: string;
  readonly Effect: 'Allow' | 'Deny';
  /** Only in the policies of resources, and in trust policies. */
  readonly Principal?: Readonly<Record<string, string | readonly string[]>>;
  readonly Action?: string | readonly string[];
  readonly NotAction?: readonly string[];
  /** Absent in trust policies. */
  readonly Resource?: string | readonly string[];
  readonly Condition?: Condition;
}

/** Operator → key → value: `{ Bool: { 'aws:MultiFactorAuthPresent': 'true' } }`. */
export type Condition = Readonly<
  Record<string, Readonly<Record<string, string | readonly string[]>>>
>;

export function policyDocument(...statements: readonly (Statement | undefined)[]): PolicyDocument {
  return {
    Version: '2012-10-17',
    Statement: statements.filter((each) => each !== undefined),
  };
}

/**
 * How many characters AWS takes. All inline policies of one group or role count together.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 * https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html
 */
export const documentLimits = {
  managedPolicy: 6144,
  groupInline: 5120,
  roleInline: 10240,
  roleTrust: 2048,
  session: 2048,
  eventBus: 10240,
  key: 32768,
} as const;

/** A document's size as IAM counts it: without white space. */
export function sizeOf(document: PolicyDocument): number {
  return JSON.stringify(document).replaceAll(/\s/g, '').length;
}
