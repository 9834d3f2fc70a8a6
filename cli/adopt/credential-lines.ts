import { asOfWords } from '../../rules/calendar';
import { isConsoleUser } from '../../rules/console-users';
import { isUnknown, type RootCredentials, type ServiceCredential } from '../../rules/model';
import { judgeRoot } from '../../rules/root';
import { withoutCase } from '../../rules/without-case';
import { oneLine } from '../text-table';
import type { Adoption } from './adoption';
import type { FoundUser } from './read-account';

type About = Pick<Adoption, 'account' | 'declared' | 'decisions' | 'home'>;
type List = (what: string, names: readonly string[]) => readonly string[];

/** What there is besides users' keys and passwords, root's too; and what of it `pulumi up` makes useless. */
export function credentialLines(about: About, list: List): readonly string[] {
  const { account, decisions } = about;
  const { users, root } = account;
  return [
    ...(isUnknown(root) ? [] : rootLines(root)),
    ...list(
      'as a console calls a user that it makes for an API key: leave out and delete those that nobody needs',
      decisions.adopted.map(({ user }) => user.name).filter(isConsoleUser),
    ),
    ...list(
      'with API keys or passwords for a service that have no end (keyturn audit has the commands that make others)',
      users.flatMap((user) => named(user, servicesOf(unended(user)))),
    ),
    ...list(
      'with enabled SSH keys or signing certificates, which have no end',
      users.flatMap((user) => named(user, othersOf(user))),
    ),
    ...list(
      'of the engineers with what brings no MFA, and what it is used for is denied from pulumi up on (but for API keys of services that keyturn:selfManagement lists)',
      engineersOf(about).flatMap((user) => {
        const denied = enabled(user).filter(
          ({ service }) => !about.home.serviceCredentials.includes(service),
        );
        return named(user, [...servicesOf(denied), ...othersOf(user)]);
      }),
    ),
    ...notRead(
      'service-specific credentials',
      users,
      ({ serviceCredentials }) => serviceCredentials,
    ),
    ...notRead('SSH keys', users, ({ sshKeys }) => sshKeys),
  ];
}

function rootLines(root: RootCredentials): readonly string[] {
  const { found, unseen } = judgeRoot(root);
  const texts = [...found.map(({ text }) => text), ...unseen];
  return texts.map((text) => `  ${oneLine(text)}${asOfWords(root.asOf)}`);
}

/** Those whom the engineers' group will have: what is denied there is denied them. */
function engineersOf({ account, declared, decisions }: About): readonly FoundUser[] {
  const names = [
    ...declared.filter(({ type }) => type === 'engineer').map(({ name }) => name),
    ...decisions.adopted.filter(({ type }) => type === 'engineer').map(({ user }) => user.name),
  ];
  const engineers = new Set(names.map(withoutCase));
  return account.users.filter(({ name }) => engineers.has(withoutCase(name)));
}

function enabled({ serviceCredentials: held }: FoundUser): readonly ServiceCredential[] {
  return isUnknown(held) ? [] : held.filter(isEnabled);
}

function unended(user: FoundUser): readonly ServiceCredential[] {
  return enabled(user).filter(({ expiresAt }) => expiresAt === undefined);
}

function servicesOf(credentials: readonly ServiceCredential[]): readonly string[] {
  return [...new Set(credentials.map(({ service }) => service))];
}

function othersOf({ sshKeys, credentialReport }: FoundUser): readonly string[] {
  const { certificates = [] } = credentialReport ?? {};
  return [
    ...(!isUnknown(sshKeys) && sshKeys.some(isEnabled) ? ['SSH key'] : []),
    ...(!isUnknown(certificates) && certificates.some(isEnabled) ? ['signing certificate'] : []),
  ];
}

function isEnabled({ status }: { readonly status: unknown }): boolean {
  return status === 'Active';
}

function named({ name }: FoundUser, what: readonly string[]): readonly string[] {
  return what.length === 0 ? [] : [`${name} (${what.join(', ')})`];
}

/** Of all users the reason is the same, mostly: IAM refuses the call. */
function notRead(
  what: string,
  users: readonly FoundUser[],
  pick: (user: FoundUser) => object,
): readonly string[] {
  const reasons = new Set(
    users.flatMap((user) => {
      const found = pick(user);
      return isUnknown(found) ? [found.unknown] : [];
    }),
  );
  return [...reasons].map((reason) => `  ${what} could not be read: ${oneLine(reason)}`);
}
