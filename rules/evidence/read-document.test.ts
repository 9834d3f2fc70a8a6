import assert from 'node:assert/strict';
import { chained, deed, identity, paged, reportOf } from './testing/days';
import { readDocument } from './read-document';

type Json = Record<string, unknown>;

/** A report as a file has it, with a row of every kind. */
function whole() {
  const [exemption, until] = [{ reason: 'a demo', approvedBy: 'bob' }, '2026-08-01'];
  const alice = {
    ...{ id: 'AKIAALICE0000000001', user: 'alice', type: 'engineer' as const, made: '2026-06-01' },
    exempt: { from: '2026-07-01', until, stated: exemption },
  };
  const report = reportOf('2026-07-02', [alice]);
  const told = deed('2026-07-01T08:00:00.000Z', alice.id, 'alice', 'key-created', { by: 'eve' });
  const breach = { accountId: identity.id, userName: 'alice', keyId: alice.id, text: 'too old' };
  const key = { ...report.keys[0], lastUsed: { at: '2026-07-01T08:00:00.000Z', daysAgo: 1 } };
  return {
    ...report,
    keys: [key as Json],
    users: report.users as unknown as Json[],
    rules: [
      { rule: 'mfa', title: 'MFA', breaches: [breach as Json], notSeenOf: [{ ...breach } as Json] },
    ] as Json[],
    deeds: {
      ...{ from: '2026-06-02', to: '2026-07-02' },
      ...{ entries: [told as unknown as Json], undelivered: [{ ...told } as Json] },
    } as Json | undefined,
  };
}
type Whole = ReturnType<typeof whole>;

const rows: Readonly<Record<string, (report: Whole) => Json>> = {
  'users.0': ({ users }) => users[0] ?? {},
  'keys.0': ({ keys }) => keys[0] ?? {},
  'rules.0': ({ rules }) => rules[0] ?? {},
  'rules.0.breaches.0': ({ rules }) => (rules[0]?.['breaches'] as Json[])[0] ?? {},
  'rules.0.notSeenOf.0': ({ rules }) => (rules[0]?.['notSeenOf'] as Json[])[0] ?? {},
  'deeds.entries.0': ({ deeds }) => (deeds?.['entries'] as Json[])[0] ?? {},
  'deeds.undelivered.0': ({ deeds }) => (deeds?.['undelivered'] as Json[])[0] ?? {},
};

/** The report with one value in the place of another; without it where that is undefined. */
function withOne(row: string, field: string, value: unknown): Whole {
  const report = whole();
  const of = rows[row]?.(report) ?? {};
  if (value === undefined) Reflect.deleteProperty(of, field);
  else of[field] = value;
  return report;
}

/** `as is` where its rows were looked at alone, `parsed` where the schema read it, or what is wrong. */
function readOf(value: unknown): string {
  const read = readDocument(value);
  if (read.is === 'report') return read.report === value ? 'as is' : 'parsed';
  return read.is === 'wrong' ? read.problems.join('; ') : read.is;
}

describe('a file of a day', () => {
  it('is a report, which is not copied', () => assert.equal(readOf(whole()), 'as is'));

  it('is what stands before the pages of accounts', () => {
    const { files } = paged(reportOf('2026-07-02', []), { none: 'x' });
    const index = JSON.parse(files.get('2026-07-02/keyturn-report.json') ?? '') as Json;
    const read = readDocument(index);
    assert.deepEqual(read, { is: 'index', index });
    assert.match(readOf({ ...index, on: 5 }), /^on: Invalid input/);
  });

  it('is as the program writes it', () => {
    const [text = ''] = chained([reportOf('2026-07-02', [])]).values();
    assert.equal(readOf(JSON.parse(text)), 'as is');
  });

  it('is of a newer version, or none of ours', () => {
    assert.deepEqual(readDocument({ format: 'keyturn-report/2' }), {
      is: 'other',
      format: 'keyturn-report/2',
    });
    const expected = 'expected keyturn-report/1 or keyturn-report-index/1';
    assert.equal(readOf({ format: 'x' }), `format: found "x", ${expected}`);
    assert.equal(
      readOf({ format: 'x-keyturn-report' }),
      `format: found "x-keyturn-report", ${expected}`,
    );
    for (const value of [null, {}, 5, [], { format: 5 }])
      assert.equal(readOf(value), `format: found nothing, ${expected}`);
  });

  it('is wrong by at most five of its problems', () => {
    const read = readDocument({ format: 'keyturn-report/1' });
    assert.equal(read.is === 'wrong' && read.problems.length, 5);
  });

  it('is wrong in what is not there once for each user or key', () => {
    for (const field of ['generatedAt', 'on', 'timeZone', 'obtainedBy', 'limits', 'accounts'])
      assert.match(readOf({ ...whole(), [field]: undefined }), new RegExp(`^${field}: `));
    for (const field of ['keyturnVersion', 'before', 'dryRun'])
      assert.match(readOf({ ...whole(), [field]: 5 }), new RegExp(`^${field}: `));
  });
});

describe('rows of a report', () => {
  for (const list of ['users', 'keys', 'rules'] as const)
    it(`are wrong where ${list} is no list of them`, () => {
      for (const value of [undefined, {}, [5], [null], ['x'], 'x'])
        assert.match(
          readOf({ ...whole(), [list]: value }),
          new RegExp(`^${list}(\\.0)?: `),
          JSON.stringify(value),
        );
    });

  it('may be none', () => {
    const none = { users: [], keys: [], rules: [] };
    assert.equal(readOf({ ...whole(), ...none, deeds: undefined }), 'as is');
    const deeds = { from: '2026-06-02', to: '2026-07-02', entries: [] };
    assert.equal(readOf({ ...whole(), deeds }), 'as is');
    assert.match(readOf({ ...whole(), deeds: {} }), /^deeds\.from: /);
    assert.match(
      readOf({ ...whole(), deeds: { ...deeds, undelivered: 5 } }),
      /^deeds\.undelivered: /,
    );
  });

  const text = [5, null, {}];
  const wrong: readonly [row: string, field: string, values: readonly unknown[]][] = [
    ['users.0', 'accountId', [undefined, 5]],
    ['users.0', 'tagProblems', [undefined, 'x']],
    ['keys.0', 'accountId', [undefined, 5]],
    ['keys.0', 'userName', [undefined, ...text]],
    ['keys.0', 'keyId', [undefined, ...text]],
    ['keys.0', 'status', [undefined, 'active', '']],
    ['keys.0', 'createdAt', [undefined, 5, '', ['2026-07-01T10:00:00.000Z']]],
    ['keys.0', 'age', [undefined, '5', 1.5]],
    ['keys.0', 'exemptUntil', text],
    ['keys.0', 'exemption', ['x', null, 5]],
    ['keys.0', 'lastUsed', ['x', null, 5]],
    ['rules.0', 'rule', [undefined, 5]],
    ['rules.0', 'breaches', [undefined, {}, [5], [null]]],
    ['rules.0', 'notSeenOf', [undefined, {}, [5], [null]]],
    ...['rules.0.breaches.0', 'rules.0.notSeenOf.0'].flatMap((row) => [
      ...[[row, 'accountId', [undefined, 5]] as [string, string, unknown[]]],
      ...[[row, 'text', [undefined, ...text]] as [string, string, unknown[]]],
      ...[[row, 'userName', text] as [string, string, unknown[]]],
      ...[[row, 'keyId', text] as [string, string, unknown[]]],
    ]),
    ...['deeds.entries.0', 'deeds.undelivered.0'].flatMap((row) => [
      ...[[row, 'accountId', [undefined, 5]] as [string, string, unknown[]]],
      ...[[row, 'at', [undefined, 5, '']] as [string, string, unknown[]]],
      ...[[row, 'userName', [undefined, ...text]] as [string, string, unknown[]]],
      ...[[row, 'keyId', text] as [string, string, unknown[]]],
      ...[[row, 'text', [undefined, ...text]] as [string, string, unknown[]]],
      ...[[row, 'by', text] as [string, string, unknown[]]],
      ...[
        [row, 'notice', [null, 'x', {}, { id: 'x' }, { kind: 'x' }, { id: 5, kind: 'x' }]] as [
          string,
          string,
          unknown[],
        ],
      ],
    ]),
  ];
  for (const [row, field, values] of wrong)
    it(`are wrong by the ${field} of ${row}`, () => {
      for (const value of values)
        assert.match(
          readOf(withOne(row, field, value)),
          new RegExp(`^${row}.${field}`),
          JSON.stringify(value),
        );
    });

  it('are wrong by what an exemption says', () => {
    for (const exemption of [{ reason: 5 }, { approvedBy: 5 }])
      assert.match(readOf(withOne('keys.0', 'exemption', exemption)), /^keys\.0\.exemption\./);
    for (const exemption of [{}, { reason: 'x' }, { approvedBy: 'x' }])
      assert.equal(readOf(withOne('keys.0', 'exemption', exemption)), 'as is');
  });

  it('are taken without what may be absent', () => {
    const optional: Readonly<Record<string, readonly string[]>> = {
      'keys.0': ['exemptUntil', 'exemption', 'lastUsed'],
      'rules.0.breaches.0': ['userName', 'keyId'],
      'deeds.entries.0': ['keyId', 'notice', 'by'],
    };
    for (const [row, fields] of Object.entries(optional))
      for (const field of fields)
        assert.equal(readOf(withOne(row, field, undefined)), 'as is', `${row}.${field}`);
    assert.equal(readOf(withOne('keys.0', 'status', 'Inactive')), 'as is');
    assert.equal(readOf(withOne('deeds.entries.0', 'at', '2026-07-01T08:00:00Z')), 'parsed');
  });
});

describe('an instant of a report', () => {
  const read = (instant: string) => readOf(withOne('keys.0', 'createdAt', instant));

  it('is as the program writes it', () => {
    const months = ['01', '09', '10', '12'].map((each) => `2026-${each}-01T10:00:00.000Z`);
    const days = ['01', '09', '10', '19', '20', '30', '31'].map(
      (each) => `2026-07-${each}T10:00:00.000Z`,
    );
    const hours = ['00', '09', '10', '19', '20', '23'].map(
      (each) => `2026-07-01T${each}:00:00.000Z`,
    );
    const others = ['2026-07-01T10:59:59.999Z', '2026-07-01T10:09:09.120Z'];
    for (const each of [...months, ...days, ...hours, ...others])
      assert.equal(read(each), 'as is', each);
  });

  it('is judged by the schema in any other form', () => {
    for (const each of [
      '2026-07-01T10:00:00Z',
      '2026-07-01T10:00:00.0000Z',
      '2026-07-01T10:00:00.12Z',
    ])
      assert.equal(read(each), 'parsed', each);
  });

  it('is wrong where there is no such one', () => {
    const months = ['00', '13', '20', '1', 'xx'].map((each) => `2026-${each}-01T10:00:00.000Z`);
    const days = ['00', '32', '40', '1', 'xx', '1x', '3x'].map(
      (each) => `2026-07-${each}T10:00:00.000Z`,
    );
    const hours = ['24', '29', '30', '1', 'xx', '1x'].map(
      (each) => `2026-07-01T${each}:00:00.000Z`,
    );
    const minutes = ['60', 'x0', '0x'].flatMap((each) => [
      ...[`2026-07-01T10:${each}:00.000Z`, `2026-07-01T10:00:${each}.000Z`],
    ]);
    const others = [
      ...['x2026-07-01T10:00:00.000Z', '2026-07-01T10:00:00.000Zx', 'x026-07-01T10:00:00.000Z'],
      ...['2026-07-01T10:00:00.xxxZ', '2026-07-01T10:00:00x000Z', '2026-07-01'],
    ];
    for (const each of [...months, ...days, ...hours, ...minutes, ...others])
      assert.match(read(each), /^keys\.0\.createdAt: /, each);
  });
});
