import assert from 'node:assert/strict';
import type { Tried } from './tried';
import { roleLines } from './tried-role';

const done: Tried = { is: 'done', found: 'allowed' };
const untried: Tried = { is: 'untried', found: 'only doing it shows it' };
const account = (i: number) => ({ id: String(i).repeat(12), name: `account-${i}` });
const right = (action: string, tried: Tried) => ({ action, tried });

describe('the lines of audit roles', () => {
  it('are one an account, one a right that it lacks, and one for what nobody tried', () => {
    const rights = [right('iam:A', done), right('iam:Z', untried)];
    const refused: Tried = { is: 'refused', why: 'AWS refuses it' };
    const lines = roleLines([
      { account: account(1), role: { assumed: done, rights } },
      {
        account: account(2),
        role: { assumed: done, rights: [right('iam:A', refused), ...rights.slice(1)] },
      },
      { account: account(3), role: { assumed: refused, rights: [] } },
    ]);
    assert.deepEqual(
      lines.map(({ what, id, outcome }) => [what, id, outcome]),
      [
        ['audit-role', '111111111111', 'fine'],
        ['audit-role', '222222222222', 'fine'],
        ['audit-right', '222222222222 iam:A', 'wrong'],
        ['audit-role', '333333333333', 'wrong'],
        ['audit-right', 'iam:Z', 'not-known'],
      ],
    );
    assert.match(lines[0]?.found ?? '', /^account-1: assumed; 1 of 1 right\b/);
    assert.match(lines[1]?.found ?? '', /0 of 1 right\b/);
    assert.match(lines[4]?.found ?? '', /account-1, account-2: /);
  });

  it('name some of many accounts', () => {
    const accounts = Array.from({ length: 1000 }, (_, i) => ({
      account: { id: String(i).padStart(12, '0'), name: `account-${i}` },
      role: { assumed: done, rights: [right('iam:UpdateAccessKey', untried)] },
    }));
    const lines = roleLines(accounts);
    assert.equal(lines.length, 1001);
    assert.match(lines.at(-1)?.found ?? '', /account-0, account-1, account-2 and 997 more/);
  });

  it('name an account by its id alone, where it has no other name', () => {
    const nameless = { id: '111111111111', name: '111111111111' };
    const [line] = roleLines([{ account: nameless, role: { assumed: done, rights: [] } }]);
    assert.equal(line?.found, 'assumed; 0 of 0 rights that were tried');
  });

  it('are in the order of the rights that nobody tried, a line a reason', () => {
    const other: Tried = { is: 'untried', found: 'another reason' };
    const rights = [right('iam:Z', untried), right('iam:B', untried)];
    const lines = roleLines([
      { account: account(1), role: { assumed: done, rights } },
      { account: account(2), role: { assumed: done, rights: [right('iam:Z', other)] } },
    ]);
    assert.deepEqual(
      lines.slice(2).map(({ id, found }) => [id, found]),
      [
        ['iam:B', 'not tried in account-1: only doing it shows it'],
        ['iam:Z', 'not tried in account-1: only doing it shows it'],
        ['iam:Z', 'not tried in account-2: another reason'],
      ],
    );
  });
});
