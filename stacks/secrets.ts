import * as pulumi from '@pulumi/pulumi';

/** The SDK has this and keeps it out of its types; `Config.get` has the answer only as a warning. */
const { isConfigSecret } = pulumi.runtime as {
  readonly isConfigSecret?: (key: string) => boolean;
};

/**
 * A config value as a program may pass it on: what is a secret in the config stays one in the state.
 * @param key with its namespace
 */
export function secretIfSo<Value>(key: string, value: Value): pulumi.Input<Value> {
  return (isConfigSecret?.(key) ?? true) ? (pulumi.secret(value) as pulumi.Output<Value>) : value;
}
