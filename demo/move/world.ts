import type { DeployedCompany } from '../deploy-company';
import { worldOf, type World } from '../world';
import { Team } from './team';

/** What the people of the second story hold on to. */
export interface MoveWorld extends World {
  readonly team: Team;
  /** engineers.yaml before anybody's move. */
  readonly engineersBefore: string;
  /** What the command said where it refused a step, by the engineer. */
  readonly refusals: Map<string, string>;
  /** By the engineer, as JSON. */
  readonly certificates: Map<string, unknown>;
}

export async function moveWorldOf({ company, stacks }: DeployedCompany): Promise<MoveWorld> {
  const identity = stacks.get('identity');
  if (!identity) throw new Error('the identity stack was not deployed');
  const world = await worldOf(company);
  const team = await Team.of(company.moto, identity);
  const { engineers: engineersBefore } = team;
  return { ...world, team, engineersBefore, refusals: new Map(), certificates: new Map() };
}
