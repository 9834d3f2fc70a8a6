import type { Inputs } from '../check';
import type { Resource } from '../lifecycle';

/** Makes something that the case stands on; it is deleted after the case. */
export type Make = (token: string, inputs: Inputs) => Promise<Resource>;

/** One resource type's life: made with few inputs and with many, changed, replaced, deleted. */
export interface Case {
  /** The least that the provider takes. */
  readonly least: Inputs;
  /** Every input that the table knows and that goes together. */
  readonly most: Inputs;
  /** What differs from `most` after an update; undefined takes an input away. Absent where there are no updates. */
  readonly update?: Inputs;
  /** Other values for the inputs that replace. */
  readonly replace: Inputs;
  /** True where AWS can't delete it: something like it is left until its owner goes. */
  readonly remains?: true;
}

/** That of the account, in the provider's region, with these people in it: their ids by name. */
export interface IdentityCenter {
  readonly instanceArn: string;
  readonly identityStoreId: string;
  readonly users: Readonly<Record<string, string>>;
}

/** The case of each type, by token, given a way to make what it stands on. */
export type Cases = Readonly<
  Record<string, (make: Make, center: IdentityCenter) => Case | Promise<Case>>
>;

export function document(action: string, more: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: action, Resource: '*', ...more }],
  });
}

export function trust(service: string): string {
  const Principal = { Service: `${service}.amazonaws.com` };
  const Statement = [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal }];
  return JSON.stringify({ Version: '2012-10-17', Statement });
}

/** The same document with more space in it: no difference to AWS. */
export function spaced(json: string): string {
  return JSON.stringify(JSON.parse(json), null, 2);
}
