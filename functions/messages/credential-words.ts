import { credentialTraits } from '../../rules/credentials';
import type { servicesWithoutCredentialAge } from '../../rules/credential-services';
import type { NoticeOf, Person } from '../../rules/notices';
import { code, command, mrkdwn, type Mrkdwn } from './mrkdwn';

type Created = Pick<NoticeOf<'credential-created'>, 'credential' | 'service'>;
type Kind = Created['credential']['kind'];

/** By service, as people call it. */
const serviceNouns: ReadonlyMap<string, string> = new Map([
  ['aws-external-anthropic.amazonaws.com', 'API key for Claude Platform on AWS'],
  ['bedrock.amazonaws.com', 'API key for Bedrock'],
  ['cassandra.amazonaws.com', 'password for Keyspaces'],
  ['cloudwatch.amazonaws.com', 'API key for CloudWatch'],
  ['codecommit.amazonaws.com', 'password for CodeCommit'],
  ['logs.amazonaws.com', 'API key for CloudWatch Logs'],
]);

/** `API key for Bedrock`, `SSH key`. */
export function nounOf({ credential, service }: Created): string {
  if (service === undefined) return credentialTraits[credential.kind].nouns[0];
  return serviceNouns.get(service) ?? `credential for ${service}`;
}

/** What needs no password, for those that AWS documents no end for. */
const insteadOfPassword: Readonly<Record<(typeof servicesWithoutCredentialAge)[number], Mrkdwn>> = {
  'cassandra.amazonaws.com': mrkdwn`the SigV4 plugin of the driver needs none`,
  'codecommit.amazonaws.com': mrkdwn`${code('git-remote-codecommit')} needs none`,
};

/** What to use in its place, where AWS documents no end for the service's passwords. */
export function insteadOf(service: string | undefined): Mrkdwn | undefined {
  const known: Readonly<Record<string, Mrkdwn>> = insteadOfPassword;
  return service !== undefined && Object.hasOwn(known, service) ? known[service] : undefined;
}

const commands: Readonly<Record<Kind, { list: string; update: string; id: string }>> = {
  'service-specific': {
    list: 'list-service-specific-credentials',
    update: 'update-service-specific-credential',
    id: '--service-specific-credential-id',
  },
  'ssh-key': {
    list: 'list-ssh-public-keys',
    update: 'update-ssh-public-key',
    id: '--ssh-public-key-id',
  },
  'signing-certificate': {
    list: 'list-signing-certificates',
    update: 'update-signing-certificate',
    id: '--certificate-id',
  },
};

/** For the team: a credential's whole id, and what takes it away by it. */
export function howToTakeAway(kind: Kind, { userName }: Person): readonly Mrkdwn[] {
  const { list, update, id } = commands[kind];
  return [
    command('aws', 'iam', list, '--user-name', userName),
    mrkdwn`With that in place of ${code('ID')}:`,
    command(
      ...['aws', 'iam', update, '--user-name', userName],
      ...[id, 'ID', '--status', 'Inactive'],
    ),
  ];
}
