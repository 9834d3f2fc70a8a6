import assert from 'node:assert/strict';
import { defaultSettings, settingsSchema } from './settings';

describe('settings', () => {
  it('have the defaults that are promised', () => {
    assert.deepEqual(defaultSettings, {
      timeZone: 'Etc/UTC',
      reminderAges: [76, 81, 86],
      disableAge: 91,
      graceDays: 5,
      secondKeyGraceDays: 2,
      maximumExemptionDays: 90,
      circuitBreaker: { keys: 5, percent: 20 },
    });
  });

  const refused: [string, Record<string, unknown>, string, RegExp][] = [
    ['an offset, which is no zone', { timeZone: '+01:00' }, 'timeZone', /IANA/],
    ['a zone in lower case', { timeZone: 'europe/berlin' }, 'timeZone', /IANA/],
    ['a zone in upper case', { timeZone: 'EUROPE/BERLIN' }, 'timeZone', /IANA/],
    ['UTC in lower case', { timeZone: 'utc' }, 'timeZone', /IANA/],
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
    ['more than all', { circuitBreaker: { percent: 101 } }, 'circuitBreaker', /./],
    [
      'a release without a date',
      { circuitBreaker: { releasedThrough: 'ever' } },
      'circuitBreaker',
      /date/,
    ],
    ['a setting that is none', { remindAges: [1] }, '', /remindAges/],
  ];
  for (const [name, input, field, message] of refused)
    it(`refuse ${name}`, () => {
      const result = settingsSchema.safeParse(input);
      assert.ok(!result.success);
      assert.ok(result.error.issues.some(({ path }) => String(path[0] ?? '') === field));
      assert.match(result.error.message, message);
    });

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
