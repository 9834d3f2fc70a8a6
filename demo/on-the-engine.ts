import { PulumiProject } from '../emulation/pulumi/pulumi-project';
import { accounts } from './cast';
import { writeExampleProject } from './example-project';
import type { Provision } from './deploy-company';

/** With `pulumi up`. The project, and with it the state, is thrown away: the demo goes on with what was made. */
export const onTheEngine: Provision = async (moto, stack, config) => {
  const project = new PulumiProject(moto, writeExampleProject);
  try {
    for (const [key, value] of Object.entries(config))
      project.set(`Pulumi.${stack}.yaml`, ['config', key], value);
    const engine = await project.stack(stack, accounts[stack]);
    const { summary } = await engine.up({ suppressProgress: true });
    return summary.resourceChanges?.create ?? 0;
  } finally {
    project.delete();
  }
};
