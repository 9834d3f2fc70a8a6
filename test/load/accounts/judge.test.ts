import assert from 'node:assert/strict';
import { QuotasSeen } from '../quotas';
import { judge, type Judged } from './judge';
import { ReportsSeen } from './reports-seen';

const day = new Date('2026-12-01T08:00:00Z');
const idOf = (account: number) => String(100_000_000_000 + account);

/** Eight accounts of two users on a day of faults, of which account 3 is refused; all as it must be. */
function played() {
  const reports = new ReportsSeen();
  const accounts = 8;
  const read = [...Array(accounts).keys()].filter((account) => account !== 3);
  const pages = read.map((account) => ({
    path: `/reports/reports/2026-12-01/accounts/${idOf(account)}.json`,
    accounts: [{ id: idOf(account), outcome: 'read' }],
    keys: ['0000', '0001'].map((end) => ({ accountId: idOf(account), keyId: `AKIA${end}` })),
  }));
  const index = {
    path: '/reports/reports/2026-12-01/keyturn-report.json',
    accounts: [
      ...read.map((account) => ({ account: { id: idOf(account), outcome: 'read' } })),
      { account: { id: idOf(3), outcome: 'unread', reason: 'access-denied' } },
    ],
  };
  const company: Judged = { accounts, usersEach: 2, days: [day], isFaulty: true, reports, idOf };
  const result = { accountsRead: 7, accountsUnread: 1 };
  const notices: object[] = [
    ...read.map((account) => ({
      kind: 'private-message',
      notice: { account: { id: idOf(account) } },
    })),
    { kind: 'team-copies', items: read.map((account) => ({ accountId: idOf(account) })) },
    { kind: 'daily-summary', report: { link: 'https://example.com' } },
  ];
  return { company, pages, index, notices, run: { day, result, quotas: new QuotasSeen() } };
}
type Played = ReturnType<typeof played>;

function verdict(spoil: (played: Played) => void): string {
  const all = played();
  spoil(all);
  for (const { path, ...report } of [...all.pages, all.index])
    all.company.reports.take(path, JSON.stringify(report));
  const bodies = all.notices.map((each) => JSON.stringify(each));
  return judge(all.company, all.run, bodies).join('\n');
}

describe('the judge of a large company’s run', () => {
  it('says nothing where all is as it must be', () =>
    assert.equal(
      verdict(() => undefined),
      '',
    ));

  const spoilt: readonly (readonly [string, (played: Played) => void, RegExp])[] = [
    ['an account that is in no report', ({ index }) => index.accounts.shift(), /7 of 8 accounts/],
    ['a page that is missing', ({ pages }) => pages.pop(), /0 of 2 keys/],
    ['a key that is missing', ({ pages }) => pages[0]?.keys.pop(), /1 of 2 keys/],
    [
      'a key that is there twice',
      ({ pages }) => pages[0]?.keys.push(...(pages[0]?.keys.slice(0, 1) ?? [])),
      /or one twice/,
    ],
    [
      'an account that was skipped',
      ({ index }) => index.accounts.splice(7, 1, { account: { id: idOf(3), outcome: 'read' } }),
      /is not said to be unread/,
    ],
    ['a reminder that is lost', ({ notices }) => notices.shift(), /reminders for 6/],
    [
      'a reminder that came twice',
      ({ notices }) => notices.push(...notices.slice(0, 1)),
      /reminders for 7/,
    ],
    ['no summary', ({ notices }) => notices.pop(), /0 summaries/],
    [
      'no report',
      ({ notices }) => notices.splice(-1, 1, { kind: 'daily-summary', report: { failed: 'S3' } }),
      /no report was written: S3/,
    ],
    ['a wrong count', ({ run }) => Object.assign(run.result, { accountsRead: 8 }), /8 read/],
    [
      'a state that is too large',
      ({ run }) => run.quotas.see('stateBytes', 256 * 1024 + 1),
      /stateBytes: 262145/,
    ],
  ];
  for (const [what, spoil, expected] of spoilt)
    it(`names ${what}`, () => assert.match(verdict(spoil), expected));
});
