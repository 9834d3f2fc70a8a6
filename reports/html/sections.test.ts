import assert from 'node:assert/strict';
import type { ForecastEntry, Report, ReportKey, ReportMove } from '../../rules/report/report';
import { exampleReport } from '../../rules/report/testing/example-report';
import { renderReportHtml } from '.';

const accountId = '111111111111';
const example = exampleReport();

function aKey(name: string, more: Partial<ReportKey> = {}): ReportKey {
  return {
    accountId,
    userName: name,
    keyId: `AKIA${name.toUpperCase()}`,
    status: 'Active',
    createdAt: '2026-12-01T08:00:00.000Z',
    age: 0,
    next: 'nothing',
    ...more,
  };
}

/** The section of this heading, as it stands in the page. */
function section(id: string, more: Partial<Report>): string {
  const page = renderReportHtml({ ...example, on: '2027-01-15', ...more });
  const found = page.split('<section ').find((each) => each.startsWith(`aria-labelledby="${id}"`));
  assert.ok(found, `there is no section ${id}`);
  return found.split('</section>')[0] ?? '';
}

/** What a person reads of it, with a line an element. */
function textOf(html: string): string {
  return html
    .replaceAll(/<[^>]*>/g, '\n')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}

/** The cells of each row of a section's tables, headings left out. */
function rows(html: string): string[][] {
  return [...html.matchAll(/<tr[^>]*>([^]*?)<\/tr>/g)]
    .map(([, row = '']) => row)
    .filter((row) => row.includes('<td'))
    .map((row) =>
      [...row.matchAll(/<t[hd][^>]*>([^]*?)<\/t[hd]>/g)].map(([, cell = '']) =>
        textOf(cell).replaceAll('\n', ' '),
      ),
    );
}

describe('what the report’s page says', () => {
  it('says of an exempt key why, and who allowed it, as text', () => {
    const until = { exemptUntil: '2027-01-31' };
    const keys = [
      aKey('a', { ...until, exemption: { reason: '<b>On leave</b>', approvedBy: '"bob"' } }),
      aKey('b', { ...until, exemption: { reason: 'On leave' } }),
      aKey('c', { ...until, exemption: {} }),
      aKey('d', until),
      aKey('e'),
    ];
    const html = section('keys', { keys });
    assert.ok(!html.includes('<b>'));
    assert.deepEqual(
      rows(html).map((row) => row.at(-1)),
      [
        'nothing Exempt until 2027-01-31: “&lt;b&gt;On leave&lt;/b&gt;”, allowed by &quot;bob&quot;',
        'nothing Exempt until 2027-01-31: “On leave”, nobody named who allowed it',
        'nothing Exempt until 2027-01-31: no reason given, nobody named who allowed it',
        'nothing Exempt until 2027-01-31: reason and who allowed it not known',
        'nothing',
      ],
    );
  });

  it('counts enabled keys by age at each boundary, and none that is off', () => {
    const limits = { ...example.limits, reminderAges: [76, 81, 86], disableAge: 91 };
    const ages = [0, 75, 76, 80, 81, 85, 86, 90, 91, 500];
    const keys = ages.map((age, i) => aKey(`k${i}`, { age }));
    const found = section('ages', {
      limits,
      keys: [...keys, aKey('off', { age: 10, status: 'Inactive' })],
    });
    assert.match(found, /10 enabled keys by age/);
    assert.deepEqual(rows(found), [['2', '2', '2', '2', '2']]);
    for (const name of ['0–75', '76–80', '81–85', '86–90', '91 or older'])
      assert.match(found, new RegExp(`<th[^>]*>${name}</th>`));
    const marks = [...found.matchAll(/class="tick mark[^>]*>\s*(\d+)/g)].map(([, day]) => day);
    assert.deepEqual(marks, ['76', '81', '86', '91']);
    const bars = [...found.matchAll(/<title>([^<]*): (\d+) keys?<\/title>/g)];
    assert.equal(
      bars.reduce((sum, [, , number]) => sum + Number(number), 0),
      10,
    );
    assert.ok(bars.some(([, label]) => label === '121 days or older'));
  });

  it('counts by last use at each boundary', () => {
    const used = [0, 7, 8, 30, 31, 90, 91].map((daysAgo, i) =>
      aKey(`k${i}`, { lastUsed: { at: '2027-01-01T00:00:00.000Z', daysAgo } }),
    );
    const keys = [...used, aKey('never'), aKey('off', { status: 'Inactive' })];
    assert.deepEqual(
      rows(section('use', { keys })).map(([band, number]) => [band, number]),
      [
        ['Last 7 days', '2'],
        ['8 to 30 days ago', '2'],
        ['31 to 90 days ago', '2'],
        ['Longer ago', '1'],
        ['Never', '1'],
      ],
    );
  });

  describe('of the next 30 days', () => {
    const entry = (on: string, event: ForecastEntry['event'], userName: string) => ({
      on,
      event,
      accountId,
      userName,
      keyId: 'AKIAX',
      text: `${event} of ${userName}`,
    });
    const cellsOf = (html: string) =>
      [...html.matchAll(/<li class="[^"]*">([^]*?)<\/li>/g)].map(([, cell = '']) => ({
        day: /datetime="([^"]+)"/.exec(cell)?.[1],
        text: textOf(cell),
      }));

    it('puts each event into its own day’s cell', () => {
      const found = section('forecast', {
        forecast: [
          entry('2027-01-15', 'remind', 'alice'),
          entry('2027-02-01', 'disable', 'bob'),
          entry('2027-02-01', 'disable', 'carol'),
          entry('2027-02-01', 'remind', 'dave'),
          entry('2027-02-01', 'held-back', 'erin'),
        ],
      });
      const cells = cellsOf(found);
      assert.equal(cells.length, 30);
      assert.deepEqual([cells[0]?.day, cells.at(-1)?.day], ['2027-01-15', '2027-02-13']);
      const busy = cells.filter(({ text }) => /disabling|reminder/.test(text));
      assert.deepEqual(
        busy.map(({ day }) => day),
        ['2027-01-15', '2027-02-01'],
      );
      assert.match(busy[0]?.text ?? '', /1 reminder[^]*alice/);
      assert.match(
        busy[1]?.text ?? '',
        /2 disablings[^]*1 held back[^]*1 reminder[^]*bob, carol, dave and 1 more/,
      );
      assert.deepEqual(rows(found)[1], [
        '2027-02-01',
        'bob',
        'identity',
        'AKIAX',
        'disable of bob',
      ]);
    });

    it('has a cell for the last run of a forecast that begins tomorrow', () => {
      const cells = cellsOf(
        section('forecast', { forecast: [entry('2027-02-14', 'disable', 'bob')] }),
      );
      assert.match(cells.find(({ day }) => day === '2027-02-14')?.text ?? '', /1 disabling/);
    });
  });

  it('names who breaks a rule, and what nobody can see of it', () => {
    const found = section('rules', {
      rules: [
        { rule: 'mfa', title: 'No role', notSeen: 'a role', breaches: [], notSeenOf: [] },
        {
          rule: 'one-key',
          title: 'One key',
          breaches: [{ accountId, userName: 'alice', keyId: 'AKIAX', text: 'two keys' }],
          notSeenOf: [],
        },
        {
          rule: 'rotation',
          title: 'Rotation',
          breaches: [],
          notSeenOf: [{ accountId, userName: '<bob>', text: 'the age is not known' }],
        },
      ],
    });
    const [first, second, third] = found.split('<h3>').slice(1);
    assert.match(
      textOf(third ?? ''),
      /^Rotation\nnot seen of 1 user\n[^]*&lt;bob&gt;[^]*not known/,
    );
    assert.doesNotMatch(third ?? '', /kept|broken|<bob>/);
    assert.match(textOf(first ?? ''), /^No role\nkept\nNot seen: a role/);
    assert.match(textOf(second ?? ''), /^One key\nbroken 1 time\n[^]*alice[^]*two keys/);
  });

  it('tells every deed, newest first, at the time of the report’s zone, with its reason', () => {
    const deed = (at: string, text: string) => ({
      at,
      accountId,
      userName: 'alice',
      keyId: 'AKIAX',
      text,
    });
    const entries = [
      deed('2026-12-20T23:30:00.000Z', 'first'),
      deed('2027-01-02T08:00:00.000Z', 'second'),
    ];
    const found = section('deeds', {
      timeZone: 'Europe/Berlin',
      deeds: { from: '2026-12-17', to: '2027-01-15', entries },
    });
    assert.deepEqual(rows(found), [
      ['2027-01-02 09:00', 'alice', 'identity', 'AKIAX', 'second'],
      ['2026-12-21 00:30', 'alice', 'identity', 'AKIAX', 'first'],
    ]);
    assert.match(found, /From 17 December 2026 to 15 January 2027/);
  });

  it('says how it was obtained: when, by whom, with which version, and which accounts were not read', () => {
    const found = section('obtained', {
      keyturnVersion: '9.8.7',
      obtainedBy: 'monitor',
      timeZone: 'Europe/Berlin',
      generatedAt: '2027-01-15T08:00:00.000Z',
      accounts: [
        {
          id: accountId,
          name: 'identity',
          outcome: 'read',
          users: 3,
          enabledKeys: 2,
          credentialReportAt: '2027-01-15T05:12:07.000Z',
        },
        {
          id: '333333333333',
          name: 'production',
          outcome: 'read',
          users: 1,
          enabledKeys: 1,
          credentialReportAt: { unknown: 'throttled at <Y>' },
        },
        { id: '444444444444', name: 'sandbox', outcome: 'unread', reason: 'access-denied at X' },
      ],
    });
    const text = textOf(found).replaceAll('\n', ' ');
    assert.match(text, /2027-01-15 09:00 \(Europe\/Berlin\)/);
    assert.match(text, /keyturn 9\.8\.7/);
    assert.match(text, /the monitor’s daily run/);
    assert.match(text, /of 2 accounts /);
    assert.deepEqual(rows(found), [
      ['identity', accountId, 'read', '2027-01-15 06:12', '3', '2'],
      ['production', '333333333333', 'read', 'none : throttled at &lt;Y&gt;', '1', '1'],
      ['sandbox', '444444444444', 'not read : access-denied at X'],
    ]);
  });

  describe('of moves', () => {
    const way = (name: 'key' | 'sign-in', at: string, more: object = {}) => ({
      way: name,
      isOpen: true,
      lastUsed: { at, ...more },
    });
    const alice: ReportMove = {
      accountId,
      userName: '<b>alice</b>',
      step: 'proved',
      missing: 'a key was used on 2027-01-14',
      proof: 'seen',
      ways: [
        way('key', '2027-01-14T08:00:00.000Z'),
        way('sign-in', '2027-01-15T07:00:00.000Z', { address: '192.0.2.1', program: '<i>' }),
        { way: 'identity-center', isOpen: false },
      ],
      lastKeyUse: { at: '2027-01-14T08:00:00.000Z', service: 'ecr', region: 'eu-west-1' },
    };

    it('names what is open, what was used last and how, and what is missing', () => {
      const found = section('moves', { moves: { people: [alice], notRead: [] } });
      assert.deepEqual(rows(found), [
        [
          '&lt;b&gt;alice&lt;/b&gt;',
          'identity',
          'proved (seen)',
          'key, sign-in',
          'key 2027-01-14 09:00: ecr; sign-in 2027-01-15 08:00: &lt;i&gt; from 192.0.2.1',
          'a key was used on 2027-01-14',
        ],
      ]);
      assert.match(
        textOf(found),
        /1 person on the way from keys to another way in, 0 of\s+them done/,
      );
      assert.doesNotMatch(found, /Not all of CloudTrail/);
    });

    it('says why not all is known', () => {
      const found = section('moves', {
        moves: { people: [alice], notRead: ['identity: <refused>'] },
      });
      assert.match(
        textOf(found),
        /uses of the last days may be missing:\s+identity: &lt;refused&gt;\./,
      );
    });

    it('is neither there nor in the list of sections where nobody moves', () => {
      const page = renderReportHtml(example);
      assert.doesNotMatch(page, /id="moves"|href="#moves"/);
      const moves = { people: [alice], notRead: [] };
      assert.match(renderReportHtml({ ...example, moves }), /href="#moves"/);
    });
  });
});
