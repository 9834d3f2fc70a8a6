import type { Moto } from '../../emulation/moto/start';
import { clientsOf } from '../../emulation/moto/test-clients';
import { createRole } from './company';

/** The accounts of the project of moving-company.ts beside the one with the IAM users. */
export const PRODUCTION = '210987654321';
export const MONITOR = '310987654321';

/** Calls that read, by the words that AWS begins their names with. */
export const reading = /:(Assume|Describe|Generate|Get|List|Lookup|Query)/;

/** The role by which the command looks into the accounts beside the one with the IAM users. */
export async function createRolesElsewhere(moto: Moto): Promise<void> {
  for (const account of [PRODUCTION, MONITOR])
    await createRole(clientsOf(moto, await moto.credentialsFor(account)).iam);
}
