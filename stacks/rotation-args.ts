import { RotationTool } from '../components/rotation-tool';
import { ownProfile } from '../rules/rotation';
import type * as rules from '../rules/tags';
import type { StackPlan } from './config/plan';

/** The components' word for a tool of the stack files. */
export const toolArg: Readonly<Record<rules.RotationTool, RotationTool>> = {
  keyturn: RotationTool.Keyturn,
  'aws-vault': RotationTool.AwsVault,
  'aws-cli': RotationTool.AwsCli,
  custom: RotationTool.Custom,
};

/** What KeyMonitor is told of rotating: the profiles are those that `keyturn aws-config` writes for the same stack files. */
export function rotationArgs({ config, accounts }: StackPlan) {
  const holders = accounts.filter(({ kinds }) => kinds.includes('identity'));
  return {
    rotateWith: toolArg[config.rotateWith],
    customRotation: config.customRotation,
    profiles: Object.fromEntries(holders.map(({ id, name }) => [id, ownProfile(name)])),
  };
}
