import type { Colors } from 'picocolors/types';
import { momentInUtc } from '../../rules/calendar';
import { nameOf } from '../../rules/credentials';
import { isUnknown, type Unknown } from '../../rules/model';
import type { Line } from '../../rules/offboarding/at-once';
import type { HeldCredential, Holdings } from '../../rules/offboarding/holdings';
import { exemptionInWords } from '../../rules/report/exemption-in-words';
import { oneLine, textTable } from '../text-table';

/** What somebody holds, for a person at a terminal. What was not seen comes first. */
export function renderHoldings(holdings: Holdings, colours: Colors): string {
  const { declared, account, user, generatedAt } = holdings;
  const who = user
    ? `IAM user ${user.name} (${user.id}) of ${account.name} (${account.id}), made ${momentInUtc(new Date(user.createdAt))}`
    : `${account.name} (${account.id}) has no IAM user ${declared.name}`;
  const title = `What ${declared.fullName ?? declared.name} holds, at ${momentInUtc(new Date(generatedAt))}`;
  const parts = [
    ...unreadOf(holdings, colours),
    ...sections(holdings).flatMap(([name, lines]) =>
      lines.length === 0 ? [] : [[colours.bold(name), ...lines.map(indented)].join('\n')],
    ),
  ];
  return `${[`${colours.bold(oneLine(title))}\n${oneLine(who)}`, ...parts].join('\n\n')}\n`;
}

/** Commands to copy, with what is said of them. */
export function renderLines(lines: readonly Line[]): string {
  return lines
    .map((line) => ('command' in line ? `  ${line.command}` : `  # ${oneLine(line.note)}`))
    .join('\n');
}

function unreadOf({ accounts }: Holdings, colours: Colors): readonly string[] {
  const unread = accounts.filter((each) => each.unread !== undefined);
  const lines = unread.map(({ id, name, unread: why = '' }) =>
    colours.red(oneLine(`${name} (${id}): NOT READ: ${why}`)),
  );
  return lines.length === 0 ? [] : [lines.join('\n')];
}

function sections(holdings: Holdings): readonly (readonly [string, readonly string[]])[] {
  const { declared, user, mentions, otherUsers, notKnown, accounts } = holdings;
  const { keyExemption: exempt } = declared;
  const nameOfAccount = (id: string) => accounts.find((each) => each.id === id)?.name ?? id;
  return [
    ['Credentials', credentials(holdings)],
    ['MFA devices', user ? listed(user.mfaDevices) : []],
    ['Groups', user?.groups.map((each) => groupLine(each, user.otherGroups)) ?? []],
    ['Policies of their own', user ? policies(user) : []],
    [
      'Roles, by engineers.yaml',
      declared.roles.map(({ reference, arn }) => `${reference}  ${arn}`),
    ],
    ['Roles, by the policies of their user and groups', user ? listed(user.mayAssume) : []],
    ['Other ways in', waysIn(holdings)],
    ['Exemption', exempt ? [exemptionLine(exempt)] : []],
    ['Move from keys', moveLines(holdings)],
    [
      'Policies that name them',
      mentions.map(
        ({ accountId, place, statement, element, value }) =>
          `${nameOfAccount(accountId)}: ${place}, ${element} of the statement ${statement}: ${value}`,
      ),
    ],
    [
      'Other IAM users that may be theirs',
      otherUsers.map(
        ({ accountId, name, id, by }) =>
          `${nameOfAccount(accountId)}: ${name} (${id}), by ${by === 'name' ? 'the name alone' : 'their Slack id'}`,
      ),
    ],
    ['Not known', notKnown],
  ];
}

function exemptionLine({ until, ...exemption }: NonNullable<Holdings['declared']['keyExemption']>) {
  return `their keys need not be turned until ${until}: ${exemptionInWords(exemption)}`;
}

function credentials({ credentials: all, user }: Holdings): readonly string[] {
  if (!user) return [];
  if (all.length === 0) return ['none'];
  const rows = all.map((each) => [
    each.kind === 'access-key' ? each.id : nameOf(each),
    each.status,
    moment(each.createdAt),
    lastUse(each),
  ]);
  return textTable(['CREDENTIAL', 'STATUS', 'MADE', 'LAST USED'], rows).split('\n');
}

function lastUse({ lastUsed, recentUses = [] }: HeldCredential): string {
  const byTrail = recentUses.map(({ program, address, service, at }) =>
    [
      program ?? 'a program that says nothing',
      address && `from ${address}`,
      `(${service},`,
      `${at.slice(0, 10)})`,
    ]
      .filter(Boolean)
      .join(' '),
  );
  const uses = byTrail.length > 0 ? `; by ${byTrail.join('; ')}` : '';
  if (lastUsed === undefined) return `not known to be used${uses}`;
  if (isUnknown(lastUsed)) return oneLine(`not known: ${lastUsed.unknown}${uses}`);
  const { at, service, region } = lastUsed;
  return oneLine([at.slice(0, 10), service, region].filter(Boolean).join(' ') + uses);
}

function moment(at: string | Unknown): string {
  return isUnknown(at) ? 'not known' : at.slice(0, 10);
}

function listed(found: readonly string[] | Unknown): readonly string[] {
  if (isUnknown(found)) return [`not known: ${found.unknown}`];
  return found.length === 0 ? ['none'] : found;
}

function groupLine(group: string, others: readonly string[]): string {
  return others.includes(group) ? `${group}  (not of this stack)` : group;
}

function policies({ policies: own, boundary }: NonNullable<Holdings['user']>): readonly string[] {
  const shown = own.map(({ name, allows }) =>
    allows === undefined ? name : `${name}: allows ${allows.join(', ') || 'nothing'}`,
  );
  const all = shown.length === 0 ? ['none'] : shown;
  return boundary === undefined ? all : [...all, `bounded by ${boundary}`];
}

function waysIn({ declared }: Holdings): readonly string[] {
  const { access, identityCenterName } = declared;
  return [
    ...(access.includes('sign-in') ? ['aws login, with the console password and MFA'] : []),
    ...(access.includes('identity-center')
      ? [`IAM Identity Center, as ${identityCenterName ?? declared.name}`]
      : []),
  ];
}

function moveLines({ move }: Holdings): readonly string[] {
  if (!move) return [];
  const { step, proof, forced, said } = move;
  return [
    proof === undefined ? step : `${step} (${proof})`,
    ...said.map(({ way, at, by }) => `${way}: said at ${momentInUtc(new Date(at))} by ${by}`),
    ...(forced
      ? [
          `key closed by name at ${momentInUtc(new Date(forced.at))} by ${forced.by}${forced.reason === undefined ? '' : `: ${forced.reason}`}`,
        ]
      : []),
  ];
}

/** What comes of AWS and of tags is data. */
function indented(line: string): string {
  return `  ${oneLine(line)}`;
}
