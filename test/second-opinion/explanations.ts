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

const isOfPolicyOfAws = (request: Request) =>
  changesPolicy(request) && request.resource.startsWith('arn:aws:iam::aws:policy/');

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
    isAbout: isOfPolicyOfAws,
    because:
      "nobody changes a policy of AWS's own. ours knows, and says so even where a statement denies (services/IamServiceAuthorizer.js, deniedActionsForManagedPolicies); the second takes it for any other policy (querying/query_interface.py, local_check_authorization_full)",
  },
];

const comparesNumbersIfThere = ({ policies }: Request) =>
  policies.some(({ document }) => /"Numeric\w*IfExists"/.test(JSON.stringify(document)));

/** What differs only where a mistake was planted. */
export const explanationsOfMistakes: readonly Explanation[] = [
  {
    id: 'policies-of-aws-allowed',
    ours: 'ImplicitlyDenied',
    second: ['Allowed'],
    isAbout: isOfPolicyOfAws,
    because:
      "nobody changes a policy of AWS's own. ours knows, whatever allows it (services/IamServiceAuthorizer.js, deniedActionsForManagedPolicies); the second takes it for any other policy (querying/query_interface.py, local_check_authorization_full)",
  },
  {
    id: 'keys-without-key-policies',
    ours: 'ImplicitlyDenied',
    second: ['Allowed'],
    isAbout: ({ resource, resourcePolicy }) =>
      /^arn:aws:kms:[^:]*:\d+:key\//.test(resource) && !resourcePolicy,
    because:
      "no policy of IAM's allows what the policy of a key of KMS does not, and these keys come without one. ours knows (services/KmsServiceAuthorizer.js, serviceTrustsPrincipalAccount); the second asks for it only where there is one (querying/query_interface.py, local_check_authorization_full)",
  },
  {
    id: 'services-are-in-everybody',
    ours: 'ExplicitlyDenied',
    second: ['ImplicitlyDenied'],
    isAbout: ({ principal, resourcePolicy }) =>
      !principal.startsWith('arn:') &&
      (resourcePolicy?.Statement ?? []).some(
        ({ Effect, Principal }) => Effect === 'Deny' && Principal?.['AWS'] === '*',
      ),
    because:
      'by the reference of AWS {"AWS": "*"} is "*", which is everybody. ours takes it so (principal/principal.js, requestMatchesPrincipalStatement); of a service the second takes "*" alone (querying/local_policy_simulation.py, resource_policy_matching_statements)',
  },
  {
    id: 'numbers-if-they-are-there',
    ours: 'Allowed',
    second: ['ImplicitlyDenied'],
    isAbout: comparesNumbersIfThere,
    because:
      'where the number is there, IfExists changes nothing. ours compares it; the second knows the operator by its whole name, and has none with IfExists (querying/local_policy_simulation.py, _get_num_match)',
  },
];
