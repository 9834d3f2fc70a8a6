import type { Colors } from 'picocolors/types';
import { oneLine } from '../text-table';
import { groups, type Check, type DoctorDocument, type Group } from './doctor-document';

/** So many fine lines of a kind are shown each; of more there is one line. */
const MOST_FINE_SHOWN = 4;
/** Of those in one line. */
const MOST_NAMED = 3;

const marks: Record<Check['outcome'], string> = { fine: '✔', wrong: '✘', 'not-known': '?' };

const titles: Record<Group, string> = {
  deployment: 'What is deployed',
  schedule: 'The daily run',
  queues: 'What could not be done',
  alarms: 'Alarms',
  events: 'Key events',
  accounts: 'Accounts',
  monitor: 'The function monitor',
  notify: 'The function notify',
  'key-events': 'The function key-events',
  'slack-in': 'The function slack-in',
  act: 'The function act',
  canary: 'The canary',
};

/** For a person at a terminal: a line each, what is wrong with what to do about it, and the count at the end. */
export function renderDoctorTable(document: DoctorDocument, colours: Colors): string {
  const { monitor, accountId, region, stack, checks } = document;
  const of = stack === undefined ? '' : `, stack ${stack}`;
  const heading = `Monitor ${monitor} in account ${accountId}, ${region}${of}; keyturn ${document.keyturnVersion}`;
  const parts = groups.flatMap((group) => {
    const ofGroup = checks.filter((check) => check.group === group);
    if (ofGroup.length === 0) return [];
    return [[colours.bold(titles[group]), ...linesOf(ofGroup, colours)].join('\n')];
  });
  return `${[oneLine(heading), ...parts, count(checks)].join('\n\n')}\n`;
}

interface Line extends Pick<Check, 'outcome' | 'found' | 'todo' | 'page'> {
  readonly subject: string;
}

function linesOf(checks: readonly Check[], colours: Colors): readonly string[] {
  const colourOf = { fine: colours.green, wrong: colours.red, 'not-known': colours.yellow };
  return folded(checks).flatMap(({ outcome, subject, found, todo, page }) => {
    const line = `  ${colourOf[outcome](marks[outcome])} ${oneLine(`${subject}: ${found}`)}`;
    const isOpen = outcome !== 'fine';
    const more = [todo, page].filter((each) => isOpen && each !== undefined);
    return more.length === 0 ? [line] : [line, `      ${oneLine(more.join(' · '))}`];
  });
}

/** Many of a kind that are fine, such as the rights of a role in each account, are one line. */
function folded(checks: readonly Check[]): readonly Line[] {
  const fine = new Map<string, Check[]>();
  for (const check of checks)
    if (check.outcome === 'fine') fine.set(check.what, [...(fine.get(check.what) ?? []), check]);
  return checks.flatMap((check): Line[] => {
    const { what, id } = check;
    const alike = check.outcome === 'fine' ? (fine.get(what) ?? []) : [];
    if (alike.length <= MOST_FINE_SHOWN) return [{ ...check, subject: `${what} ${id}` }];
    if (alike[0] !== check) return [];
    const ids = alike.slice(0, MOST_NAMED).map((each) => each.id);
    const rest = alike.length - ids.length;
    const found = `${alike.length} are fine (${ids.join(', ')} and ${rest} more)`;
    return [{ outcome: 'fine', subject: what, found }];
  });
}

function count(checks: readonly Check[]): string {
  const of = (outcome: Check['outcome']) =>
    `${marks[outcome]} ${checks.filter((check) => check.outcome === outcome).length}`;
  return `${of('fine')}   ${of('wrong')}   ${of('not-known')}`;
}
