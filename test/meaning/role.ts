import type { PolicyDocument } from '../../rules/policies';

/** A policy document and where the stacks' programs put it. */
export interface Attached {
  /** The name of the resource that has it, such as `engineers-self-management`. */
  readonly resource: string;
  /** Such as `EngineerBaseline`. */
  readonly component: string;
  /** Such as `inline policy of the group engineers`. */
  readonly mechanism: string;
  readonly document: PolicyDocument;
}

export interface Role {
  readonly arn: string;
  readonly name: string;
  readonly accountId: string;
  readonly trust: Attached;
  readonly policies: readonly Attached[];
  readonly boundary?: PolicyDocument;
}
