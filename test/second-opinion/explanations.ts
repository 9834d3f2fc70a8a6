import type { Request } from '../meaning/request';
import type { Explanation } from './explanation';

const isOf = (...actions: readonly string[]) => {
  const names = new Set(actions.map((action) => `iam:${action}`));
  return ({ action }: Request) => names.has(action);
};
const changesPolicy = isOf(
  ...['CreatePolicy', 'CreatePolicyVersion', 'DeletePolicy', 'DeletePolicyVersion'],
  ...['SetDefaultPolicyVersion', 'TagPolicy', 'UntagPolicy'],
);

/** Of what the differences were looked at: `ours` in the lines below, and the second. */
export const lookedAt = { '@cloud-copilot/iam-simulate': '0.1.173', principalmapper: '1.1.5' };

export const explanations: readonly Explanation[] = [
  {
    id: 'who-am-i',
    ours: 'Allowed',
    second: ['ExplicitlyDenied', 'ImplicitlyDenied'],
    isAbout: ({ action }) => action === 'sts:GetCallerIdentity',
    because:
      'AWS answers sts:GetCallerIdentity whatever a policy says, by its own reference. ours knows (services/StsServiceAuthorizer.js, authorize); the second has no rule for a single action (querying/query_interface.py, local_check_authorization_full)',
  },
  {
    id: 'policies-of-aws',
    ours: 'ImplicitlyDenied',
    second: ['ExplicitlyDenied'],
    isAbout: (request) =>
      changesPolicy(request) && request.resource.startsWith('arn:aws:iam::aws:policy/'),
    because:
      "nobody changes a policy of AWS's own. ours knows, and says so even where a statement denies (services/IamServiceAuthorizer.js, deniedActionsForManagedPolicies); the second takes it for any other policy (querying/query_interface.py, local_check_authorization_full)",
  },
];
