import assert from 'node:assert/strict';
import { examples } from '../messages/examples';
import { date, timeZone } from '../../rules/notices/fields';
import { NoticeBodyError, readNotice, wrongDays } from './read-notice';

const [example] = examples;
assert.ok(example && example.notice.kind === 'key-reminder');
const { notice } = example;

describe("a message's body", () => {
  for (const { name, notice } of examples)
    it(`holds ${name}`, () => {
      const body = JSON.stringify(notice);
      assert.deepEqual(JSON.parse(JSON.stringify(readNotice(body))), JSON.parse(body));
    });

  for (const [what, body] of [
    ['of a kind', { ...notice, kind: 'key-moved' }],
    ['in a shape', { ...notice, v: 2, stage: 'last' }],
    ['with a number that is none', { ...notice, v: 'two' }],
  ] as const)
    it(`is to be kept ${what} that only a newer version knows, in an envelope of ours too`, () => {
      const isWhole = { accountId: notice.account.id, id: notice.id, body };
      for (const message of [body, { kind: 'private-message', id: notice.id, notice: body }]) {
        const found = readNotice(JSON.stringify(message));
        assert.ok('newerKind' in found);
        const { accountId, id } = found;
        assert.deepEqual({ accountId, id, body: found.body }, isWhole);
        assert.equal(found.plannedAt.toISOString(), notice.plannedAt);
      }
    });

  it('is read without a field that only a newer version knows', () =>
    assert.deepEqual(readNotice(JSON.stringify({ ...notice, v: 1, more: 'x' })), notice));

  const secret = 'AKIAEXAMPLE0PLANTED1';
  const wrong: readonly (readonly [what: string, body: unknown, field: string])[] = [
    ['no JSON', `{"${secret}`, 'it is no JSON'],
    ['nothing', null, 'the whole'],
    ['a list', [notice], 'the whole'],
    ['no kind', { ...notice, kind: undefined }, 'kind'],
    ['another kind and no id', { ...notice, kind: secret, id: undefined }, 'id'],
    [
      'another kind of no account',
      { ...notice, kind: secret, account: { id: secret } },
      'account.id',
    ],
    ['a field too few', { ...notice, owner: undefined }, 'owner'],
    ['a wrong account', { ...notice, account: { id: secret, name: 'x' } }, 'account.id'],
    ['a wrong time', { ...notice, plannedAt: secret }, 'plannedAt'],
    ['a wrong number', { ...notice, graceDays: -1 }, 'graceDays'],
    ['a day that does not exist', { ...notice, stopsOn: '2026-02-30' }, 'stopsOn'],
    ['a time zone that does not exist', { ...notice, timeZone: 'Europe/Atlantis' }, 'timeZone'],
  ];
  for (const { kind, day, field, body } of withNoSuchDay())
    it(`with another day that does not exist is refused by its field: ${field} of ${kind}, for ${day}`, () =>
      assert.throws(() => readNotice(body), new RegExp(`${field}: no_such_date`)));

  for (const [what, body, field] of wrong)
    it(`with ${what} is refused by its field, without what it held`, () => {
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      assert.throws(
        () => readNotice(text),
        (error: unknown) => {
          assert.ok(error instanceof NoticeBodyError);
          assert.equal(error.fields.length, 1);
          assert.ok(error.fields[0]?.startsWith(field), error.message);
          assert.doesNotMatch(String(error.stack), new RegExp(secret));
          return true;
        },
      );
    });
});

describe('a day that a message may leave out', () => {
  const shape = {
    on: date.optional(),
    until: date.nullable().optional(),
    from: date.default('2026-01-01'),
    zone: timeZone.optional(),
  };
  it('is looked up in the calendar where it is there', () => {
    const none = '2026-02-30';
    const message = { on: none, until: none, from: none, zone: 'Europe/Atlantis' };
    assert.deepEqual(wrongDays(shape, message), [
      'on: no_such_date',
      'until: no_such_date',
      'from: no_such_date',
      'zone: no_such_time_zone',
    ]);
  });

  it('is not missed where it is not', () =>
    assert.deepEqual(wrongDays(shape, { until: null, from: '2026-01-02' }), []));
});

/** Each example of a message once a kind and field that has a day, with one that no calendar has. */
function withNoSuchDay() {
  const bodies = examples.flatMap(({ notice }) =>
    Object.entries(notice).flatMap(([field, day]) =>
      /^\d{4}-\d{2}-\d{2}$/.test(String(day))
        ? [
            {
              kind: notice.kind,
              field,
              day: String(day),
              body: JSON.stringify({ ...notice, [field]: '2026-02-30' }),
            },
          ]
        : [],
    ),
  );
  return new Map(bodies.map((each) => [`${each.kind} ${each.field}`, each])).values();
}
