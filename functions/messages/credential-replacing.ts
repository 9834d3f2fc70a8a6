import { longestCredentialAgeDays } from '../../rules/credential-services';
import { mayHaveEnd } from '../../rules/service-credential-end';
import type { CredentialFacts, Person } from '../../rules/notices';
import type { Block } from '../slack-message';
import { context, section } from './blocks';
import { insteadOf, nounOf } from './credential-words';
import { plain } from './data';
import { dayOf } from './dates';
import { days, shortId, type Field } from './facts';
import { code, command, mrkdwn, type Mrkdwn } from './mrkdwn';

/** `API key for Bedrock …WXYZ`, for a title. */
export function titleOf(credential: CredentialFacts): string {
  return `${plain(nounOf({ credential, service: credential.service }), 60)} ${shortId(credential.id)}`;
}

/** The same within a text. */
export function credentialText(credential: CredentialFacts): Mrkdwn {
  return mrkdwn`${nounOf({ credential, service: credential.service })} ${code(shortId(credential.id))}`;
}

export function credentialFields(credential: CredentialFacts, timeZone?: string): readonly Field[] {
  const { age, createdAt, endsAt } = credential;
  return [
    ['Credential', credentialText(credential)],
    ['Age', mrkdwn`${days(age)}, made on ${dayOf(createdAt, timeZone)}`],
    ...(endsAt === undefined ? [] : [['Ends', mrkdwn`${dayOf(endsAt, timeZone)}`] satisfies Field]),
  ];
}

/**
 * A new one first, in the place of the old one, which goes last.
 * @param show its whole id where its owner reads it
 */
export function howToReplace(
  credential: CredentialFacts,
  { userName }: Person,
  show: (id: string) => string,
): readonly Block[] {
  const instead = insteadOf(credential.service);
  const id = show(credential.id);
  return [
    ...(instead
      ? [section(mrkdwn`Better than a new one: with a role's credentials ${instead}.`)]
      : []),
    section(...steps[credential.kind](credential, ['--user-name', userName], id)),
    context(
      mrkdwn`Where AWS answers ${code('AccessDenied')}, your user may not do that by itself: ask for it.`,
      ...(id === credential.id
        ? []
        : [
            mrkdwn`${code(id)} stands for the whole id: ${code(`aws iam ${lists[credential.kind]}`)} shows it.`,
          ]),
    ),
  ];
}

const lists: Readonly<Record<CredentialFacts['kind'], string>> = {
  'service-specific': 'list-service-specific-credentials',
  'ssh-key': 'list-ssh-public-keys',
  'signing-certificate': 'list-signing-certificates',
};

type Steps = (
  credential: CredentialFacts,
  user: readonly [string, string],
  id: string,
) => readonly Mrkdwn[];

const steps: Readonly<Record<CredentialFacts['kind'], Steps>> = {
  'service-specific': ({ service = '' }, user, id) => [
    mrkdwn`1. Make a new one, and put it where the old one is used. AWS shows its secret once:`,
    command(
      ...['aws', 'iam', 'create-service-specific-credential', ...user, '--service-name', service],
      ...(mayHaveEnd(service) ? ['--credential-age-days', String(longestCredentialAgeDays)] : []),
    ),
    mrkdwn`2. Delete the old one:`,
    command(
      ...['aws', 'iam', 'delete-service-specific-credential', ...user],
      ...['--service-specific-credential-id', id],
    ),
  ],
  'ssh-key': (_, user, id) => [
    mrkdwn`1. Make a new pair, and upload its public half:`,
    command('ssh-keygen', '-t', 'rsa', '-b', '4096', '-f', 'codecommit_rsa'),
    command(
      ...['aws', 'iam', 'upload-ssh-public-key', ...user],
      ...['--ssh-public-key-body', 'file://codecommit_rsa.pub'],
    ),
    mrkdwn`2. In ${code('~/.ssh/config')}, write the new id behind ${code('User')} and the new file behind ${code('IdentityFile')}.`,
    mrkdwn`3. Delete the old one:`,
    command('aws', 'iam', 'delete-ssh-public-key', ...user, '--ssh-public-key-id', id),
  ],
  'signing-certificate': (_, user, id) => [
    mrkdwn`1. Make a new certificate, upload it, and sign with it from then on:`,
    command(
      ...['aws', 'iam', 'upload-signing-certificate', ...user],
      ...['--certificate-body', 'file://certificate.pem'],
    ),
    mrkdwn`2. Delete the old one:`,
    command('aws', 'iam', 'delete-signing-certificate', ...user, '--certificate-id', id),
  ],
};
