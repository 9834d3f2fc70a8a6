import { getCallerIdentityOutput } from '@pulumi/aws/getCallerIdentity';
import { getRegionOutput } from '@pulumi/aws/getRegion';
import type * as pulumi from '@pulumi/pulumi';
import { asPartition, parseArn, type Home } from '../rules/arn';

/** The account and partition in which a component's resources are made, by its provider. */
export function homeOf(component: pulumi.Resource): pulumi.Output<Home> {
  return getCallerIdentityOutput({}, { parent: component }).apply(({ arn, accountId }) => ({
    partition: asPartition(parseArn(arn)?.partition ?? arn),
    accountId,
  }));
}

/** The region in which a component's resources are made, by its provider. */
export function regionOf(component: pulumi.Resource): pulumi.Output<string> {
  return getRegionOutput({}, { parent: component }).region;
}
