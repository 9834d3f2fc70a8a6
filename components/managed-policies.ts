import type * as pulumi from '@pulumi/pulumi';
import { parseArn } from '../rules/arn';
import { checkedInput } from './check';
import { managedPolicyArn } from './formats';

/** A managed policy to attach, and what its attachment's name ends with. */
export interface ManagedPolicy {
  readonly suffix: string;
  readonly policyArn: pulumi.Input<string>;
}

/** @throws InputPropertyError that names `policyArns` */
export function policiesOf(policyArns: readonly pulumi.Input<string>[] = []): ManagedPolicy[] {
  return policyArns.map((arn, i) => ({
    suffix: suffixOf(arn, i),
    policyArn: checkedInput(`policyArns[${i}]`, arn, managedPolicyArn),
  }));
}

/**
 * The policy's own name where the program knows it, so that another order of the list changes nothing. The colon
 * is in no name of IAM's, so that no two components arrive at the same name.
 */
function suffixOf(policyArn: pulumi.Input<string>, index: number): string {
  const arn = typeof policyArn === 'string' ? parseArn(policyArn) : undefined;
  if (!arn) return `policies[${index}]`;
  const name = arn.resource.replace(/^policy\//, '');
  return arn.accountId === 'aws' ? `policy:aws:${name}` : `policy:${name}`;
}
