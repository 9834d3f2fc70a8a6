import assert from 'node:assert/strict';
import type {
  AccountReading,
  IamUser,
  OtherCredentials,
  RootCredentials,
  ServiceCredential,
  SigningCertificate,
} from '../../model';
import { defaultSettings, settingsSchema } from '../../settings';
import { anEngineer, day, inventoryOf } from '../../testing/one-account';
import { reportOtherCredentials } from '../other-credentials';
import { auditReportSchema } from '../audit-report-schema';
import { reportOf } from '../testing/reports';
import { judgeCredentials } from './credentials';

const TODAY = 200;
const now = day(TODAY);
const asOf = day(TODAY, '07:00:00');
const unknown = { unknown: 'the credential report says "?"' };
const none: OtherCredentials = { root: unknown, certificates: [], serviceCredentials: [] };
const safeRoot: RootCredentials = {
  asOf,
  hasPassword: true,
  hasMfa: true,
  keys: [],
  certificates: [],
};

function reportWith(others: Partial<OtherCredentials>, settings = defaultSettings) {
  const reading: AccountReading = {
    outcome: 'read',
    inventory: inventoryOf(anEngineer([])),
    credentialReportAt: asOf,
    otherCredentials: { ...none, root: safeRoot, ...others },
  };
  const readings = [reading];
  const judge = judgeCredentials(readings, settings, 45, now);
  const report = reportOf([], TODAY, { readings, settings, judge });
  return { ...report, otherCredentials: reportOtherCredentials(readings, now) };
}

function judged(rule: string, others: Partial<OtherCredentials>, settings = defaultSettings) {
  const [found] = reportWith(others, settings).rules.filter((each) => each.rule === rule);
  assert.ok(found);
  return {
    broken: found.breaches.map(({ userName = '', text }) => `${userName}: ${text}`),
    unseen: found.notSeenOf.map(({ userName = '', text }) => `${userName}: ${text}`),
  };
}

const then = ', as of 2026-07-20 07:00 UTC';

describe('root', () => {
  const root = (more: Partial<RootCredentials>) =>
    judged('root', { root: { ...safeRoot, ...more } });
  const kept = { broken: [], unseen: [] };

  it('with a password and MFA, and nothing else, is as it should be', () =>
    assert.deepEqual(root({}), kept));

  it('without MFA is not, unless there is no password', () => {
    assert.deepEqual(root({ hasMfa: false }), {
      broken: [`: root has a password and no MFA device${then}`],
      unseen: [],
    });
    assert.deepEqual(root({ hasMfa: false, hasPassword: false }), kept);
    assert.deepEqual(root({ hasMfa: unknown, hasPassword: false }), kept);
    assert.deepEqual(root({ hasMfa: true, hasPassword: unknown }), kept);
  });

  it('is not known where the report leaves it open: neither kept nor broken', () => {
    assert.deepEqual(root({ hasMfa: unknown }), {
      broken: [],
      unseen: [
        `: whether root has an MFA device is not known: the credential report says "?"${then}`,
      ],
    });
    const { broken, unseen } = root({ hasMfa: false, hasPassword: unknown });
    assert.deepEqual(broken, []);
    assert.match(unseen[0] ?? '', /only where the organization has removed its password/);
  });

  it('with keys and certificates is one entry, in one account', () => {
    assert.deepEqual(
      root({
        hasMfa: false,
        keys: [
          { status: 'Active', changedAt: day(1), lastUsedAt: day(2) },
          { status: 'Inactive' },
          { status: unknown },
        ],
        certificates: [{ status: 'Active', changedAt: day(3) }],
      }),
      {
        broken: [
          `: root has an enabled access key (since 2026-01-02 09:00 UTC, last used 2026-01-03 09:00 UTC)${then}; root has a disabled access key (never used)${then}; root has an enabled signing certificate (since 2026-01-04 09:00 UTC)${then}; root has a password and no MFA device${then}`,
        ],
        unseen: [
          `: whether root has an access key is not known: the credential report says "?"${then}`,
        ],
      },
    );
  });

  it('with a key of which nobody knows when it was used breaks the rule all the same', () =>
    assert.deepEqual(
      root({ keys: [{ status: 'Active', changedAt: day(1), lastUsedAt: unknown }] }),
      {
        broken: [
          `: root has an enabled access key (since 2026-01-02 09:00 UTC, when it was last used is not known)${then}`,
        ],
        unseen: [],
      },
    ));

  it('with a certificate breaks the rule, with or without a date, and only where it is known', () => {
    assert.deepEqual(root({ certificates: [{ status: 'Active' }] }), {
      broken: [`: root has an enabled signing certificate${then}`],
      unseen: [],
    });
    assert.deepEqual(root({ certificates: [{ status: 'Inactive' }, { status: unknown }] }), {
      broken: [`: root has a disabled signing certificate${then}`],
      unseen: [
        `: whether root has a signing certificate is not known: the credential report says "?"${then}`,
      ],
    });
  });

  it('of which there is no report is not known', () =>
    assert.deepEqual(judged('root', { root: { unknown: 'there is no credential report' } }), {
      broken: [],
      unseen: [': its root could not be seen: there is no credential report'],
    }));
});

describe('a service-specific credential', () => {
  const credential = (more: Partial<ServiceCredential> = {}): ServiceCredential => ({
    id: 'ACCAEXAMPLE00000ABCD',
    userName: 'alice',
    service: 'bedrock.amazonaws.com',
    status: 'Active',
    createdAt: day(TODAY - 10),
    ...more,
  });
  const judge = (...serviceCredentials: readonly ServiceCredential[]) =>
    judged('service-credentials', { serviceCredentials });
  const whose = '--user-name alice';
  const gone = `and delete this one (aws iam delete-service-specific-credential ${whose} --service-specific-credential-id ACCAEXAMPLE00000ABCD)`;

  it('without an end is named at once, with the command that makes one with an end', () =>
    assert.deepEqual(judge(credential()).broken, [
      `alice: the credential …ABCD for bedrock.amazonaws.com, 10 days old, has no end; make another (aws iam create-service-specific-credential ${whose} --service-name bedrock.amazonaws.com --credential-age-days 90) ${gone}`,
    ]));

  const ends = (days: number) => ({
    createdAt: day(TODAY - 10),
    expiresAt: day(TODAY - 10 + days),
  });
  const codecommit = { service: 'codecommit.amazonaws.com' };
  const cassandra = { service: 'cassandra.amazonaws.com' };
  const cases: readonly [string, Partial<ServiceCredential>, RegExp | undefined][] = [
    ['that ends after 90 days', ends(90), undefined],
    ['that ends after 91 days', ends(91), /ends on 2026-10-09, 91 days after it was made/],
    ['that ends in a century', ends(36_600), /36600 days after it was made: at most 90/],
    ['that is disabled', { status: 'Inactive' }, undefined],
    ['that has expired', { status: 'Expired' }, undefined],
    ['whose end is past', { createdAt: day(0), expiresAt: day(TODAY) }, undefined],
    ['of CodeCommit, 90 days old', { ...codecommit, createdAt: day(TODAY - 90) }, undefined],
    [
      'of CodeCommit, 91 days old',
      { ...codecommit, createdAt: day(TODAY - 91) },
      /for which AWS documents no end, is 91 days old: at most 90 are allowed; make another \(aws iam create-service-specific-credential --user-name alice --service-name codecommit.amazonaws.com\)/,
    ],
    ['of Keyspaces, 91 days old', { ...cassandra, createdAt: day(TODAY - 91) }, /documents no end/],
    ['of a service that is not known yet', { service: 'new.amazonaws.com' }, /has no end/],
  ];
  for (const [what, more, expected] of cases)
    it(`${expected ? 'breaks the rule' : 'keeps the rule'}: ${what}`, () => {
      const { broken, unseen } = judge(credential(more));
      assert.deepEqual(unseen, []);
      assert.equal(broken.length, expected ? 1 : 0, broken.join());
      if (expected) assert.match(broken[0] ?? '', expected);
    });

  it('is to end when a key would be renewed', () => {
    const settings = settingsSchema.parse({ reminderAges: [20], disableAge: 31 });
    const { broken } = judged(
      'service-credentials',
      { serviceCredentials: [credential()] },
      settings,
    );
    assert.match(broken[0] ?? '', /--credential-age-days 30\)/);
  });

  it('is one entry with the others of its user', () => {
    const { broken } = judge(
      credential(),
      credential({ id: 'ACCAOTHER' }),
      credential({ userName: 'bob' }),
    );
    assert.deepEqual(
      broken.map((text) => text.split(':')[0]),
      ['alice', 'bob'],
    );
    assert.match(broken[0] ?? '', /…ABCD.*…THER/);
  });

  it('is not known where they may not be listed', () =>
    assert.deepEqual(
      judged('service-credentials', {
        serviceCredentials: { unknown: 'access-denied at iam:ListServiceSpecificCredentials' },
      }),
      {
        broken: [],
        unseen: [
          ': its service-specific credentials could not be seen: access-denied at iam:ListServiceSpecificCredentials',
        ],
      },
    ));
});

describe('a signing certificate', () => {
  const certificate = (more: Partial<SigningCertificate> = {}): SigningCertificate => ({
    userName: 'alice',
    asOf,
    status: 'Active',
    changedAt: day(0),
    ...more,
  });
  const judge = (certificates: OtherCredentials['certificates']) =>
    judged('signing-certificates', { certificates });

  it('is named while it is enabled', () => {
    assert.deepEqual(judge([certificate()]), {
      broken: [
        `alice: a signing certificate is enabled since 2026-01-01 09:00 UTC${then}; its id tells aws iam list-signing-certificates --user-name alice; aws iam delete-signing-certificate deletes it`,
      ],
      unseen: [],
    });
    assert.deepEqual(judge([certificate({ status: 'Inactive' })]), { broken: [], unseen: [] });
  });

  it('is named without a date, too', () =>
    assert.deepEqual(judge([{ userName: 'alice', asOf, status: 'Active' }]).broken, [
      `alice: a signing certificate is enabled${then}; its id tells aws iam list-signing-certificates --user-name alice; aws iam delete-signing-certificate deletes it`,
    ]));

  it('of which the report says neither is not known', () => {
    assert.deepEqual(judge([certificate({ status: unknown })]), {
      broken: [],
      unseen: [
        'alice: whether there is a signing certificate is not known: the credential report says "?"',
      ],
    });
    assert.deepEqual(judge(unknown), {
      broken: [],
      unseen: [': its signing certificates could not be seen: the credential report says "?"'],
    });
  });

  const madeAt = (...instants: readonly Date[]) =>
    instants.map((createdAt, index) => anEngineer([], { name: `user${index}`, createdAt }));
  const notSeen = (users: readonly IamUser[], credentialReportAt: Date | typeof unknown = asOf) => {
    const inventory = inventoryOf(...users);
    const readings: readonly AccountReading[] = [
      { outcome: 'read', inventory, credentialReportAt, otherCredentials: none },
    ];
    const judgedNow = judgeCredentials(readings, defaultSettings, 45, now)([]);
    return judgedNow['signing-certificates']?.notSeen;
  };
  const youngerThanReport = (users: string) =>
    `What ${users} younger than the credential report may have: the next one knows.`;

  it('of users younger than the report is not seen, and said so', () => {
    assert.equal(notSeen(madeAt(now)), youngerThanReport('1 user'));
    assert.equal(notSeen(madeAt(day(0), now, now)), youngerThanReport('2 users'));
    const aMomentLater = new Date(asOf.getTime() + 1000);
    assert.equal(notSeen(madeAt(aMomentLater)), youngerThanReport('1 user'));
  });

  it('of users older than the report, or made at its very moment, it knows', () => {
    assert.equal(notSeen([]), undefined);
    assert.equal(notSeen(madeAt(day(0), asOf)), undefined);
  });

  it('is not seen of anybody where there is no report, which the account says', () =>
    assert.equal(notSeen(madeAt(day(0), now), unknown), undefined));
});

describe('an account that was not read', () => {
  it('has no part in what an audit says of credentials, and takes nothing from the others', () => {
    const reading: AccountReading = {
      outcome: 'read',
      inventory: inventoryOf(anEngineer([])),
      credentialReportAt: asOf,
      otherCredentials: { ...none, root: { ...safeRoot, hasMfa: false } },
    };
    const unread: AccountReading = {
      outcome: 'unread',
      account: { id: '222222222222', name: 'production' },
      reason: 'throttled',
    };
    const judgedAll = (...readings: readonly AccountReading[]) =>
      judgeCredentials(readings, defaultSettings, 45, now)([]);
    assert.deepEqual(
      judgedAll(unread, reading).root?.breaches.map(({ accountId }) => accountId),
      ['111111111111'],
    );
    assert.deepEqual(judgedAll(unread, reading), judgedAll(reading));
  });
});

describe('a report of other credentials', () => {
  it('has each of them, as the schema has it', () => {
    const report = reportWith({
      root: { ...safeRoot, keys: [{ status: 'Active', changedAt: day(1) }] },
      certificates: [{ userName: 'alice', asOf, status: unknown }],
      serviceCredentials: [
        {
          id: 'ACCA1',
          userName: 'alice',
          service: 'logs.amazonaws.com',
          status: 'Active',
          createdAt: day(100),
          expiresAt: day(150),
        },
      ],
    });
    assert.deepEqual(auditReportSchema.parse(JSON.parse(JSON.stringify(report))), report);
    const accountId = '111111111111';
    const as = asOf.toISOString();
    assert.deepEqual(report.otherCredentials, [
      {
        accountId,
        kind: 'access-key',
        status: 'Active',
        createdAt: day(1).toISOString(),
        age: 199,
        asOf: as,
      },
      {
        accountId,
        userName: 'alice',
        kind: 'signing-certificate',
        status: 'unknown',
        createdAt: 'unknown',
        age: 'unknown',
        asOf: as,
      },
      {
        accountId,
        userName: 'alice',
        kind: 'service-specific',
        id: 'ACCA1',
        service: 'logs.amazonaws.com',
        status: 'Expired',
        createdAt: day(100).toISOString(),
        age: 100,
        expiresAt: day(150).toISOString(),
      },
    ]);
  });

  it('is without them, and without their rules, in a daily run', () => {
    const report = reportOf([anEngineer([])], TODAY);
    assert.equal(report.otherCredentials, undefined);
    const names = report.rules.map(({ rule }) => rule);
    assert.deepEqual(names, ['one-user', 'self-management', 'mfa', 'one-key', 'rotation']);
  });
});
