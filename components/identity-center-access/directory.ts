import { getGroup } from '@pulumi/aws/identitystore/getGroup';
import { getUser } from '@pulumi/aws/identitystore/getUser';
import { getInstances } from '@pulumi/aws/ssoadmin/getInstances';
import * as pulumi from '@pulumi/pulumi';
import { IdentitySource } from './args';
import type { CheckedArgs } from './check-args';

/** What is there of Identity Center: nothing is made before all of it is found. */
export interface Directory extends Instance {
  /** By user name. */
  readonly userIds: ReadonlyMap<string, string>;
  /** By display name; of those that are not made here. */
  readonly groupIds: ReadonlyMap<string, string>;
}

interface Instance {
  readonly instanceArn: string;
  readonly identityStoreId: string;
}

/** How many are looked up beside each other: both APIs take 20 calls a second, and each takes two. */
const LOOK_UPS_AT_A_TIME = 5;

/**
 * Finds the instance, the people, and the groups that are not made here.
 * @throws RunError that says who is missing, all of them, and who must create them
 */
export function findDirectory(
  parent: pulumi.Resource,
  { instanceArn, identityStoreId, identitySource, groups }: CheckedArgs,
): pulumi.Output<Directory> {
  const people = [...new Set(groups.flatMap(({ members = [] }) => members))].sort();
  const given =
    identitySource === IdentitySource.External
      ? groups.map(({ groupName }) => groupName).sort()
      : [];
  return pulumi.all([instanceArn, identityStoreId]).apply(async ([arn, store]) => {
    const instance = await findInstance(parent, arn, store);
    const [users, found] = await Promise.all([
      lookUp(people, (name) => userIdOf(parent, instance, name)),
      lookUp(given, (name) => groupIdOf(parent, instance, name)),
    ]);
    const problems = [
      ...missing('people', users, whoMakesPeople[identitySource]),
      ...missing('groups', found, whoMakesGroups),
    ];
    if (problems.length > 0)
      throw refusal(
        `nothing was made in IAM Identity Center (${instance.identityStoreId}): ${problems.join('; ')}`,
      );
    return { ...instance, userIds: users.ids, groupIds: found.ids };
  });
}

const whoMakesPeople: Record<IdentitySource, string> = {
  [IdentitySource.Internal]:
    'whoever administers IAM Identity Center must add them, in its console under Users, by these user names; nobody is made here',
  [IdentitySource.External]:
    'whoever administers the identity provider must assign them to its application for AWS, which provisions them by these user names; nobody is made here',
};
const whoMakesGroups =
  'whoever administers the identity provider must create them there by these names, and have them provisioned to AWS; of an external identity source no group is made here';

async function findInstance(
  parent: pulumi.Resource,
  instanceArn: string | undefined,
  identityStoreId: string | undefined,
): Promise<Instance> {
  if (instanceArn !== undefined && identityStoreId !== undefined)
    return { instanceArn, identityStoreId };
  const { arns, identityStoreIds } = await getInstances({}, { parent });
  const [arn, another] = arns;
  const [store] = identityStoreIds;
  // The two are sets: which of several goes with which they don't say.
  if (another !== undefined)
    throw refusal(
      `expected one instance of IAM Identity Center, found ${arns.join(', ')}: give both instanceArn and identityStoreId`,
    );
  if (arn === undefined || store === undefined)
    throw refusal(
      "expected an instance of IAM Identity Center, found none in this account and region: it is enabled once, in the organization's management account, and its stack's region must be the one it was enabled in; a delegated administrator sees it there too",
    );
  if ((instanceArn ?? arn) !== arn || (identityStoreId ?? store) !== store)
    throw refusal(
      `expected the instance of this account and region, ${arn} with the identity store ${store}, found ${instanceArn ?? identityStoreId}`,
    );
  return { instanceArn: arn, identityStoreId: store };
}

/**
 * Pulumi puts `error serializing property …` before an error's message, once more for each resource that waits for it: of
 * a hundred of them nobody would find the end.
 */
function refusal(message: string): pulumi.RunError {
  const error = new pulumi.RunError(message);
  return Object.defineProperty(error, 'message', { get: () => message, set: () => undefined });
}

interface LookedUp {
  readonly ids: ReadonlyMap<string, string>;
  /** Why the others are not among them, in the provider's words. */
  readonly failed: ReadonlyMap<string, string>;
}

async function lookUp(
  names: readonly string[],
  idOf: (name: string) => Promise<string>,
): Promise<LookedUp> {
  const ids = new Map<string, string>();
  const failed = new Map<string, string>();
  for (let i = 0; i < names.length; i += LOOK_UPS_AT_A_TIME) {
    const together = names.slice(i, i + LOOK_UPS_AT_A_TIME);
    const answers = await Promise.allSettled(together.map((name) => idOf(name)));
    // In the order of the names, whichever answer came in first: what is said is the same each time.
    for (const [at, name] of together.entries()) {
      const answer = answers[at];
      if (answer?.status === 'fulfilled') ids.set(name, answer.value);
      else failed.set(name, wordsOf(answer?.reason));
    }
  }
  return { ids, failed };
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function missing(what: string, { failed }: LookedUp, who: string): string[] {
  if (failed.size === 0) return [];
  const each = [...failed].map(([name, reason]) => `${name} (${reason})`).join(', ');
  return [`these ${what} are not found there: ${each}: ${who}`];
}

async function userIdOf(
  parent: pulumi.Resource,
  { identityStoreId }: Instance,
  attributeValue: string,
): Promise<string> {
  const uniqueAttribute = { attributePath: 'UserName', attributeValue };
  const args = { identityStoreId, alternateIdentifier: { uniqueAttribute } };
  return (await getUser(args, { parent })).userId;
}

async function groupIdOf(
  parent: pulumi.Resource,
  { identityStoreId }: Instance,
  attributeValue: string,
): Promise<string> {
  const uniqueAttribute = { attributePath: 'DisplayName', attributeValue };
  const args = { identityStoreId, alternateIdentifier: { uniqueAttribute } };
  return (await getGroup(args, { parent })).groupId;
}
