import assert from 'node:assert/strict';
import type { IamUser, ServiceCredential, SshKey } from '../model';
import { defaultSettings, settingsSchema } from '../settings';
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
    for (const tags of [{ type: 'machine' }, {} as Record<string, string>])
      assert.ok(found({ tags, sshKeys: [ssh(91)] }).some((text) => text.startsWith('old-ssh-key')));
  });

  it('go by the clock of their own kind', () => {
    const clocks = { 'ssh-key': { remindAt: [200], stopAt: 300, graceDays: 5 } };
    const settings = settingsSchema.parse({ clocks });
    assert.deepEqual(found({ sshKeys: [ssh(299)] }, settings), []);
    assert.equal(found({ sshKeys: [ssh(300)] }, settings).length, 1);
  });
});
