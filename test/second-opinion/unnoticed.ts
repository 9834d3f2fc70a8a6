import type { Unnoticed } from './noticing';

const where = ' where people come without a key';
const entitlement =
  'identity-center-entitlement:engineers-bounded@one-account:444444444444/bounded';
const assignment = 'identity-center-assignment:engineers-bounded@one-account:bounded:444444444444';
const noPolicyLetsIn =
  "who is let into the role of a permission set is Identity Center's to say, and no policy's: sts:AssumeRoleWithSAML by a service without a policy of the resource, which it can't be asked (querying/local_policy_simulation.py, resource_policy_authorization)";

/** The wrong documents that Principal Mapper 1.1.5 has no wrong answer to, and why. */
export const unnoticed: readonly Unnoticed[] = [
  {
    name: `${entitlement}${where}: a group comes into the audit role`,
    because:
      'no policy is another one: the audit role goes on refusing account access, so both say. That they no longer come into their own role is seen in who is let into what, before any policy is asked (test/meaning/decide.ts, isLetInto)',
  },
  {
    name: `${assignment}${where}: a group is assigned a permission set of others`,
    because: noPolicyLetsIn,
  },
  {
    name: `${assignment}${where}: a group is assigned its permission set in another account`,
    because: noPolicyLetsIn,
  },
];
