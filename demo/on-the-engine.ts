import { PulumiProject } from '../emulation/pulumi/pulumi-project';
import { accounts } from './cast';
import type { Provision } from './deploy-company';

/** With `pulumi up`. The project, and with it the state, is thrown away: the demo goes on with what was made. */
export const onTheEngine: Provision = async (moto, stack, writeProject) => {
  const project = new PulumiProject(moto, writeProject);
  try {
    const engine = await project.stack(stack, accounts[stack]);
    const { summary } = await engine.up({ suppressProgress: true });
    return summary.resourceChanges?.create ?? 0;
  } finally {
    project.delete();
  }
};
