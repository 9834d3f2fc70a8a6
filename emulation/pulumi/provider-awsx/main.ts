import awsxPackage from '@pulumi/awsx/package.json';
import * as provider from '@pulumi/pulumi/provider';
import { EmulatedTrail, trailToken } from '../awsx/trail';

/** Serves awsx's components, as far as they are known here, as Pulumi's provider `awsx`. */
export function main(): Promise<void> {
  const { version } = awsxPackage;
  const construct: provider.Provider['construct'] = (name, type, inputs, options) => {
    if (type !== trailToken)
      throw new Error(`the emulated AWS does not know components of type ${type}`);
    const { urn, bucket, trail } = new EmulatedTrail(name, inputs, options);
    return Promise.resolve({ urn, state: { bucket, trail } });
  };
  const schema = JSON.stringify({ name: 'awsx', version });
  return provider.main({ version, schema, construct }, process.argv.slice(2));
}
