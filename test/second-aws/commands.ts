import { copyFileSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { Plan } from '../../cli/plan/plan-document';
import type { Report } from '../../rules/report/report';
import { AUDITOR, type Auditor } from './auditor';
import { isOfGroupsAndRoles } from '../../rules/report/audit-rules';
import { dateOf } from './calendar';
import type { Company } from './company';
import { differences } from './differences';
import { accounts, people, type Kind } from './people';
import { compareReport } from './reports';
import { keysOn } from './truth';

/** What the command says in the morning of day 1, when nothing of Keyturn is there yet. */
export async function compareBefore(
  company: Company,
  auditor: Auditor,
): Promise<readonly string[]> {
  const report = await auditor.read<Report>('audit');
  const first = await auditor.read<Plan>('plan', '--on', dateOf(1));
  const sixth = await auditor.read<Plan>('plan', '--on', dateOf(6));
  const breaks = people.flatMap(({ name, breaks }) => breaks.map((rule) => `${name}: ${rule}`));
  return [
    ...compareReport('audit', report, company, keysOn(1, 'before', company.keys)),
    ...differences('audit, breaches', breaks, breachesOf(report)),
    ...differences('audit, breaches of groups and roles', brokenByRoles, breachesOfRoles(report)),
    ...differences('plan of day 1, told', toBeSent(1), sentIn(first, company)),
    ...differences('plan of day 1, disabled', [], disabledIn(first)),
    // Nobody acts in a plan: Fay, who rotates on day 3, does not.
    ...differences('plan of day 6, disabled', [...toBeOff(6), 'fay'], disabledIn(sixth)),
    ...(await compareAdopt(company, auditor)),
  ];
}

/** What it says after the last day, from what the ledger remembers. */
export async function compareAfter(
  company: Company,
  auditor: Auditor,
  day: number,
): Promise<readonly string[]> {
  const ledger = ['--ledger', 'keyturn-ledger'];
  const report = await auditor.read<Report>('audit', ...ledger);
  const next = await auditor.read<Plan>('plan', ...ledger, '--on', dateOf(day + 1));
  return [
    ...compareReport('audit at the end', report, company, keysOn(day, 'after', company.keys)),
    // She was warned on day 4.
    ...differences('plan of the day after, disabled', ['ivy'], disabledIn(next)),
    ...differences('plan of the day after, told', [], sentIn(next, company)),
  ];
}

function breachesOf({ rules }: Report): readonly string[] {
  return rules.flatMap(({ rule, breaches }) =>
    breaches.flatMap(({ userName }) => (userName === undefined ? [] : [`${userName}: ${rule}`])),
  );
}

/** The auditor's own role is in each account, and trusts the whole monitor's account, where people need no MFA. */
const brokenByRoles = Object.keys(accounts).flatMap((name) => [
  `${AUDITOR} in ${name}: role-mfa`,
  ...(name === 'monitor' ? [] : [`${AUDITOR} in ${name}: role-caller`]),
]);

/** Also of what could not be seen, which is nothing. */
function breachesOfRoles(report: Report): readonly string[] {
  const nameOf = (id: string) => report.accounts.find((each) => each.id === id)?.name ?? id;
  return report.rules
    .filter(({ rule }) => isOfGroupsAndRoles(rule))
    .flatMap(({ rule, breaches, notSeenOf }) =>
      [...breaches, ...notSeenOf]
        .filter(({ userName }) => userName === undefined)
        .map(
          ({ accountId, roleName, groupName, text }) =>
            `${roleName ?? groupName ?? text} in ${nameOf(accountId)}: ${rule}`,
        ),
    );
}

const kindOf: Readonly<Record<string, Kind>> = {
  'key-reminder': 'reminder',
  'second-key': 'second-key',
  'machine-key-old': 'machine-old',
};

function toBeSent(day: number) {
  return people.flatMap(({ name, told }) =>
    told
      .filter(({ on }) => on === day)
      .map(({ what, key = 0, stops }) => ({ name, key, what, stops: stops && dateOf(stops) })),
  );
}

function sentIn({ decisions }: Plan, company: Company) {
  return decisions
    .filter((decision) => decision.do === 'send')
    .map(({ userName, keyId = '', notice = '', stopsOn }) => ({
      name: userName,
      key: company.keys.find(keyId).index,
      what: kindOf[notice] ?? notice,
      stops: stopsOn,
    }));
}

function toBeOff(day: number): readonly string[] {
  return people.flatMap(({ name, told }) =>
    told.some(({ on, what }) => on === day && what === 'disabled') ? [name] : [],
  );
}

function disabledIn({ decisions }: Plan): readonly string[] {
  return decisions.filter((decision) => decision.do === 'disable').map(({ userName }) => userName);
}

interface EngineersFile {
  readonly engineers?: Readonly<Record<string, Readonly<Record<string, unknown>> | null>>;
  readonly machineUsers?: EngineersFile['engineers'];
}

/** Everybody of the identity account, as their tags say; Kim, who has none, as the MFA device says. */
async function compareAdopt(company: Company, auditor: Auditor): Promise<readonly string[]> {
  const { folder, remove } = startProject(company);
  try {
    const files = ['--engineers-file', 'adopted.yaml', '--import-file', 'import.json'];
    const adopt = await auditor.run('identity', ['adopt', '--stack', 'identity', ...files], folder);
    if (adopt.code !== 0) return [`adopt ended with ${adopt.code}: ${adopt.stderr}`];
    const file = parse(readFileSync(path.join(folder, 'adopted.yaml'), 'utf8')) as EngineersFile;
    const there = people.filter((person) => person.in === 'identity');
    const imported = JSON.parse(readFileSync(path.join(folder, 'import.json'), 'utf8')) as {
      readonly resources: readonly { readonly type: string; readonly id: string }[];
    };
    copyFileSync(path.join(folder, 'adopted.yaml'), path.join(folder, 'stacks', 'engineers.yaml'));
    const validate = await auditor.keyturn.start(['validate'], { cwd: folder });
    return [
      ...differences(
        'adopt, engineers',
        there.filter(({ type }) => type !== 'machine').map(entryOf),
        entriesOf(file.engineers),
      ),
      ...differences(
        'adopt, machines',
        there.filter(({ type }) => type === 'machine').map(entryOf),
        entriesOf(file.machineUsers),
      ),
      ...differences(
        'adopt, imports',
        there.map(({ name }) => name),
        imported.resources.filter(({ type }) => type.endsWith(':User')).map(({ id }) => id),
      ),
      // What is left to fill in.
      ...differences(
        'adopt, validate',
        [true, 1],
        [/kim.*slackId/.test(validate.stdout), validate.code],
      ),
    ];
  } finally {
    remove();
  }
}

function startProject(company: Company) {
  const project = company.project('function');
  return { folder: project.folder, remove: () => project.remove() };
}

function entryOf({ name, slackId, exempt }: (typeof people)[number]) {
  // What the tags don't say is to be filled in.
  const keyExemption = exempt && { reason: null, approvedBy: null, ...exempt };
  return { name, slackId, keyExemption };
}

function entriesOf(entries: EngineersFile['engineers'] = {}) {
  return Object.entries(entries).map(([name, entry]) => ({
    name,
    slackId: entry?.['slackId'] ?? undefined,
    keyExemption: entry?.['keyExemption'],
  }));
}
