import { linkSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { addDays } from '../../rules/calendar';
import { daysOf, type Period } from '../../rules/evidence/period';
import {
  deed,
  identity,
  reportOf,
  sha256,
  type MadeUpKey,
} from '../../rules/evidence/testing/days';
import type { Deed, Report, ReportBefore, ReportIndex } from '../../rules/report/report';
import { REPORT_INDEX_FORMAT } from '../../rules/report/report-format';

export interface Size {
  readonly accounts: number;
  readonly users: number;
  readonly days: number;
  /** How many accounts are written; the others' files are links to these, so that they fit on a disk. */
  readonly distinct: number;
}

/** The longest names and dates do not count: every row has the fields of a real one. */
const LIFE_DAYS = 85;
const FIRST_REMINDER = 76;

export interface Written {
  readonly period: Period;
  /** What the period's files have, those of links counted as often as they stand there. */
  readonly bytes: number;
}

/**
 * Writes the files of a period, a page an account, as the monitor leaves them in its bucket. One page is held at a time.
 * @param folder which gets `reports/`
 */
export function writePeriod(folder: string, { accounts, users, days, distinct }: Size): Written {
  const period = { from: '2026-01-01', to: addDays('2026-01-01', days - 1) };
  const people = Array.from({ length: Math.min(distinct, accounts) }, (_, a) =>
    Array.from({ length: users }, (_, u) => keysOf(a, u, period)),
  );
  let before: ReportBefore = { none: 'no report of the 45 days before' };
  let bytes = 0;
  for (const on of daysOf(period)) {
    const day = path.join(folder, 'reports', on);
    mkdirSync(path.join(day, 'accounts'), { recursive: true });
    const pages = people.map((keys, a) => {
      const body: string = `${JSON.stringify(pageOf(on, accountOf(a), keys.flat()))}\n`;
      writeFileSync(path.join(day, 'accounts', `${accountOf(a).id}.json`), body);
      return { sha256: sha256(body), length: body.length };
    });
    const lines = Array.from({ length: accounts }, (_, a): ReportIndex['accounts'][number] => {
      const account = accountOf(a);
      const page = pages[a % pages.length] ?? { sha256: '', length: 0 };
      bytes += page.length;
      const file = path.join(day, 'accounts', `${account.id}.json`);
      if (a >= pages.length)
        linkSync(path.join(day, 'accounts', `${accountOf(a % pages.length).id}.json`), file);
      return {
        account: {
          ...account,
          outcome: 'read',
          users,
          enabledKeys: users,
          credentialReportAt: `${on}T07:00:00.000Z`,
        },
        path: `accounts/${account.id}`,
        sha256: page.sha256,
      };
    });
    const body: string = `${JSON.stringify(indexOf(on, before, lines))}\n`;
    bytes += body.length;
    writeFileSync(path.join(day, 'keyturn-report.json'), body);
    before = { on, sha256: sha256(body) };
  }
  return { period, bytes };
}

function accountOf(index: number) {
  return { id: String(100_000_000_000 + index), name: `account-${index}` };
}

/** A user's keys, one after the other, so that each day some are made and some are gone. */
function keysOf(account: number, user: number, { from, to }: Period): readonly MadeUpKey[] {
  const keys: MadeUpKey[] = [];
  for (let made = addDays(from, -((user * 7) % LIFE_DAYS) - 1); made <= to;) {
    const gone = addDays(made, LIFE_DAYS);
    const id = `AKIA${String(account).padStart(4, '0')}${String(user).padStart(6, '0')}${String(keys.length).padStart(6, '0')}`;
    keys.push({ id, user: `engineer-${user}`, type: 'engineer', made, gone: addDays(gone, 2) });
    made = gone;
  }
  return keys;
}

function pageOf(
  on: string,
  account: { readonly id: string; readonly name: string },
  keys: readonly MadeUpKey[],
): Report {
  const report = reportOf(on, keys);
  const of = <Row extends object>(row: Row) => ({ ...row, accountId: account.id });
  const read = report.accounts.filter(({ id }) => id === identity.id);
  return {
    ...report,
    accounts: read.map((each) => ({ ...each, ...account })),
    users: report.users.map((user) =>
      of({ ...user, slackId: 'U0ENGINEER1', fullName: `Engineer ${user.userName}` }),
    ),
    keys: report.keys.map((key) =>
      of({
        ...key,
        lastUsed: { at: `${on}T06:30:00.000Z`, daysAgo: 0, service: 's3', region: 'eu-central-1' },
        next: `reminded on ${on}`,
      }),
    ),
    deeds: { from: addDays(on, -90), to: on, entries: deedsOf(on, keys).map(of), undelivered: [] },
  };
}

/** Of the 90 days before: each key's making is told, and half of the owners are reminded. */
function deedsOf(on: string, keys: readonly MadeUpKey[]): readonly Deed[] {
  const told = keys.flatMap(({ id, user, made }, i): Deed[] => {
    const reminded = addDays(made, FIRST_REMINDER);
    return [
      deed(`${made}T10:01:00.000Z`, id, user, 'key-created', {
        by: `arn:aws:iam::${identity.id}:user/${user}`,
        text: `the team was told that the key was made by arn:aws:iam::${identity.id}:user/${user}`,
      }),
      ...(i % 2 === 0 ? [deed(`${reminded}T08:00:05.000Z`, id, user)] : []),
    ];
  });
  const from = addDays(on, -90);
  return told
    .filter(({ at }) => from <= at && at.slice(0, 10) <= on)
    .sort((a, b) => (a.at < b.at ? -1 : 1));
}

function indexOf(on: string, before: ReportBefore, accounts: ReportIndex['accounts']): ReportIndex {
  const { keyturnVersion, generatedAt, timeZone, obtainedBy, limits } = reportOf(on, []);
  return {
    ...{ format: REPORT_INDEX_FORMAT, keyturnVersion, generatedAt, on, timeZone, obtainedBy },
    ...{ limits, before, accounts },
  };
}
