import { isUnknown } from '../model';
import { shellLine } from '../shell-word';
import type { Holdings } from './holdings';

/** A command, or what is to be said before some. */
export type Line = { readonly command: string } | { readonly note: string };

interface Where {
  readonly partition: string;
  /** The profile of the users' account, where one was named. */
  readonly profile?: string;
  readonly now: Date;
}

/**
 * What shuts somebody out within a minute, for whoever may: Keyturn itself reads. Nothing of it is deleted but the password,
 * so that what was used can still be looked at.
 */
export function atOnce(holdings: Holdings, where: Where): readonly Line[] {
  const { user } = holdings;
  return user ? [...ofCredentials(holdings, user.name, where), ...ofRoles(holdings, where)] : [];
}

const switches = {
  'access-key': ['update-access-key', '--access-key-id'],
  'service-specific': ['update-service-specific-credential', '--service-specific-credential-id'],
  'ssh-key': ['update-ssh-public-key', '--ssh-public-key-id'],
  'signing-certificate': ['update-signing-certificate', '--certificate-id'],
} as const;

function ofCredentials(
  { credentials }: Holdings,
  userName: string,
  { partition, profile }: Where,
): readonly Line[] {
  const end = profile === undefined ? [] : ['--profile', profile];
  const iam = (call: string, ...rest: readonly string[]): Line => ({
    command: shellLine('aws', 'iam', call, '--user-name', userName, ...rest, ...end),
  });
  const enabled = credentials.filter(({ status }) => status === 'Active');
  return [
    ...enabled.map(({ kind, id }) => {
      if (kind === 'password') return iam('delete-login-profile');
      const [call, option] = switches[kind];
      return iam(call, option, id, '--status', 'Inactive');
    }),
    {
      note: 'Sessions that their key or their sign-in has made go on without it. This denies them everything:',
    },
    iam('attach-user-policy', '--policy-arn', `arn:${partition}:iam::aws:policy/AWSDenyAll`),
  ];
}

/** As the console's button "Revoke active sessions" writes it. */
function ofRoles({ declared }: Holdings, { now }: Where): readonly Line[] {
  const document = JSON.stringify({
    Version: '2012-10-17',
    Statement: {
      ...{ Effect: 'Deny', Action: '*', Resource: '*' },
      Condition: { DateLessThan: { 'aws:TokenIssueTime': now.toISOString() } },
    },
  });
  return declared.roles.flatMap(({ reference, arn, maxSessionHours }) => {
    const role = arn.slice(arn.lastIndexOf('/') + 1);
    return [
      {
        note: `Sessions of ${reference} last ${maxSessionHours} h at most. With credentials of its account, this ends those of everybody that were made before now; take it away after that:`,
      },
      {
        command: shellLine(
          ...['aws', 'iam', 'put-role-policy', '--role-name', role],
          ...['--policy-name', 'AWSRevokeOlderSessions', '--policy-document', document],
        ),
      },
    ];
  });
}

/** What keeps the stack from deleting the user, and what an administrator does about it. */
export function beforeDeletion({ user }: Holdings, { profile }: Where): readonly Line[] {
  const end = profile === undefined ? [] : ['--profile', profile];
  if (!user) return [];
  return user.otherGroups.map((group) => ({
    command: shellLine(
      ...['aws', 'iam', 'remove-user-from-group'],
      ...['--user-name', user.name, '--group-name', group, ...end],
    ),
  }));
}

/** How many devices they have; `unknown`: why nobody can say. */
export function devicesOf({ user }: Holdings): number | undefined {
  return !user || isUnknown(user.mfaDevices) ? undefined : user.mfaDevices.length;
}
