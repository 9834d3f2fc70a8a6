import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deployStack } from '../emulation/pulumi/deploy';
import type { Moto } from '../emulation/moto/start';
import { accounts } from './cast';

export type StackName = keyof typeof accounts;

/** A stack that is there, and its project, as whoever deploys has it. */
export interface ProvisionedStack {
  /** Of Pulumi.yaml, the stack files and engineers.yaml. */
  readonly folder: string;
  /** How many there were at first. */
  readonly resources: number;
  /** Brings it to what the project says by now. */
  up(): Promise<void>;
  /** Throws the project away; what was made stays. */
  remove(): void;
}

/**
 * Makes what a stack's program registers.
 * @param writeProject puts Pulumi.yaml and the stack files in a folder
 */
export type Provision = (
  moto: Moto,
  stack: StackName,
  writeProject: (folder: string) => void,
) => Promise<ProvisionedStack>;

/** With Pulumi's mocks in the engine's place: no CLI is needed. */
export const underMocks: Provision = async (moto, stack, writeProject) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'keyturn-demo-'));
  const remove = () => rmSync(folder, { recursive: true });
  const deployment = { projectFolder: folder, stack, moto, accountId: accounts[stack] };
  try {
    writeProject(folder);
    let deployed = await deployStack(deployment);
    const up = async () => {
      deployed = await deployStack({ ...deployment, before: deployed });
    };
    return { folder, resources: deployed.resources.length, up, remove };
  } catch (error) {
    remove();
    throw error;
  }
};
