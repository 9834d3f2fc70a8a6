import assert from 'node:assert/strict';
import { z } from 'zod';
import { ownInFullSchemaOf } from './clocks';
import { credentialTraits } from './credentials';
import { settingsSchema, type SettingsInput } from './settings';
import { inFull, inShort, movesSchema, questionsSchema, unusedSchema } from './settings-in-short';

/** How functions read their settings before there were clocks by kind: nothing else was let in. */
const olderSchema = z.strictObject({
  timeZone: z.string().default('Etc/UTC'),
  reminderAges: z.array(z.number()).default([76, 81, 86]),
  disableAge: z.number().default(91),
  graceDays: z.number().default(5),
  secondKeyGraceDays: z.number().default(2),
  maximumExemptionDays: z.number().default(90),
  circuitBreaker: z
    .strictObject({
      keys: z.number().default(5),
      percent: z.number().default(20),
      releasedThrough: z.string().optional(),
    })
    .prefault({}),
});

const ofAll: SettingsInput = {
  timeZone: 'Europe/Berlin',
  reminderAges: [10, 20],
  disableAge: 30,
  graceDays: 4,
  secondKeyGraceDays: 3,
  maximumExemptionDays: 45,
  circuitBreaker: { keys: 7, percent: 33, releasedThrough: '2026-12-24' },
};
const ownPassword = { remindAt: [40], stopAt: 50 };

describe('settings in short', () => {
  const cases: [string, SettingsInput, ReturnType<typeof inShort>][] = [
    ['the defaults', {}, { settings: {} }],
    [
      'the defaults, written out',
      { reminderAges: [76, 81, 86], disableAge: 91, circuitBreaker: { keys: 5, percent: 20 } },
      { settings: {} },
    ],
    ['one number', { disableAge: 92 }, { settings: { disableAge: 92 } }],
    [
      'part of the circuit breaker',
      { circuitBreaker: { releasedThrough: '2026-12-24' } },
      { settings: { circuitBreaker: { releasedThrough: '2026-12-24' } } },
    ],
    ['all of them', ofAll, { settings: ofAll }],
    [
      "keys' own clock, in the words of older functions",
      { credentials: { 'access-key': { stopAt: 100 } } },
      {
        settings: { disableAge: 100 },
        credentials: {
          password: { remindAt: [76, 81, 86], stopAt: 91 },
          'service-specific': { do: 'report', remindAt: [76, 81, 86], stopAt: 91, graceDays: 5 },
          'ssh-key': { do: 'report', remindAt: [76, 81, 86], stopAt: 91, graceDays: 5 },
          'signing-certificate': { do: 'report', remindAt: [76, 81, 86], stopAt: 91, graceDays: 5 },
        },
      },
    ],
    [
      "passwords' own clock, apart",
      { ...ofAll, credentials: { password: ownPassword } },
      { settings: ofAll, credentials: { password: ownPassword } },
    ],
    [
      'what is done about a kind, with its numbers',
      { credentials: { 'ssh-key': { do: 'disable', stopAt: 100 }, 'service-specific': {} } },
      {
        settings: {},
        credentials: {
          'ssh-key': { do: 'disable', remindAt: [76, 81, 86], stopAt: 100, graceDays: 5 },
        },
      },
    ],
    [
      'after how many days something is unused, apart',
      { disableAge: 92, unusedAge: 30 },
      { settings: { disableAge: 92 }, unused: { age: 30 } },
    ],
    [
      'that what is unused is disabled, apart',
      { unused: 'disable' },
      { settings: {}, unused: { age: 45, do: 'disable' } },
    ],
    ["a clock that is the keys'", { credentials: { password: { stopAt: 91 } } }, { settings: {} }],
  ];
  for (const [name, input, expected] of cases)
    describe(name, () => {
      const full = () => settingsSchema.parse(input);
      const inJson = () =>
        JSON.parse(JSON.stringify(inShort(full()))) as ReturnType<typeof inShort>;

      it('say what differs from the defaults, and nothing more', () =>
        assert.deepEqual(inShort(full()), expected));

      it('are read as they were', () => {
        const [settings, short] = [full(), inJson()];
        const credentials =
          short.credentials && ownInFullSchemaOf(credentialTraits).parse(short.credentials);
        const unused = short.unused && unusedSchema.parse(short.unused);
        const read = settingsSchema.parse(short.settings);
        assert.deepEqual(inFull(read, { credentials, unused }), settings);
      });

      it('are read by an older function, for keys', () => {
        const older = olderSchema.parse(inJson().settings);
        const { clocks, modes, ...others } = full();
        assert.ok(modes);
        const { remindAt: reminderAges, stopAt: disableAge, graceDays } = clocks['access-key'];
        const { unusedAge, unused, moves } = others;
        const known = { ...older, unusedAge, unused, moves };
        assert.deepEqual(known, { ...others, reminderAges, disableAge, graceDays });
      });
    });

  it('have what is said of moves apart, both numbers where one differs', () => {
    const settings = settingsSchema.parse({ provedDays: 5 });
    const short = inShort(settings);
    assert.deepEqual(short, { settings: {}, moves: { provedDays: 5, quietDays: 14 } });
    assert.deepEqual(inFull(settingsSchema.parse(short.settings), short), settings);
  });

  it('take no number of days that none is', () => {
    for (const wrong of [{ provedDays: 0 }, { provedDays: 32 }, { quietDays: 0.5 }])
      assert.ok(!settingsSchema.safeParse(wrong).success, JSON.stringify(wrong));
  });

  it('are read as an older component wrote them: in full', () => {
    const written = olderSchema.parse(ofAll);
    assert.deepEqual(inFull(settingsSchema.parse(written), {}), settingsSchema.parse(ofAll));
  });

  it('pass by the clocks of kinds that only a newer version knows', () => {
    const newer = { password: { ...ownPassword, warnOn: 3 }, passkey: { stopAt: 30 } };
    assert.deepEqual(ownInFullSchemaOf(credentialTraits).parse(newer), { password: ownPassword });
  });

  it('pass by what only a newer version says of what nobody uses', () => {
    assert.deepEqual(unusedSchema.parse({ age: 30, passkeys: 'delete' }), { age: 30 });
    for (const age of [0, -1, 4.5, '45', undefined])
      assert.ok(!unusedSchema.safeParse({ age }).success, String(age));
  });

  it('say apart from the numbers whether anybody is asked whose a new key is', () => {
    const questions = { againAfterDays: 3 };
    const settings = inFull(settingsSchema.parse({}), { questions });
    assert.deepEqual(settings, { ...settingsSchema.parse({}), questions });
    assert.deepEqual(inShort(settings), { settings: {} });
    assert.ok(!('questions' in inFull(settingsSchema.parse({}), {})));
    for (const againAfterDays of [0, 1, 30])
      assert.deepEqual(questionsSchema.parse({ againAfterDays, more: 1 }), { againAfterDays });
    for (const againAfterDays of [-1, 31, 0.5, '1', undefined])
      assert.ok(!questionsSchema.safeParse({ againAfterDays }).success, String(againAfterDays));
  });

  it('are refused where a clock makes no sense', () => {
    const { error } = ownInFullSchemaOf(credentialTraits).safeParse({
      password: { remindAt: [50], stopAt: 50 },
    });
    assert.deepEqual(
      error?.issues.map(({ path, message }) => [path, message]),
      [[['password', 'stopAt'], "expected more than the last reminder's age 50, found 50"]],
    );
  });
});

it('the numbers of moves reach a function, and nothing that is none', () => {
  const moves = { provedDays: 5, quietDays: 20 };
  assert.deepEqual(movesSchema.parse({ ...moves, newer: 1 }), moves);
  for (const wrong of [{ provedDays: 0 }, { quietDays: 0.5 }, { quietDays: undefined }])
    assert.equal(movesSchema.safeParse({ ...moves, ...wrong }).success, false);
});
