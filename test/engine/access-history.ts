import {
  GetPolicyVersionCommand,
  paginateGetAccountAuthorizationDetails,
  type IAMClient,
} from '@aws-sdk/client-iam';
import type { RecordedCall } from '../../emulation/moto/start';

/** What is given to whom, as IAM holds it: policies by name or ARN, and what each of them gives. */
export interface Holdings {
  /** By user: the policies of their own. */
  readonly own: Map<string, Set<string>>;
  /** By user. */
  readonly groups: Map<string, Set<string>>;
  /** By group. */
  readonly ofGroup: Map<string, Set<string>>;
  /** The role ARNs that a policy lets assume; of AWS's own policies their ARNs. */
  readonly gives: Map<string, readonly string[]>;
}

/** A policy that stands in its owner has its name within it alone. */
const inline = (owner: string, name: string) => `${owner}:${name}`;

/** Reads all of an account. */
export async function holdingsOf(iam: IAMClient): Promise<Holdings> {
  const all: Holdings = { own: new Map(), groups: new Map(), ofGroup: new Map(), gives: new Map() };
  const attachedOf = (attached: readonly { PolicyArn?: string }[] = []) =>
    attached.map(({ PolicyArn = '' }) => PolicyArn);
  const input = { Filter: ['User' as const, 'Group' as const, 'LocalManagedPolicy' as const] };
  for await (const page of paginateGetAccountAuthorizationDetails({ client: iam }, input)) {
    for (const { UserName = '', ...user } of page.UserDetailList ?? []) {
      const policies = (user.UserPolicyList ?? []).map(({ PolicyName = '', PolicyDocument }) => {
        all.gives.set(inline(`user ${UserName}`, PolicyName), rolesIn(PolicyDocument));
        return inline(`user ${UserName}`, PolicyName);
      });
      all.own.set(UserName, new Set([...policies, ...attachedOf(user.AttachedManagedPolicies)]));
      all.groups.set(UserName, new Set(user.GroupList));
    }
    for (const { GroupName = '', ...group } of page.GroupDetailList ?? []) {
      const policies = (group.GroupPolicyList ?? []).map(({ PolicyName = '', PolicyDocument }) => {
        all.gives.set(inline(`group ${GroupName}`, PolicyName), rolesIn(PolicyDocument));
        return inline(`group ${GroupName}`, PolicyName);
      });
      const attached = attachedOf(group.AttachedManagedPolicies);
      all.ofGroup.set(GroupName, new Set([...policies, ...attached]));
    }
    for (const { Arn = '', DefaultVersionId } of page.Policies ?? []) {
      const version = { PolicyArn: Arn, VersionId: DefaultVersionId };
      const { PolicyVersion } = await iam.send(new GetPolicyVersionCommand(version));
      all.gives.set(Arn, rolesIn(PolicyVersion?.Document));
    }
  }
  return all;
}

/** What each user has: role ARNs, and the ARNs of AWS's own policies. */
export function accessIn({ own, groups, ofGroup, gives }: Holdings): Map<string, Set<string>> {
  return new Map(
    [...own].map(([user, policies]) => {
      const theirs = [...(groups.get(user) ?? [])].flatMap((group) => [
        ...(ofGroup.get(group) ?? []),
      ]);
      return [user, new Set([...policies, ...theirs].flatMap((each) => gives.get(each) ?? [each]))];
    }),
  );
}

type Deed = (holdings: Holdings, about: Readonly<Record<string, string>>) => void;

const user = ({ UserName = '' }: Readonly<Record<string, string>>) => UserName;
const group = ({ GroupName = '' }: Readonly<Record<string, string>>) => GroupName;
const add = (sets: Map<string, Set<string>>, key: string, value = '') =>
  sets.set(key, (sets.get(key) ?? new Set()).add(value));
const take = (sets: Map<string, Set<string>>, key: string, value = '') =>
  sets.get(key)?.delete(value);

/** Each call by which somebody gets or loses something. */
const deeds: Readonly<Record<string, Deed>> = {
  AddUserToGroup: ({ groups }, about) => add(groups, user(about), group(about)),
  RemoveUserFromGroup: ({ groups }, about) => take(groups, user(about), group(about)),
  AttachUserPolicy: ({ own }, about) => add(own, user(about), about['PolicyArn']),
  DetachUserPolicy: ({ own }, about) => take(own, user(about), about['PolicyArn']),
  PutUserPolicy: ({ own }, about) =>
    add(own, user(about), inline(`user ${user(about)}`, about['PolicyName'] ?? '')),
  DeleteUserPolicy: ({ own }, about) =>
    take(own, user(about), inline(`user ${user(about)}`, about['PolicyName'] ?? '')),
  AttachGroupPolicy: ({ ofGroup }, about) => add(ofGroup, group(about), about['PolicyArn']),
  DetachGroupPolicy: ({ ofGroup }, about) => take(ofGroup, group(about), about['PolicyArn']),
  PutGroupPolicy: ({ ofGroup }, about) =>
    add(ofGroup, group(about), inline(`group ${group(about)}`, about['PolicyName'] ?? '')),
  DeleteGroupPolicy: ({ ofGroup }, about) =>
    take(ofGroup, group(about), inline(`group ${group(about)}`, about['PolicyName'] ?? '')),
};

/** A moment in which somebody is without something that they have before and after, and the call that took it. */
export interface Gap {
  readonly user: string;
  readonly without: string;
  readonly after: string;
}

/**
 * Follows what everybody has from call to call.
 * @param before as IAM was before the calls
 * @param after as it was then
 */
export function gapsIn(before: Holdings, calls: readonly RecordedCall[], after: Holdings): Gap[] {
  const [had, has] = [accessIn(before), accessIn(after)];
  const kept = new Map(
    [...had].map(([name, access]) => [
      name,
      [...access].filter((each) => has.get(name)?.has(each)),
    ]),
  );
  // What a policy gives that is new is known from how it ended.
  const now = { ...before, gives: new Map([...after.gives, ...before.gives]) };
  return calls.flatMap(({ action, about, status }) => {
    const deed = status === 200 ? deeds[action] : undefined;
    if (!deed) return [];
    deed(now, about);
    const access = accessIn(now);
    return [...kept].flatMap(([name, wanted]) =>
      wanted
        .filter((each) => !access.get(name)?.has(each))
        .map((without) => ({ user: name, without, after: `${action} ${JSON.stringify(about)}` })),
    );
  });
}

function rolesIn(document = ''): readonly string[] {
  const { Statement = [] } = JSON.parse(decodeURIComponent(document)) as {
    Statement?: readonly { Action?: unknown; Resource?: string | readonly string[] }[];
  };
  return [Statement]
    .flat()
    .filter(({ Action }) => Action === 'sts:AssumeRole')
    .flatMap(({ Resource = [] }) => Resource);
}
