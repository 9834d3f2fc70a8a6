import type { Unjudged } from './explanation';

/** What Principal Mapper 1.1.5 can't be asked. */
export const unjudged: readonly Unjudged[] = [
  {
    id: 'service-without-policy',
    isAbout: ({ principal, resourcePolicy }) => !principal.startsWith('arn:') && !resourcePolicy,
    because:
      'a service is judged by the policy of the resource alone (querying/local_policy_simulation.py, resource_policy_authorization), and the trust policy of a role of Identity Center is its own',
  },
];
