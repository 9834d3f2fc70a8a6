import { credentialsOf, nameOf } from '../credentials';
import { accessKeyRef } from '../credentials/credential';
import type { Left, OffboardCertificate, OffboardedCredential } from './certificate';
import { accountsOf, notLookedAt } from './compose-holdings';
import { certifiedGone, certifiedHeld, deedOf, type EndSources } from './end-of-known';
import { kindsNotSeen } from './held-credentials';
import { knownCredentials } from './known-credentials';
import { mentionsIn, type Mention } from './mentions';
import { offboardedDevices, type OffboardedDevices } from './offboarded-devices';
import { otherUsers } from './other-users';
import { endsAmong, PASSWORD } from './user-events';
import type { Verified } from './verified';

/** That nothing of somebody who has left is there any more; or what is, and what was not seen. */
export function composeOffboardCertificate(verified: Verified): OffboardCertificate {
  const { account, userName, whose, policies, before, now, trail, reports } = verified;
  const credentials = credentialsIn(verified);
  const named = mentionsOf(verified);
  const mfa = devicesIn(verified);
  const left = [...leftOf(verified, credentials), ...mfa.left, ...named.left];
  const notSeen = [...notSeenOf(verified), ...mfa.notSeen, ...named.unreadable];
  const fullName = before?.declared.fullName;
  return {
    format: 'keyturn-offboard-certificate/1',
    keyturnVersion: verified.keyturnVersion,
    generatedAt: now.toISOString(),
    timeZone: verified.settings.timeZone,
    account: { id: account.id, name: account.name },
    user: {
      name: userName,
      ...(fullName !== undefined && { fullName }),
      ids: [...whose.ids],
    },
    result: left.length > 0 ? 'left' : notSeen.length > 0 ? 'not-all-seen' : 'out',
    accounts: accountsOf(policies),
    left,
    toLook: [...named.toLook, ...mfa.toLook],
    notSeen,
    iamUser: iamUserOf(verified),
    ...(whose.namesake && {
      namesake: { id: whose.namesake.id, createdAt: whose.namesake.createdAt.toISOString() },
    }),
    credentials,
    mfaDevices: [...mfa.devices],
    sources: sourcesOf(verified),
    ...(trail && { trailSince: trail.since.toISOString() }),
    ...(reports && {
      reports: { source: reports.source, from: reports.from, to: reports.to },
    }),
    notKnown: [
      ...(reports?.unread ?? []),
      ...(trail?.failed ?? ['who ended what, where Keyturn did not: CloudTrail was not asked']),
      ...mfa.notKnown,
      ...notLookedAt,
      'sessions that were made before the end: one of a role lasts as long as the role lets it, twelve hours at most',
    ],
  };
}

function credentialsIn(verified: Verified): OffboardedCredential[] {
  const { whose, user, before, ledger, trail } = verified;
  const events = trail?.events ?? [];
  const sources: EndSources = {
    ...{ ledger, events, ends: endsAmong(events) },
    userDeletion: user ? undefined : deletionOfUser(verified),
  };
  const held = user ? credentialsOf(user).seen : [];
  const ids = new Set(held.map(({ ref }) => (ref.kind === 'password' ? PASSWORD : ref.id)));
  const reported = reportedOf(verified);
  const known = knownCredentials({ ids: whose.ids, before, ledger, reported, events });
  return [
    ...held.map((each) => certifiedHeld(each, sources)),
    ...known.filter(({ id }) => !ids.has(id)).map((each) => certifiedGone(each, sources)),
  ];
}

function devicesIn(verified: Verified): OffboardedDevices {
  const { userName, user, mfaDevices, before, trail } = verified;
  return offboardedDevices({
    ...{ userName, held: mfaDevices, isGone: user === undefined },
    ...(before?.user && { before: before.user.mfaDevices }),
    ...(trail && { events: trail.devices }),
    userDeletion: user ? undefined : deletionOfUser(verified),
  });
}

/** The newest of the name who is not the one who is there. */
function reportedOf({ reports, whose }: Verified) {
  const { namesake } = whose;
  return reports?.users.find(
    ({ createdAt }) =>
      !namesake || Math.abs(createdAt.getTime() - namesake.createdAt.getTime()) > 1000,
  );
}

function deletionOfUser({ trail }: Verified) {
  return trail?.events
    .filter(({ call }) => call === 'DeleteUser')
    .toSorted((a, b) => b.at.getTime() - a.at.getTime())[0];
}

function iamUserOf(verified: Verified): OffboardCertificate['iamUser'] {
  const { user, whose } = verified;
  if (user) return { is: 'there', restsOn: 'IAM' };
  const deletion = deletionOfUser(verified);
  return {
    is: 'gone',
    ...(deletion && { deletion: deedOf(deletion) }),
    restsOn: deletion
      ? 'CloudTrail: DeleteUser'
      : whose.namesake
        ? 'IAM: the user of the name is another one; when theirs was deleted nobody says'
        : 'IAM: there is no user of the name; when theirs was deleted, if there was one, nobody says',
  };
}

function leftOf(
  { user, stillIn, whose, userName, slackId, account, policies }: Verified,
  credentials: readonly OffboardedCredential[],
): Left[] {
  const enabled = credentials.filter(({ end }) => end.is === 'left');
  const ofOthers = otherUsers(policies, { accountId: account.id, userName, slackId });
  return [
    ...(stillIn === undefined || whose.namesake
      ? []
      : [{ what: 'engineers-file' as const, text: `${stillIn} has ${userName} still` }]),
    ...(user
      ? [
          {
            what: 'user' as const,
            text: `the IAM user ${user.name} (${user.id}) is there: pulumi up deletes it, once ${stillIn ?? 'engineers.yaml'} does not have them`,
          },
        ]
      : []),
    ...enabled.map(({ kind, id }) => ({
      what: 'credential' as const,
      text: `${kind === 'access-key' ? `${nameOf(accessKeyRef(id))} (${id})` : nameOf({ kind, id })} is enabled`,
    })),
    ...ofOthers
      .filter(({ by }) => by === 'slack-id')
      .map(({ accountId, name }) => ({
        what: 'other-user' as const,
        text: `the account ${accountId} has the IAM user ${name}, with their Slack id`,
      })),
  ];
}

function mentionsOf({ policies, account, userName, whose, slackId }: Verified) {
  const sought = { accountId: account.id, userName, ids: whose.ids };
  const found = policies.flatMap((read) =>
    read.outcome === 'read' ? [mentionsIn(read, sought)] : [],
  );
  const mentions = found.flatMap((each) => each.mentions);
  // Whoever has the name now is meant by it, or gets what was meant for somebody else.
  const isOfNamesake = ({ by }: Mention) => whose.namesake !== undefined && by !== 'id';
  const strangers = whose.ids.length > 0 ? [] : found.flatMap((each) => each.strangers);
  const others = otherUsers(policies, { accountId: account.id, userName, slackId });
  return {
    left: mentions
      .filter((each) => !isOfNamesake(each))
      .map((each) => ({ what: 'policy' as const, text: mentionInWords(each) })),
    toLook: [
      ...mentions
        .filter(isOfNamesake)
        .map((each) => `${mentionInWords(each)}: that is the new ${userName} now`),
      ...strangers.map(
        (each) =>
          `${mentionInWords(each)}, the id of a user who is gone: whose it was nobody knows`,
      ),
      ...others
        .filter(({ by }) => by === 'name')
        .map(
          ({ accountId, name }) =>
            `the account ${accountId} has an IAM user ${name}: is that the same person?`,
        ),
    ],
    unreadable: found.flatMap((each) => each.unreadable),
  };
}

/** `in the account 222222222222 the trust policy of the role deploy names AIDA… (Principal of statement number 1)` */
export function mentionInWords({ accountId, place, statement, element, value }: Mention): string {
  return `in the account ${accountId} ${place} names ${value} (${element} of the statement ${statement})`;
}

function notSeenOf(verified: Verified): string[] {
  const { userName, user, whose, policies, before, ledger, reports, trail } = verified;
  const isKnown =
    before !== undefined ||
    (whose.ids.length > 0 && ledger !== undefined) ||
    [reports?.users, trail?.events].some((found) => found !== undefined && found.length > 0);
  return [
    ...policies.flatMap((read) =>
      read.outcome === 'unread'
        ? [`the account ${read.account.name} (${read.account.id}) was not read: ${read.reason}`]
        : [],
    ),
    ...(user ? kindsNotSeen(user) : []),
    ...(user || isKnown
      ? []
      : [
          `which credentials there were: IAM has no user ${userName}, and neither the ledger, daily reports, CloudTrail nor a record from before knows of one: is that how they were called?`,
        ]),
    ...(whose.ids.length > 0
      ? []
      : [
          'whether a policy names them by their unique id (AIDA…), which nobody knows: --user-id says it',
        ]),
  ];
}

function sourcesOf({ user, before, ledger, reports, trail }: Verified): string[] {
  return [
    ...(user ? ['IAM'] : []),
    ...(before ? [`what keyturn offboard recorded at ${before.generatedAt}`] : []),
    ...(ledger ? ["the monitor's ledger"] : []),
    ...(reports ? [`the daily reports of ${reports.from} to ${reports.to}`] : []),
    ...(trail ? ["CloudTrail's events of 90 days"] : []),
  ];
}
