import { inMonitor, inProduction } from './people/elsewhere';
import { inIdentity } from './people/in-identity';
import type { Person } from './people/person';

export { accounts } from './people/person';
export type { AccountName, Kind, Person } from './people/person';

/** Twenty users in three accounts. */
export const people: readonly Person[] = [
  ...inIdentity.map((person) => ({ ...person, in: 'identity' as const })),
  ...inProduction.map((person) => ({ ...person, in: 'production' as const })),
  ...inMonitor.map((person) => ({ ...person, in: 'monitor' as const })),
];
