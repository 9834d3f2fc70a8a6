import { counted } from '../../counted';
import { credentialTraits, type ChosenKind } from '../../credentials';
import { isAwaited, isUnknown, type IamUser, type Unknown } from '../../model';
import type { Settings } from '../../settings';
import type { Breach } from '../report';
import { credentialRules, type RuleInShort, type RuleName } from '../rule-names';
import { referenceOf, type AuditedUser } from '../subject';
import { rootVerdict, type RootOfAccount } from './root';
import { serviceCredentialProblems } from './service-credentials';
import { signingCertificateProblems } from './signing-certificates';
import { sshKeyProblems } from './ssh-keys';
import type { RuledSeen } from './verdict';

type OfCredentials = Extract<
  RuleName,
  'root' | 'service-credentials' | 'signing-certificates' | 'ssh-keys'
>;

/** What the rules say of root, and of users' credentials besides keys and passwords. */
export function credentialVerdicts(
  users: readonly AuditedUser[],
  roots: readonly RootOfAccount[],
  settings: Settings,
  now: Date,
): Readonly<Record<OfCredentials, RuledSeen>> {
  return {
    root: { ...credentialRules.root, ...rootVerdict(roots) },
    'service-credentials': verdictOf(
      credentialRules['service-credentials'],
      users,
      'service-specific',
      ({ serviceCredentials }) => serviceCredentials,
      (held, user) => serviceCredentialProblems(held, user, settings, now),
    ),
    'signing-certificates': verdictOf(
      credentialRules['signing-certificates'],
      users,
      'signing-certificate',
      ({ signingCertificates }) => signingCertificates,
      signingCertificateProblems,
    ),
    'ssh-keys': verdictOf(
      credentialRules['ssh-keys'],
      users,
      'ssh-key',
      ({ sshKeys }) => sshKeys,
      (held, user) => sshKeyProblems(held, user, settings, now),
    ),
  };
}

/**
 * Of one kind: all of a user's are one entry, and so are all users of an account of whom it can't be seen for the same
 * reason. What a run to come sees by itself is no entry, but said.
 */
function verdictOf<Held extends object>(
  rule: RuleInShort,
  users: readonly AuditedUser[],
  kind: ChosenKind,
  pick: (user: IamUser) => readonly Held[] | Unknown | undefined,
  judge: (held: readonly Held[], user: AuditedUser) => readonly string[],
): RuledSeen {
  const [, what] = credentialTraits[kind].nouns;
  const breaches: Breach[] = [];
  const unseen: { readonly audited: AuditedUser; readonly why: Unknown }[] = [];
  for (const audited of users) {
    const held = pick(audited.user);
    if (held === undefined) continue;
    if (isUnknown(held)) unseen.push({ audited, why: held });
    else {
      const problems = judge(held, audited);
      if (problems.length > 0)
        breaches.push({ ...referenceOf(audited), text: problems.join('; ') });
    }
  }
  const awaited = unseen.filter(({ why }) => isAwaited(why)).map(({ why }) => why.unknown);
  const notes = [...new Set(awaited)].map((why) => `Of some users the ${what}: ${why}.`);
  return {
    ...rule,
    breaches,
    notSeenOf: notSeenOf(
      unseen.filter(({ why }) => !isAwaited(why)),
      what,
    ),
    notSeen: notes.length > 0 ? notes.join(' ') : undefined,
  };
}

function notSeenOf(
  unseen: readonly { readonly audited: AuditedUser; readonly why: Unknown }[],
  what: string,
): readonly Breach[] {
  const alike = Map.groupBy(unseen, ({ audited, why }) => `${audited.account.id} ${why.unknown}`);
  return [...alike.values()].flatMap((all) =>
    // The first stands for all of them.
    all.slice(0, 1).map(({ audited, why }): Breach => {
      const { accountId, userName } = referenceOf(audited);
      if (all.length === 1)
        return { accountId, userName, text: `the ${what} could not be seen: ${why.unknown}` };
      const whose = counted(all.length, 'user');
      return { accountId, text: `the ${what} of ${whose} could not be seen: ${why.unknown}` };
    }),
  );
}
