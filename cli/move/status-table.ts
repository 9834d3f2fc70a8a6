import type { Colors } from 'picocolors/types';
import { momentInUtc } from '../../rules/calendar';
import { isUnknown } from '../../rules/model';
import { NO_LEDGER, progressOf } from '../../rules/person/compose-move-status';
import type { MoveStatus, PersonStatus, WayStatus } from '../../rules/person/move-status';
import { oneLine, textTable } from '../text-table';
import { wrapped } from '../wrapped';

type AccountOfStatus = MoveStatus['accounts'][number];

/**
 * Everybody's move for a person at a terminal: an account after the other, each with a table of what fits, and below it
 * what is missing and what was used last.
 */
export function renderMoveStatus(status: MoveStatus, colours: Colors): string {
  const { people, accounts } = status;
  const isOnly = accounts.length === 1;
  const parts = accounts.flatMap((account) => {
    const own = people.filter(({ accountId }) => accountId === account.id);
    if (own.length === 0) return [];
    const heading = isOnly ? [] : [colours.bold(oneLine(accountOf(account)))];
    return ['', ...heading, tableOf(own, colours), ...detailsOf(own, status)];
  });
  const nobody = people.length === 0 ? ['', 'There is no engineer.'] : [];
  return `${[...heading(status, colours), ...nobody, ...parts].join('\n')}\n`;
}

function tableOf(people: readonly PersonStatus[], colours: Colors): string {
  const rows = people.map((person) => [
    oneLine(person.userName),
    stepOf(person, colours),
    openWays(person),
    ...usedOn(person),
  ]);
  return textTable(['USER', 'STEP', 'OPEN', 'KEY USED', 'ELSE USED'], rows);
}

function heading(status: MoveStatus, colours: Colors): readonly string[] {
  const { on, timeZone, ledgerRead, untaggedAs, accounts, people } = status;
  return [
    ...wrapped(`Moves on ${on} (${timeZone}): ${progressOf(people)}`, '  ').map(colours.bold),
    ...(ledgerRead
      ? []
      : wrapped(
          'No ledger was read: nothing is known of messages, of uses of the new ways and of what people said. --ledger reads one.',
          '  ',
        )),
    ...(untaggedAs ? [`Users without the tag type are taken for ${untaggedAs}s.`] : []),
    ...accounts.flatMap((account) => ofReading(account, colours)),
  ];
}

function ofReading(account: AccountOfStatus, colours: Colors): readonly string[] {
  const { credentialReportAt: at, unread } = account;
  const name = accountOf(account);
  const report = isUnknown(at)
    ? wrapped(`${name}: NO CREDENTIAL REPORT: ${at.unknown}`, '  ').map(colours.yellow)
    : at === undefined
      ? []
      : wrapped(`${name}: credential report of ${momentInUtc(new Date(at))}`);
  const refused =
    unread === undefined ? [] : wrapped(`${name}: NOT READ: ${unread}`, '  ').map(colours.red);
  return [...report, ...refused];
}

/** One that has no name is called by its id. */
function accountOf({ id, name }: AccountOfStatus): string {
  return name === id ? id : `${name} (${id})`;
}

/** As the tag has them. */
function openWays({ ways }: PersonStatus): string {
  const open = ways.filter(({ isOpen }) => isOpen);
  return open.map(({ way }) => way).join('+') || '-';
}

/** The dates on which a key, and on which another way was used last. */
function usedOn({ ways }: PersonStatus): readonly string[] {
  const newest = (some: readonly WayStatus[]) =>
    some
      .flatMap(({ lastUsed }) => (lastUsed ? [lastUsed.at.slice(0, 10)] : []))
      .toSorted()
      .at(-1) ?? '-';
  return [
    newest(ways.filter(({ way }) => way === 'key')),
    newest(ways.filter(({ way }) => way !== 'key')),
  ];
}

function stepOf({ step }: PersonStatus, colours: Colors): string {
  if (step === 'not-moving') return 'not moving';
  return step === 'closed' ? colours.green(step) : step;
}

/** Of each of whom there is something to say; the people of one table. */
function detailsOf(people: readonly PersonStatus[], status: MoveStatus): readonly string[] {
  const lines = people.flatMap((person) => {
    const sentences = sentencesOf(person, status);
    if (sentences.length === 0) return [];
    return wrapped(`${person.userName}: ${sentences.map((each) => `${each}.`).join(' ')}`, '  ');
  });
  return lines.length === 0 ? [] : ['', ...lines];
}

function* sentencesOfUse({ ways, step }: PersonStatus, { ledgerRead }: MoveStatus) {
  for (const { way, isOpen, lastUsed } of ways)
    if (lastUsed && way !== 'key') yield `${way} was last used ${useInWords(lastUsed)}`;
    // Also of a key that is closed: that is the forgotten script.
    else if (lastUsed && step !== 'not-moving') yield `A key was last used ${useInWords(lastUsed)}`;
    else if (!lastUsed && isOpen && way !== 'key' && ledgerRead) yield `${way} was not seen in use`;
}

function sentencesOf(person: PersonStatus, status: MoveStatus): readonly string[] {
  const { missing, proof, keyUntil, iamUser, enabledKeys } = person;
  return [
    // That, the heading says for all.
    ...(missing === undefined || missing === NO_LEDGER ? [] : [missing]),
    ...(proof === 'said' ? ['They said that the other way works'] : []),
    ...(proof === 'forced' ? ['Their closing was forced'] : []),
    ...(keyUntil === undefined ? [] : [`The last day of key is ${keyUntil}`]),
    ...(isUnknown(enabledKeys) ? [`Their keys are not known: ${enabledKeys.unknown}`] : []),
    ...(iamUser === false
      ? ['They have no IAM user, and come by IAM Identity Center alone']
      : [...sentencesOfUse(person, status)]),
  ];
}

/** `on 2027-01-15 for s3 in eu-central-1 by aws-cli/2.32.0 from 203.0.113.7` */
function useInWords({
  at,
  service,
  region,
  program,
  address,
}: NonNullable<WayStatus['lastUsed']>): string {
  const where = [
    service && `for ${service}`,
    region && `in ${region}`,
    program && `by ${program}`,
    address && `from ${address}`,
  ];
  return [`on ${at.slice(0, 10)}`, ...where].filter(Boolean).join(' ');
}
