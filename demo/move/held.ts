import { IAMClient, ListGroupsForUserCommand } from '@aws-sdk/client-iam';
import { awsOf } from '../../emulation/company/aws-of';
import type { EmulatedCompany } from '../../emulation/company/emulated-company';
import { certificateSchema, type Certificate } from '../../rules/person/certificate';
import { moveStatusSchema, type MoveStatus } from '../../rules/person/move-status';
import { accounts, engineerNames } from '../cast';
import { heldAtTheEnd, type Held } from '../held-at-the-end';
import type { MoveWorld } from './world';

/** What holds when the second story is over, beside what AWS and Slack hold. */
export interface HeldAfterMoves extends Held {
  /** What `keyturn move status` says of everybody. */
  readonly people: MoveStatus['people'];
  readonly certificates: ReadonlyMap<string, Certificate>;
  readonly refusals: ReadonlyMap<string, string>;
  /** engineers.yaml, and what it was before anybody's move. */
  readonly engineers: string;
  readonly engineersBefore: string;
  /** By the engineer: the IAM groups, which say what they may. */
  readonly groups: Readonly<Record<string, readonly string[]>>;
}

export async function heldAfterMoves(
  company: EmulatedCompany,
  world: MoveWorld,
): Promise<HeldAfterMoves> {
  const { team, certificates, refusals, moto } = world;
  const { identity: accountId } = accounts;
  const iam = new IAMClient(await awsOf(moto, { accountId, region: 'us-east-1' }));
  const groups = await Promise.all(
    engineerNames.map(async (name) => [name, await groupsOf(iam, name)] as const),
  );
  return {
    ...(await heldAtTheEnd(company, world)),
    people: moveStatusSchema.parse(await team.status()).people,
    certificates: new Map(
      [...certificates].map(([name, found]) => [name, certificateSchema.parse(found)]),
    ),
    refusals,
    engineers: team.engineers,
    engineersBefore: world.engineersBefore,
    groups: Object.fromEntries(groups),
  };
}

async function groupsOf(client: IAMClient, UserName: string): Promise<readonly string[]> {
  const { Groups = [] } = await client.send(new ListGroupsForUserCommand({ UserName }));
  return Groups.map(({ GroupName = '' }) => GroupName).sort();
}
