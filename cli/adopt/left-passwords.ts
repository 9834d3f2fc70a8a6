import { isUnknown } from '../../rules/model';
import { withoutCase } from '../../rules/without-case';
import type { Home } from './home';
import type { FoundUser } from './read-account';
import type { Adoption } from './adoption';

/** People of the account who are not in engineers.yaml: the stack lets their console passwords expire all the same. */
export interface LeftPasswords {
  readonly certain: readonly FoundUser[];
  /** Of whom it is not known whether they have one. */
  readonly maybe: readonly FoundUser[];
}

export function leftPasswords({
  account,
  declared,
  decisions,
}: Pick<Adoption, 'account' | 'declared' | 'decisions'>): LeftPasswords {
  const inFile = new Set(
    [...declared, ...decisions.adopted.map(({ user }) => user)].map(({ name }) =>
      withoutCase(name),
    ),
  );
  const left = account.users.filter(({ name }) => !inFile.has(withoutCase(name)));
  const isOpen = ({ credentialReport: row }: FoundUser) =>
    row === undefined || isUnknown(row.password);
  return {
    certain: left.filter((user) => !isOpen(user) && user.credentialReport?.password !== undefined),
    maybe: left.filter(isOpen),
  };
}

/** Who is concerned, and by what. */
export function passwordLines(
  { certain, maybe }: LeftPasswords,
  { passwordPolicy }: Home,
  list: (what: string, names: readonly string[]) => string[],
): string[] {
  const days = `whose password expires after ${passwordPolicy.maxAgeDays} days from pulumi up on`;
  const renewal = passwordPolicy.allowUsersToChangePassword
    ? 'and which they may renew'
    : 'and which nobody can renew then whom no policy of theirs allows iam:ChangePassword';
  const names = (users: readonly FoundUser[]) => users.map(({ name }) => name);
  return [
    ...list(`left out ${days}, ${renewal}`, names(certain)),
    ...list(
      `left out of whom it is not known whether they have a password: ${days.replace('whose password', 'it')}, ${renewal}`,
      names(maybe),
    ),
  ];
}

/** The config that lets them renew their passwords; undefined where nobody is concerned, or the stack has it. */
export function passwordConfig(
  { certain, maybe }: LeftPasswords,
  { passwordPolicy, passwordPolicyAsWritten }: Home,
): Readonly<Record<string, unknown>> | undefined {
  if (passwordPolicy.allowUsersToChangePassword || certain.length + maybe.length === 0)
    return undefined;
  return {
    'keyturn:passwordPolicy': { ...passwordPolicyAsWritten, allowUsersToChangePassword: true },
  };
}
