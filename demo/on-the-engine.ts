import { PulumiProject } from '../emulation/pulumi/pulumi-project';
import { accounts } from './cast';
import type { Provision } from './provision';

/** With `pulumi up`. */
export const onTheEngine: Provision = async (moto, stack, writeProject) => {
  const project = new PulumiProject(moto, writeProject);
  const up = async () => {
    const engine = await project.stack(stack, accounts[stack]);
    return engine.up({ suppressProgress: true });
  };
  try {
    const { summary } = await up();
    return {
      folder: project.folder,
      resources: summary.resourceChanges?.create ?? 0,
      up: async () => void (await up()),
      remove: () => project.delete(),
    };
  } catch (error) {
    project.delete();
    throw error;
  }
};
