import type { StackConfig } from './stack-keys';

/** A stack's config with the region, which Pulumi's AWS provider and all the stacks need. */
export interface CheckedStack extends StackConfig {
  readonly region: string;
}
