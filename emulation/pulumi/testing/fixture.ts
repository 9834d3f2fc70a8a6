import assert from 'node:assert/strict';
import path from 'node:path';
import type { Moto } from '../../moto/start';
import { deployStack, DeploymentError, type DeployedStack, type Deployment } from '../deploy';

/** Deploys the tests' own project; `what` chooses its program. */
export function deployFixture(
  moto: Moto,
  what: string,
  more: Partial<Deployment> = {},
): Promise<DeployedStack> {
  return deployStack({
    stack: 'dev',
    moto,
    accountId: '111111111111',
    projectFolder: path.join(__dirname, 'project'),
    ...more,
    config: { 'fixture:do': what, ...more.config },
  });
}

/** The same, where it must be refused. */
export async function refusedFixture(
  moto: Moto,
  what: string,
  more: Partial<Deployment> = {},
): Promise<DeploymentError> {
  const error = await deployFixture(moto, what, more).catch((thrown: unknown) => thrown);
  assert(error instanceof DeploymentError, String(error));
  return error;
}
