import { version } from '../../package.json';
import { renderOffboardCertificateHtml } from '../../reports/html/offboard-certificate';
import { iamNamePattern } from '../../rules/formats';
import type { AccountLedger } from '../../rules/ledger';
import type { OffboardCertificate } from '../../rules/offboarding/certificate';
import { composeOffboardCertificate } from '../../rules/offboarding/compose-certificate';
import type { Holdings } from '../../rules/offboarding/holdings';
import type { ReportedUsers } from '../../rules/offboarding/reported-user';
import {
  deviceEventsOfOne,
  eventsOfOne,
  type UserEvents,
} from '../../rules/offboarding/user-events';
import { whoseIs, type Heard, type Whose } from '../../rules/offboarding/whose';
import { isSameName } from '../../rules/without-case';
import { readUserEvents } from '../aws/read-user-events';
import { openCertificate } from '../certificate-files';
import { badUse, CliError } from '../cli-error';
import { exitCodes } from '../exit-codes';
import { openOutput } from '../output';
import { oneLine } from '../text-table';
import { declaredNamed, openCompany } from './company';
import { checkOffboardOptions, type OffboardOptions } from './options';
import { readBefore } from './read-before';
import { readInAws, type InAws } from './read-in-aws';
import { readReportedUsers, reportSourceOf } from './read-reports';

/** What is known of who was called so, beside what IAM has. */
interface Known {
  readonly before?: Holdings;
  readonly reports?: ReportedUsers;
  readonly trail?: UserEvents;
}

/** @throws CliError, also for what is left and what was not seen, after the certificate was written */
export async function runVerify(given: string, options: OffboardOptions): Promise<void> {
  checkOffboardOptions(options);
  // The certificate's files are called by it.
  if (!iamNamePattern.test(given))
    throw badUse(`the engineer is ${JSON.stringify(given)}: expected the name of an IAM user`);
  const company = openCompany(options);
  const declared = declaredNamed(given, company);
  const userName = declared?.userName ?? given;
  const { id, name } = company.plan.account;
  const before =
    options.before === undefined ? undefined : readBefore(options.before, userName, id);
  const files = openCertificate(options.certificate ?? `${userName}-offboarded`);
  const inAws = await readInAws(userName, company, options);
  const known = await readKnown(userName, { id, name }, inAws, options, before);
  const whose = whoseOf(userName, inAws, known, options, declared !== undefined);
  const certificate = composeOffboardCertificate({
    ...{ keyturnVersion: version, account: { id, name }, userName, whose },
    user: whose.isPresent ? inAws.user : undefined,
    mfaDevices: whose.isPresent ? inAws.mfaDevices : [],
    stillIn: declared && company.plan.config.engineersFile,
    slackId: before?.declared.slackId ?? (whose.namesake ? undefined : declared?.slackId),
    ...{ policies: inAws.policies, ledger: inAws.ledger, now: inAws.now, ...known },
    trail: known.trail && ofOne(known.trail, userName, whose, inAws),
    settings: company.settings,
  });
  await files.json.write(`${JSON.stringify(certificate, undefined, 2)}\n`);
  await files.html.write(renderOffboardCertificateHtml(certificate));
  await openOutput(undefined).write(inWords(certificate, files.names));
  judge(certificate);
}

async function readKnown(
  userName: string,
  account: { readonly id: string; readonly name: string },
  { monitor, role, now }: InAws,
  options: OffboardOptions,
  before: Holdings | undefined,
): Promise<Known> {
  const source = reportSourceOf(monitor, options);
  const reports = source && (await readReportedUsers(source, account, userName));
  // CloudTrail tells names apart by their letters' case.
  const asWritten = before?.user?.name ?? userName;
  const trail = options.trail ? await readUserEvents(account, asWritten, role, now) : undefined;
  return { ...(before && { before }), ...(reports && { reports }), ...(trail && { trail }) };
}

/** @throws CliError where either of two users may be meant */
function whoseOf(
  userName: string,
  { user, ledger }: InAws,
  known: Known,
  { userId }: OffboardOptions,
  isDeclared: boolean,
): Whose {
  const heard = heardOf(userName, user?.createdAt, ledger, known, userId);
  const whose = whoseIs(user, heard, isDeclared);
  if (whose) return whose;
  throw badUse(
    `there is an IAM user ${userName} (${user?.id}, made ${user?.createdAt.toISOString()}), and there was another one of that name${heard.found.length > 0 ? ` (${heard.found.filter((id) => id !== user?.id).join(', ')})` : ''}: say with --user-id, or --before, who has left`,
  );
}

function heardOf(
  userName: string,
  presentSince: Date | undefined,
  ledger: AccountLedger | undefined,
  { before, reports, trail }: Known,
  userId: string | undefined,
): Heard {
  const records = [...(ledger?.credentials.values() ?? []), ...(ledger?.moves.values() ?? [])];
  const ofLedger = records
    .filter((each) => each.userId !== '' && isSameName(each.userName, userName))
    .map((each) => each.userId);
  const ofTrail = (trail?.events ?? []).flatMap((each) => each.userId ?? []);
  const recorded = before?.user?.id;
  const said = userId === undefined ? (recorded === undefined ? [] : [recorded]) : [userId];
  const others = (reports?.users ?? []).filter(
    ({ createdAt }) =>
      !presentSince || Math.abs(createdAt.getTime() - presentSince.getTime()) > 1000,
  );
  const deletions = (trail?.events ?? []).filter(({ call }) => call === 'DeleteUser');
  return {
    said,
    found: [...new Set([...ofLedger, ...ofTrail])],
    ...(others[0] && { madeAt: others[0].createdAt }),
    ...(deletions[0] && {
      deletedAt: new Date(Math.min(...deletions.map(({ at }) => at.getTime()))),
    }),
  };
}

function ofOne(
  trail: UserEvents,
  userName: string,
  { isPresent, namesake }: Whose,
  { user }: InAws,
): UserEvents {
  const present = isPresent ? user : undefined;
  return {
    ...trail,
    events: eventsOfOne(trail.events, present, namesake),
    devices: deviceEventsOfOne(trail.devices, userName, trail.events, present, namesake),
  };
}

function inWords(
  { result, left, toLook, notSeen, credentials, mfaDevices, user }: OffboardCertificate,
  names: readonly string[],
): string {
  const title = {
    out: `Nothing of ${user.name} is left.`,
    left: `${user.name} is not out:`,
    'not-all-seen': `Nothing of ${user.name} was seen to be left, and not all was seen.`,
  }[result];
  const ended = credentials.filter(({ end }) => end.is !== 'left').length;
  const off = mfaDevices.filter(
    ({ status }) => status === 'deactivated' || status === 'deleted',
  ).length;
  const devices = mfaDevices.length === 0 ? '' : `, ${off} of ${mfaDevices.length} MFA devices`;
  const lines = [
    ...notSeen.map((each) => `NOT SEEN: ${each}`),
    title,
    ...left.map(({ text }) => `  ${text}`),
    ...toLook.map((each) => `To be looked at: ${each}`),
    `${ended} of ${credentials.length} credentials${devices} are gone or off. The certificate is in ${names.join(' and ')}.`,
  ];
  return `${lines.map(oneLine).join('\n')}\n`;
}

/** What is there goes before what could not be seen: it is certain. @throws CliError */
function judge({ left, notSeen, user }: OffboardCertificate): void {
  const [first] = left;
  const more = (all: readonly unknown[]) => (all.length > 1 ? `; and ${all.length - 1} more` : '');
  if (first)
    throw new CliError(
      exitCodes.findings,
      `${user.name} is not out: ${first.text}${more(left)}: the certificate names all`,
    );
  if (notSeen[0] !== undefined)
    throw new CliError(
      exitCodes.incomplete,
      `${notSeen[0]}${more(notSeen)}: the certificate names all`,
    );
}
