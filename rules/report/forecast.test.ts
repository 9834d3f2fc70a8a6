import assert from 'node:assert/strict';
import type { IamUser } from '../model';
import { defaultSettings, settingsSchema } from '../settings';
import { aReminder, dateOf } from '../testing/decided';
import {
  account,
  aKey,
  anEngineer,
  day,
  delivered,
  inventoryOf,
  keyRecord,
  ledgerOf,
} from '../testing/one-account';
import type { ReportInput } from './compose-report';
import { forecastOfRuns } from './forecast';
import { reportOf } from './testing/reports';

const KEY = 'AKIAKEY00000000000001';
const SECOND = 'AKIAKEY00000000000002';
const machine = { type: 'machine' };

describe('the forecast, in words', () => {
  const texts = (users: readonly IamUser[], on: number, more: Partial<ReportInput> = {}) =>
    reportOf(users, on, more).forecast.map(({ text }) => text);

  it('says why, and until when', () => {
    assert.deepEqual(
      texts([anEngineer([aKey(KEY, 0)])], 86),
      [
        '86 days old, past 86; it stops on 2026-04-02',
        '91 days old; warned on 2026-03-28 that it stops on 2026-04-02',
      ].map((text, i) => `${i === 0 ? 'reminded' : 'disabled'}: ${text}`),
    );
    assert.deepEqual(texts([anEngineer([aKey(KEY, 0)], { tags: machine })], 91), [
      "reminded: a machine's key, 91 days old, past 91; never disabled",
    ]);
    assert.deepEqual(texts([anEngineer([], { password: { changedAt: day(0) } })], 86), [
      'reminded: the password is 86 days old, past 86; it expires on 2026-04-01',
    ]);
  });

  it('of a password is about no key', () => {
    const { forecast } = reportOf([anEngineer([], { password: { changedAt: day(0) } })], 86);
    assert.deepEqual(
      forecast.map((each) => [each.event, 'keyId' in each]),
      [['password-reminder', false]],
    );
  });

  it('says what the circuit breaker holds', () => {
    const users = Array.from({ length: 6 }, (_, n) =>
      anEngineer([aKey(`AKIA000000000000000${n}`, -400)], { name: `user-${n}` }),
    );
    assert.equal(
      texts(users, 0).at(-1),
      'not disabled: 6 of 6 enabled engineer keys would be disabled at once; the limit is the larger of 5 and 20 %',
    );
  });

  it('goes on reminding of a key that the circuit breaker holds', () => {
    const ids = Array.from({ length: 6 }, (_, n) => `AKIA000000000000000${n}`);
    const users = ids.map((id, n) => anEngineer([aKey(id, 0)], { name: `user-${n}` }));
    // The later reminders were never sent.
    const ledger = ledgerOf({ notices: ids.map((id) => delivered(aReminder(id, 76))) });
    const { forecast } = reportOf(users, 91, { ledgers: new Map([[account.id, ledger]]) });
    const eventsOf = (id: string) =>
      forecast.filter(({ keyId }) => keyId === id).map(({ event }) => event);
    for (const id of ids) assert.deepEqual(eventsOf(id), ['held-back', 'remind']);
  });

  it('says of the end of an exemption what follows, of enabled keys alone', () => {
    const tags = { ...anEngineer([]).tags, 'key-exempt-until': dateOf(5) };
    const keys = [aKey(KEY, 0), aKey(SECOND, 0, { status: 'Inactive' })];
    const { forecast } = reportOf([anEngineer(keys, { tags })], 1);
    assert.deepEqual(forecast, [
      {
        on: dateOf(5),
        event: 'exemption-ends',
        accountId: account.id,
        userName: 'alice',
        keyId: KEY,
        text: 'the last day of the exemption: from the next day on the rules apply again',
      },
    ]);
  });

  it('says it of other credentials that are on and not only reported, too', () => {
    const tags = { ...anEngineer([]).tags, 'key-exempt-until': dateOf(5) };
    const service = 'bedrock.amazonaws.com';
    const made = { status: 'Active', createdAt: day(0) } as const;
    const user = {
      ...anEngineer([aKey(KEY, 0)], { tags, password: { changedAt: day(0) } }),
      serviceCredentials: [
        { ...made, id: 'ACCAON00000000000ABCD', service, expiresAt: day(5, '09:00:01') },
        { ...made, id: 'ACCAOVER000000000ABCD', service, expiresAt: day(5) },
      ],
      sshKeys: [
        { ...made, id: 'APKAON00000000000WXYZ' },
        { ...made, id: 'APKAOFF0000000000WXYZ', status: 'Inactive' as const },
      ],
      // Of what the credential report alone knows nothing can be stopped.
      signingCertificates: [{ ...made, id: 'AIDAALICE:cert_1', asOf: day(1) }],
    };
    const endings = (credentials: object) => {
      const settings = settingsSchema.parse({ credentials });
      return reportOf([user], 1, { settings })
        .forecast.filter(({ event }) => event === 'exemption-ends')
        .map(({ on, keyId = '', text }) => `${on} ${keyId} ${text.split(': the last day')[0]}`);
    };
    assert.equal(endings({}).length, 1);
    const all = {
      'service-specific': { do: 'disable' },
      'ssh-key': { do: 'remind' },
      'signing-certificate': { do: 'disable' },
    };
    assert.deepEqual(endings(all).slice(1), [
      `${dateOf(5)}  service-specific credential …ABCD`,
      `${dateOf(5)}  SSH key …WXYZ`,
    ]);
  });

  it('says which of the other credentials it is about', () => {
    const sshKey = { id: 'APKAON00000000000WXYZ', status: 'Active', createdAt: day(0) } as const;
    const settings = settingsSchema.parse({ credentials: { 'ssh-key': { do: 'disable' } } });
    const [first = ''] = texts([anEngineer([], { sshKeys: [sshKey] })], 86, { settings });
    assert.match(first, /^SSH key …WXYZ reminded: /);
  });

  it('is nothing, of the first run too, where no run is played', () =>
    assert.deepEqual(forecastOfRuns(inventoryOf(anEngineer([])), defaultSettings, []), {
      entries: [],
      firstRun: [],
    }));

  it('leaves out news: a key that was made, and one that is off and was not told of', () => {
    const known = keyRecord(aKey(KEY, 0), {
      disabling: { noticeId: 'x', since: day(0), attempts: [] },
    });
    const ledger = ledgerOf({ firstReadAt: day(-1), keys: [known] });
    const off = anEngineer([aKey(KEY, 0, { status: 'Inactive' })]);
    const { forecast, keys } = reportOf([off], 1, { ledgers: new Map([[account.id, ledger]]) });
    assert.deepEqual(forecast, []);
    assert.deepEqual(
      keys.map(({ next }) => next),
      ['nothing in the next 30 days: disabled by a run that ended before it could tell'],
    );
  });
});
