import type { AccountLedger } from '../ledger';
import type { Account, IamUser, Unknown } from '../model';
import { isUnknown } from '../model';
import { judgeMove } from '../person/judge-move';
import { readTags } from '../read-tags';
import type { Settings } from '../settings';
import { newWays } from '../ways-in';
import { isSameName } from '../without-case';
import type { KeyHistory } from '../without-key/key-history';
import type { AccountPolicies } from './account-policies';
import { assumableBy } from './assumable';
import { heldCredentials, kindsNotSeen } from './held-credentials';
import { HOLDINGS_FORMAT, type Holdings } from './holdings';
import { mentionsIn } from './mentions';
import { otherUsers } from './other-users';

/** All that was read of somebody who leaves. */
export interface HeldBy {
  readonly keyturnVersion: string;
  readonly account: Account;
  readonly declared: Holdings['declared'];
  /** The groups that the stack makes. */
  readonly ownGroups: readonly string[];
  readonly user?: IamUser;
  readonly mfaDevices: readonly string[] | Unknown;
  readonly policies: readonly AccountPolicies[];
  /** Absent where none was read. */
  readonly ledger?: AccountLedger;
  /** Absent where CloudTrail was not asked. */
  readonly histories?: ReadonlyMap<string, KeyHistory>;
  readonly inProject: Holdings['inProject'];
  readonly settings: Settings;
  readonly now: Date;
}

export function composeHoldings(held: HeldBy): Holdings {
  const { account, declared, user, policies, settings, now } = held;
  const sought = { accountId: account.id, userName: declared.name, ids: user ? [user.id] : [] };
  const found = policies.flatMap((read) =>
    read.outcome === 'read' ? [mentionsIn(read, sought)] : [],
  );
  const move = moveOf(held);
  const { slackId } = declared;
  return {
    format: HOLDINGS_FORMAT,
    keyturnVersion: held.keyturnVersion,
    generatedAt: now.toISOString(),
    timeZone: settings.timeZone,
    account: { id: account.id, name: account.name },
    accounts: accountsOf(policies),
    declared,
    ...(user && { user: userOf(held, user) }),
    credentials: [...(user ? heldCredentials(user, held.histories) : [])],
    mentions: found.flatMap(({ mentions }) => mentions),
    otherUsers: otherUsers(policies, {
      ...{ accountId: account.id, userName: declared.name, slackId },
    }),
    ...(move && { move }),
    inProject: held.inProject,
    notKnown: [
      ...(user ? kindsNotSeen(user) : []),
      ...found.flatMap(({ unreadable }) => unreadable),
      ...notLookedAt,
      ...(held.ledger ? [] : ['how far their move from keys has come: no ledger was read']),
    ],
  };
}

/** What Keyturn reads nowhere. */
export const notLookedAt: readonly string[] = [
  'policies of resources, such as S3 buckets and KMS keys: of policies those of IAM alone are read',
  'IAM Identity Center, and the identity provider behind it',
];

export function accountsOf(policies: readonly AccountPolicies[]): Holdings['accounts'] {
  return policies.map((read) => {
    const { id, name } = read.account;
    return read.outcome === 'read' ? { id, name } : { id, name, unread: read.reason };
  });
}

function userOf(
  { account, policies, ownGroups, mfaDevices }: HeldBy,
  { name, id, arn, createdAt, ownPolicies = [] }: IamUser,
): NonNullable<Holdings['user']> {
  const home = policies.find((read) => read.account.id === account.id);
  const own = home?.outcome === 'read' ? home.users.find((each) => each.id === id) : undefined;
  const groups = own?.groups ?? [];
  const isOther = (group: string) => !ownGroups.some((each) => isSameName(each, group));
  return {
    ...{ name, id, arn, createdAt: createdAt.toISOString() },
    groups: [...groups],
    otherGroups: groups.filter(isOther),
    policies: ownPolicies.map(({ name: policy, allows }) => ({
      name: policy,
      ...(allows && { allows: [...allows] }),
    })),
    ...(own?.boundary !== undefined && { boundary: own.boundary }),
    mfaDevices: isUnknown(mfaDevices) ? { unknown: mfaDevices.unknown } : [...mfaDevices],
    mayAssume:
      own && home?.outcome === 'read'
        ? [...assumableBy(own, home)]
        : { unknown: 'the policies of the account could not be read' },
  };
}

function moveOf({ user, ledger, settings, now }: HeldBy): Holdings['move'] {
  if (!user || !ledger) return undefined;
  const state = judgeMove(user, readTags(user.tags, now, settings), ledger, settings, now);
  const record = ledger.moves.get(user.id);
  if (state.step === 'not-moving' && !record) return undefined;
  const { forced } = record ?? {};
  return {
    step: state.step,
    ...(state.proof && { proof: state.proof }),
    ...(forced && { forced: { ...forced, at: forced.at.toISOString() } }),
    said: newWays.flatMap((way) => {
      const said = record?.said[way];
      return said ? [{ way, at: said.at.toISOString(), by: said.by }] : [];
    }),
  };
}
