import type { Check } from './check';
import type { DeployedCompany } from './deploy-company';
import type { Narrator } from './narrator';
import type { Audience } from './play';

/** What the demo tells: a story, and what must hold when it is over. */
export interface Tale {
  readonly heading: string;
  /** When the company is deployed; by default long before the first run. */
  readonly deployedOn?: number;
  /** What is done while it is deployed. */
  meanwhile(narrator: Narrator): Promise<void>;
  /** Plays the story to its end. */
  play(deployed: DeployedCompany, audience: Audience): Promise<readonly Check[]>;
}
