import assert from 'node:assert/strict';
import type { IamUser, ServiceCredential, SshKey } from '../model';
import { defaultSettings, settingsSchema } from '../settings';
import { dateOf } from '../testing/decided';
import { anEngineer, day, inventoryOf, ledgerOf } from '../testing/one-account';
import { planDay } from '../plan-day';

const TODAY = 200;
const found = (held: Partial<IamUser>, settings = defaultSettings) =>
  planDay(inventoryOf({ ...anEngineer([]), ...held }), ledgerOf({}), settings, day(TODAY)).flatMap(
    (each) => (each.do === 'report' ? [`${each.finding.kind}: ${each.finding.text}`] : []),
  );

const service = (age: number, more: Partial<ServiceCredential> = {}): ServiceCredential => ({
  id: `ACCA${age}WXYZ`,
  service: 'codecommit.amazonaws.com',
  status: 'Active',
  createdAt: day(TODAY - age),
  ...more,
});
const ssh = (age: number, more: Partial<SshKey> = {}): SshKey => ({
  id: `APKA${age}WXYZ`,
  status: 'Active',
  createdAt: day(TODAY - age),
  ...more,
});
const bedrock = { service: 'bedrock.amazonaws.com' };

describe('findings about old credentials', () => {
  const cases: readonly [what: string, held: Partial<IamUser>, expected: readonly string[]][] = [
    ['none where there are none', {}, []],
    ['nor of one on its last day', { sshKeys: [ssh(90)] }, []],
    [
      'one on the day after',
      { sshKeys: [ssh(91)] },
      ['old-ssh-key: 1 SSH key older than 90 days: …WXYZ, 91 days old'],
    ],
    ['none of one that is off', { sshKeys: [ssh(400, { status: 'Inactive' })] }, []],
    ['none of what can’t be seen', { sshKeys: { unknown: 'denied' } }, []],
    [
      'one for all of a kind, and the oldest by name',
      { serviceCredentials: [service(100), service(400), service(3)] },
      [
        'old-service-specific: 2 service-specific credentials older than 90 days: the oldest, …WXYZ for codecommit.amazonaws.com, 400 days old',
      ],
    ],
    [
      'of one without an end at once, and not once more of its age',
      { serviceCredentials: [service(0, bedrock), service(300, bedrock), service(95)] },
      [
        'endless-service-specific: 2 service-specific credentials without an end: …WXYZ for bedrock.amazonaws.com, …WXYZ for bedrock.amazonaws.com; --credential-age-days 90 gives one',
        'old-service-specific: 1 service-specific credential older than 90 days: …WXYZ for codecommit.amazonaws.com, 95 days old',
      ],
    ],
    [
      'none of one with an end',
      { serviceCredentials: [service(3, { ...bedrock, expiresAt: day(300) })] },
      [],
    ],
    [
      'none of one whose end is past, or that IAM calls expired',
      {
        serviceCredentials: [
          service(150, { ...bedrock, expiresAt: day(TODAY) }),
          service(150, { status: 'Expired' }),
          service(150, { ...bedrock, status: 'Expired' }),
        ],
      },
      [],
    ],
    [
      'of a certificate without an id that nobody could find',
      {
        signingCertificates: [
          { id: 'AIDAALICE:cert_1', status: 'Active', createdAt: day(0), asOf: day(TODAY) },
          { id: 'AIDAALICE:cert_2', status: 'Active', createdAt: { unknown: '?' } },
        ],
      },
      ['old-signing-certificate: 1 signing certificate older than 90 days: 200 days old'],
    ],
  ];
  for (const [what, held, expected] of cases)
    it(`are ${what}`, () => assert.deepEqual(found(held), expected));

  it('are of machines and of users without a type, too', () => {
    const ofNobody: IamUser['tags'][] = [{ type: 'machine' }, {}];
    for (const tags of ofNobody)
      assert.ok(found({ tags, sshKeys: [ssh(91)] }).some((text) => text.startsWith('old-ssh-key')));
  });

  it('are none of their age while an exemption holds, through its last day, and of a missing end all the same', () => {
    const held = {
      serviceCredentials: [service(95), service(3, bedrock)],
      sshKeys: [ssh(91)],
      signingCertificates: [{ id: 'CERT', status: 'Active', createdAt: day(0) } as const],
    };
    const kinds = (days: number) => {
      const tags = { ...anEngineer([]).tags, 'key-exempt-until': dateOf(TODAY + days) };
      return found({ ...held, tags }).map((text) => text.split(':')[0]);
    };
    const old = ['old-service-specific', 'old-ssh-key', 'old-signing-certificate'];
    const endless = 'endless-service-specific';
    assert.deepEqual(kinds(-1), [endless, ...old]);
    for (const days of [0, 1, 90]) assert.deepEqual(kinds(days), [endless]);
    // No such exemption is valid.
    assert.deepEqual(kinds(91), ['invalid-exemption', endless, ...old]);
  });

  it('are none of what its owner is reminded of', () => {
    const settings = settingsSchema.parse({ credentials: { 'ssh-key': { do: 'remind' } } });
    assert.deepEqual(found({ sshKeys: [ssh(91)] }, settings), []);
    // Nobody reminds a user without a type.
    assert.equal(found({ sshKeys: [ssh(91)], tags: {} }, settings).length, 2);
  });

  it('say of many users what they all have', () => {
    const held = { serviceCredentials: [service(3, bedrock), service(95)] };
    const decisions = planDay(
      inventoryOf({ ...anEngineer([]), ...held }),
      ledgerOf({}),
      defaultSettings,
      day(TODAY),
    );
    assert.deepEqual(
      decisions.flatMap((each) =>
        each.do === 'report' && 'ofMany' in each.finding ? [each.finding.ofMany] : [],
      ),
      [
        'hold service-specific credentials without an end',
        'hold service-specific credentials older than 90 days',
      ],
    );
  });

  it('go by the clock of their own kind', () => {
    const clocks = { 'ssh-key': { remindAt: [200], stopAt: 300, graceDays: 5 } };
    const settings = settingsSchema.parse({ credentials: clocks });
    assert.deepEqual(found({ sshKeys: [ssh(299)] }, settings), []);
    assert.equal(found({ sshKeys: [ssh(300)] }, settings).length, 1);
  });
});
