import assert from 'node:assert/strict';
import {
  defaultSettings,
  flatSettingsSchema,
  settingsSchema,
  type Settings,
  type SettingsInput,
} from './settings';

describe('settings', () => {
  it('have the defaults that are promised', () => {
    assert.deepEqual(defaultSettings, {
      timeZone: 'Etc/UTC',
      secondKeyGraceDays: 2,
      maximumExemptionDays: 90,
      unusedAge: 45,
      unused: 'report',
      moves: { provedDays: 3, quietDays: 14 },
      circuitBreaker: { keys: 5, percent: 20 },
      clocks: {
        'access-key': { remindAt: [76, 81, 86], stopAt: 91, graceDays: 5 },
        password: { remindAt: [76, 81, 86], stopAt: 91 },
        'service-specific': { remindAt: [76, 81, 86], stopAt: 91, graceDays: 5 },
        'ssh-key': { remindAt: [76, 81, 86], stopAt: 91, graceDays: 5 },
        'signing-certificate': { remindAt: [76, 81, 86], stopAt: 91, graceDays: 5 },
      },
      modes: {
        'access-key': 'disable',
        password: 'remind',
        'service-specific': 'report',
        'ssh-key': 'report',
        'signing-certificate': 'report',
      },
    });
  });

  const clocks: [string, SettingsInput, Pick<Settings['clocks'], 'access-key' | 'password'>][] = [
    [
      'the flat keys, of every kind',
      { reminderAges: [10, 20], disableAge: 25, graceDays: 3 },
      {
        'access-key': { remindAt: [10, 20], stopAt: 25, graceDays: 3 },
        password: { remindAt: [10, 20], stopAt: 25 },
      },
    ],
    [
      'its own',
      { credentials: { 'access-key': { remindAt: [10, 20], stopAt: 25, graceDays: 3 } } },
      {
        'access-key': { remindAt: [10, 20], stopAt: 25, graceDays: 3 },
        password: { remindAt: [76, 81, 86], stopAt: 91 },
      },
    ],
    [
      'what is left out of it, from the defaults',
      { credentials: { 'access-key': { graceDays: 2 }, password: {} } },
      {
        'access-key': { remindAt: [76, 81, 86], stopAt: 91, graceDays: 2 },
        password: { remindAt: [76, 81, 86], stopAt: 91 },
      },
    ],
    [
      'what is left out of it, from the flat keys',
      { disableAge: 100, credentials: { password: { remindAt: [99] } } },
      {
        'access-key': { remindAt: [76, 81, 86], stopAt: 100, graceDays: 5 },
        password: { remindAt: [99], stopAt: 100 },
      },
    ],
  ];
  for (const [name, input, expected] of clocks)
    it(`have a clock of each kind: ${name}`, () => {
      const { 'access-key': ofKeys, password } = settingsSchema.parse(input).clocks;
      assert.deepEqual({ 'access-key': ofKeys, password }, expected);
    });

  const refused: [string, Record<string, unknown>, string, RegExp][] = [
    ['an offset, which is no zone', { timeZone: '+01:00' }, 'timeZone', /IANA/],
    ['a zone in lower case', { timeZone: 'europe/berlin' }, 'timeZone', /IANA/],
    ['a zone in upper case', { timeZone: 'EUROPE/BERLIN' }, 'timeZone', /IANA/],
    ['UTC in lower case', { timeZone: 'utc' }, 'timeZone', /IANA/],
    ['part of an older name in lower case', { timeZone: 'us/Eastern' }, 'timeZone', /IANA/],
    ['the other part of it', { timeZone: 'US/eastern' }, 'timeZone', /IANA/],
    ['a zone that does not exist', { timeZone: 'Mars/Base' }, 'timeZone', /IANA/],
    ['no reminder', { reminderAges: [] }, 'reminderAges', /./],
    ['descending reminders', { reminderAges: [81, 76] }, 'reminderAges', /ascending/],
    [
      'a reminder twice',
      { reminderAges: [76, 76] },
      'reminderAges',
      /ascending ages, found 76, 76/,
    ],
    ['less than nothing', { circuitBreaker: { percent: -1 } }, 'circuitBreaker', /./],
    ['half a day', { reminderAges: [76.5] }, 'reminderAges', /./],
    ['a reminder on the day itself', { reminderAges: [76, 91] }, 'disableAge', /found 91/],
    ['a disabling before the reminders', { disableAge: 80 }, 'disableAge', /found 80/],
    ['no grace', { graceDays: 0 }, 'graceDays', /./],
    ['grace beyond the last reminder', { graceDays: 6 }, 'graceDays', /at most 5/],
    ['no grace for the second key', { secondKeyGraceDays: 0 }, 'secondKeyGraceDays', /./],
    ['no exemption at all', { maximumExemptionDays: 0 }, 'maximumExemptionDays', /./],
    ['unused at once', { unusedAge: 0 }, 'unusedAge', /./],
    ['more than all', { circuitBreaker: { percent: 101 } }, 'circuitBreaker', /./],
    [
      'a release without a date',
      { circuitBreaker: { releasedThrough: 'ever' } },
      'circuitBreaker',
      /date/,
    ],
    [
      "a key's clock in both ways",
      { disableAge: 91, credentials: { 'access-key': {} } },
      'credentials',
      /either this or disableAge, found both/,
    ],
    [
      'a clock of a password that runs backwards',
      { credentials: { password: { remindAt: [9, 8] } } },
      'credentials',
      /ascending ages, found 9, 8/,
    ],
    [
      'a reminder on the day of a password itself',
      { credentials: { password: { stopAt: 86 } } },
      'credentials',
      /more than the last reminder's age 86, found 86/,
    ],
    [
      'grace beyond the last reminder of the own clock',
      { credentials: { 'access-key': { graceDays: 6 } } },
      'credentials',
      /at most 5, .* \(86\) and stopAt \(91\), found 6/,
    ],
    [
      'grace for a password, which IAM expires',
      { credentials: { password: { graceDays: 1 } } },
      'credentials',
      /graceDays/,
    ],
    ['a clock of no kind', { credentials: { passwort: {} } }, 'credentials', /passwort/],
    ['a setting that is none', { remindAges: [1] }, '', /remindAges/],
  ];
  for (const [name, input, field, message] of refused)
    it(`refuse ${name}`, () => {
      const result = settingsSchema.safeParse(input);
      assert.ok(!result.success);
      assert.ok(result.error.issues.some(({ path }) => String(path[0] ?? '') === field));
      assert.match(result.error.message, message);
    });

  // Some have another name by now, or had one: which of the two is Node's, its version decides.
  const zones = ['Etc/UTC', 'UTC', 'Europe/Berlin', 'Etc/GMT+8', 'America/Port-au-Prince'];
  const moved = ['Asia/Kolkata', 'Asia/Calcutta', 'US/Eastern'];
  for (const timeZone of [...zones, ...moved, 'America/Argentina/Buenos_Aires'])
    it(`take the zone ${timeZone}`, () =>
      assert.equal(settingsSchema.parse({ timeZone }).timeZone, timeZone));

  it('take the bounds themselves', () => {
    settingsSchema.parse({ reminderAges: [1], disableAge: 2, graceDays: 1 });
    settingsSchema.parse({ circuitBreaker: { percent: 100 } });
    settingsSchema.parse({ circuitBreaker: { percent: 0, releasedThrough: '2026-12-31' } });
  });

  it('are refused as custom issues, which name the field', () => {
    const result = settingsSchema.safeParse({ disableAge: 80 });
    assert.deepEqual(
      result.error?.issues.map(({ code, path }) => [code, path]),
      [['custom', ['disableAge']]],
    );
  });
});

describe('settings without those of kinds of credentials, as stack files have them', () => {
  it('are the same settings, with whether people are asked again', () => {
    const flat = { reminderAges: [31, 41], disableAge: 51, unusedAge: 30 };
    assert.deepEqual(flatSettingsSchema.parse(flat), settingsSchema.parse(flat));
    for (const askAgainDays of [0, 1, 30])
      assert.deepEqual(flatSettingsSchema.parse({ ...flat, askAgainDays }), {
        ...settingsSchema.parse(flat),
        questions: { againAfterDays: askAgainDays },
      });
  });

  it('are refused where numbers don’t fit', () => {
    const pathsOf = (flat: object) =>
      flatSettingsSchema.safeParse(flat).error?.issues.map(({ path }) => path.join('.'));
    for (const askAgainDays of [-1, 31, 0.5])
      assert.deepEqual(pathsOf({ askAgainDays }), ['askAgainDays']);
    assert.deepEqual(pathsOf({ disableAge: 86 }), ['disableAge']);
    assert.deepEqual(pathsOf({ credentials: {} }), ['']);
  });
});
