import assert from 'node:assert/strict';
import type {
  AccountReading,
  IamUser,
  Inventory,
  ListedCertificate,
  RootCredentials,
  ServiceCredential,
  SshKey,
} from '../../model';
import { defaultSettings, settingsSchema } from '../../settings';
import { awaitsTurn } from '../../ssh-key-days';
import { dateOf } from '../../testing/decided';
import { anEngineer, day, inventoryOf } from '../../testing/one-account';
import { reportSchema } from '../report-schema';
import { mergeReports } from '../merge-reports';
import { reportOf } from '../testing/reports';

const TODAY = 200;
const asOf = day(TODAY, '07:00:00');
const unknown = { unknown: 'the credential report says "?"' };
const safeRoot: RootCredentials = {
  asOf,
  hasPassword: true,
  hasMfa: true,
  keys: [],
  certificates: [],
};

/** What alice holds, and root. */
type Others = Pick<Inventory, 'root'> &
  Pick<IamUser, 'serviceCredentials' | 'sshKeys' | 'signingCertificates'> &
  Partial<Pick<IamUser, 'tags'>>;

/** An engineer's, whose exemption ends so many days from now. */
const exemptFor = (days: number) => ({
  tags: { ...anEngineer([]).tags, 'key-exempt-until': dateOf(TODAY + days) },
});

function reading(users: readonly IamUser[], root: Inventory['root'] = safeRoot): AccountReading {
  const inventory = { ...inventoryOf(...users), root };
  return { outcome: 'read', inventory, credentialReportAt: asOf };
}

function reportOfUsers(users: readonly IamUser[], settings = defaultSettings) {
  return reportOf([], TODAY, { readings: [reading(users)], settings });
}

function reportWith({ root, ...held }: Others, settings = defaultSettings) {
  const readings = [reading([{ ...anEngineer([]), ...held }], root)];
  return reportOf([], TODAY, { readings, settings });
}

function judged(rule: string, others: Others, settings = defaultSettings) {
  return verdictIn(reportWith(others, settings), rule);
}

function verdictIn({ rules }: ReturnType<typeof reportOf>, rule: string) {
  const [found] = rules.filter((each) => each.rule === rule);
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

  it('may be older while an exemption holds, through its last day, and is to have an end all the same', () => {
    const old = credential({ ...codecommit, createdAt: day(TODAY - 91) });
    const broken = (days: number, ...serviceCredentials: readonly ServiceCredential[]) =>
      judged('service-credentials', { serviceCredentials, ...exemptFor(days) }).broken.length;
    assert.deepEqual(
      [-1, 0, 1, 90].map((days) => broken(days, old)),
      [1, 0, 0, 0],
    );
    // Farther ahead than any exemption.
    assert.equal(broken(91, old), 1);
    assert.equal(broken(1, credential()), 1);
    assert.equal(broken(1, credential(ends(91))), 1);
  });

  it('is one entry with the others of its user', () => {
    const users = [
      { ...anEngineer([]), serviceCredentials: [credential(), credential({ id: 'ACCAOTHER' })] },
      { ...anEngineer([], { name: 'bob', id: 'AIDABOB' }), serviceCredentials: [credential()] },
    ];
    const { broken } = verdictIn(reportOfUsers(users), 'service-credentials');
    assert.deepEqual(
      broken.map((text) => text.split(':')[0]),
      ['alice', 'bob'],
    );
    assert.match(broken[0] ?? '', /…ABCD.*…THER/);
  });

  it('goes by the numbers of its own kind', () => {
    const clocks = { 'service-specific': { remindAt: [20], stopAt: 31, graceDays: 5 } };
    const settings = settingsSchema.parse({ credentials: clocks });
    const held = { serviceCredentials: [credential()] };
    assert.match(
      judged('service-credentials', held, settings).broken[0] ?? '',
      /--credential-age-days 30\)/,
    );
  });

  it('is not known where they may not be listed: of all users one entry', () => {
    const serviceCredentials = {
      unknown: 'access-denied at iam:ListServiceSpecificCredentials',
    };
    const users = ['alice', 'bob'].map((name) => ({
      ...anEngineer([], { name, id: `AIDA${name}` }),
      serviceCredentials,
    }));
    const report = reportOfUsers(users);
    assert.deepEqual(verdictIn(report, 'service-credentials'), {
      broken: [],
      unseen: [
        ': the service-specific credentials of 2 users could not be seen: access-denied at iam:ListServiceSpecificCredentials',
      ],
    });
    // Nothing is awaited.
    const [rule] = report.rules.filter((each) => each.rule === 'service-credentials');
    assert.equal(rule?.notSeen, undefined);
  });

  it('is not known for each reason, and of each account, by itself', () => {
    const of = (name: string, why: string) => ({
      ...anEngineer([], { name, id: `AIDA${name}` }),
      serviceCredentials: { unknown: why },
    });
    const production = { id: '222222222222', name: 'production' };
    const readings: AccountReading[] = [
      reading([of('alice', 'denied'), of('bob', 'throttled')]),
      {
        outcome: 'read',
        inventory: { account: production, users: [of('carol', 'denied')] },
        credentialReportAt: asOf,
      },
    ];
    const could = 'the service-specific credentials could not be seen';
    assert.deepEqual(verdictIn(reportOf([], TODAY, { readings }), 'service-credentials').unseen, [
      `alice: ${could}: denied`,
      `bob: ${could}: throttled`,
      `carol: ${could}: denied`,
    ]);
  });
});

describe('a signing certificate', () => {
  const certificate = (more: Partial<ListedCertificate> = {}): ListedCertificate => ({
    id: 'AIDAALICE:cert_1',
    asOf,
    status: 'Active',
    createdAt: day(0),
    ...more,
  });
  const judge = (signingCertificates: IamUser['signingCertificates']) =>
    judged('signing-certificates', { signingCertificates });
  const command =
    'its id tells aws iam list-signing-certificates --user-name alice; aws iam delete-signing-certificate deletes it';

  it('is named while it is enabled', () => {
    assert.deepEqual(judge([certificate()]), {
      broken: [
        `alice: a signing certificate is enabled since 2026-01-01 09:00 UTC${then}; ${command}`,
      ],
      unseen: [],
    });
    assert.deepEqual(judge([certificate({ status: 'Inactive' })]), { broken: [], unseen: [] });
  });

  it('is named without a date, too', () =>
    assert.deepEqual(judge([certificate({ createdAt: unknown })]).broken, [
      `alice: a signing certificate is enabled${then}; ${command}`,
    ]));

  it('is named whatever an exemption says: it would be no other when it is over', () =>
    assert.equal(
      judged('signing-certificates', { signingCertificates: [certificate()], ...exemptFor(30) })
        .broken.length,
      1,
    ));

  it('of which the report says neither is not known', () =>
    assert.deepEqual(judge(unknown), {
      broken: [],
      unseen: ['alice: the signing certificates could not be seen: the credential report says "?"'],
    }));
});

describe('an SSH key', () => {
  const key = (age: number, more: Partial<SshKey> = {}): SshKey => ({
    id: 'APKAEXAMPLE00000ABCD',
    status: 'Active',
    createdAt: day(TODAY - age),
    ...more,
  });
  const judge = (...sshKeys: readonly SshKey[]) => judged('ssh-keys', { sshKeys });

  it('breaks the rule on the day after its last, with the commands', () => {
    assert.deepEqual(judge(key(90)), { broken: [], unseen: [] });
    assert.deepEqual(judge(key(91)), {
      broken: [
        'alice: the SSH key …ABCD is 91 days old: at most 90 are allowed; upload another (aws iam upload-ssh-public-key --user-name alice --ssh-public-key-body file://id_rsa.pub) and delete this one (aws iam delete-ssh-public-key --user-name alice --ssh-public-key-id APKAEXAMPLE00000ABCD)',
      ],
      unseen: [],
    });
  });

  it('keeps it while an exemption holds, through its last day', () =>
    assert.deepEqual(
      [-1, 0, 1, 90, 91].map(
        (days) => judged('ssh-keys', { sshKeys: [key(91)], ...exemptFor(days) }).broken.length,
      ),
      [1, 0, 0, 0, 1],
    ));

  it('keeps it where it is off', () =>
    assert.deepEqual(judge(key(400, { status: 'Inactive' })), { broken: [], unseen: [] }));

  it('is one entry with the others of its user', () => {
    const { broken } = judge(key(91), key(92, { id: 'APKAOTHER' }), key(3, { id: 'APKAYOUNG' }));
    assert.equal(broken.length, 1);
    assert.match(broken[0] ?? '', /…ABCD is 91.*…THER is 92/);
    assert.doesNotMatch(broken[0] ?? '', /OUNG/);
  });

  it('is awaited where nobody has asked yet: said once, and nobody’s', () => {
    const users = ['alice', 'bob'].map((name) => ({
      ...anEngineer([], { name, id: `AIDA${name}` }),
      sshKeys: awaitsTurn,
    }));
    const report = reportOfUsers(users);
    const [rule] = report.rules.filter((each) => each.rule === 'ssh-keys');
    const notSeen =
      'Of some users the SSH keys: a run asks about each user once in 7 days, and has not yet.';
    assert.deepEqual([rule?.breaches, rule?.notSeenOf, rule?.notSeen], [[], [], notSeen]);
    // Each reason is a sentence of its own.
    const later = { sshKeys: { ...awaitsTurn, unknown: 'asked tomorrow' } };
    const two = reportOfUsers([...users, { ...anEngineer([], { name: 'carol' }), ...later }]);
    const [ofTwo] = two.rules.filter((each) => each.rule === 'ssh-keys');
    assert.equal(ofTwo?.notSeen, `${notSeen} Of some users the SSH keys: asked tomorrow.`);
    // And of several accounts together.
    const unread = { id: '222222222222', name: 'other', outcome: 'unread', reason: '?' } as const;
    const merged = mergeReports([report, report], [unread], report, defaultSettings);
    const [ofAll] = merged.rules.filter((each) => each.rule === 'ssh-keys');
    assert.equal(ofAll?.notSeen, `${notSeen} 1 account could not be read.`);
  });

  it('goes by the numbers of its own kind, and is never said twice', () => {
    const clocks = { 'ssh-key': { remindAt: [200], stopAt: 300, graceDays: 5 } };
    const settings = settingsSchema.parse({ credentials: clocks });
    assert.deepEqual(judged('ssh-keys', { sshKeys: [key(299)] }, settings).broken, []);
    const { rules } = reportWith({ sshKeys: [key(300)] }, settings);
    assert.deepEqual(
      rules.filter(({ breaches }) => breaches.length > 0).map(({ rule }) => rule),
      ['ssh-keys'],
    );
  });
});

describe('an account that was not read', () => {
  it('has no part in what is said of credentials, and takes nothing from the others', () => {
    const read = reading([anEngineer([])], { ...safeRoot, hasMfa: false });
    const unread: AccountReading = {
      outcome: 'unread',
      account: { id: '222222222222', name: 'production' },
      reason: 'throttled',
    };
    const { rules, otherCredentials } = reportOf([], TODAY, { readings: [unread, read] });
    assert.deepEqual(
      rules.find(({ rule }) => rule === 'root')?.breaches.map(({ accountId }) => accountId),
      ['111111111111'],
    );
    assert.deepEqual(otherCredentials, []);
  });
});

describe('a report of other credentials', () => {
  it('has each of them, as the schema has it', () => {
    const report = reportWith({
      root: { ...safeRoot, keys: [{ status: 'Active', changedAt: day(1) }] },
      signingCertificates: [
        { id: 'AIDAALICE:cert_1', asOf, status: 'Active', createdAt: unknown },
        { id: 'SIGNEDBYIAM', status: 'Inactive', createdAt: day(150) },
      ],
      serviceCredentials: [
        {
          id: 'ACCA1',
          service: 'logs.amazonaws.com',
          status: 'Active',
          createdAt: day(100),
          expiresAt: day(150),
        },
      ],
      sshKeys: [{ id: 'APKA1', status: 'Inactive', createdAt: day(199) }],
    });
    assert.deepEqual(reportSchema.parse(JSON.parse(JSON.stringify(report))), report);
    const accountId = '111111111111';
    const ofAlice = { accountId, userName: 'alice' };
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
        ...ofAlice,
        kind: 'signing-certificate',
        status: 'Active',
        createdAt: 'unknown',
        age: 'unknown',
        asOf: as,
      },
      {
        ...ofAlice,
        kind: 'signing-certificate',
        id: 'SIGNEDBYIAM',
        status: 'Inactive',
        createdAt: day(150).toISOString(),
        age: 50,
      },
      {
        ...ofAlice,
        kind: 'service-specific',
        id: 'ACCA1',
        service: 'logs.amazonaws.com',
        status: 'Expired',
        createdAt: day(100).toISOString(),
        age: 100,
        expiresAt: day(150).toISOString(),
      },
      {
        ...ofAlice,
        kind: 'ssh-key',
        id: 'APKA1',
        status: 'Inactive',
        createdAt: day(199).toISOString(),
        age: 1,
      },
    ]);
  });

  it('is empty where nobody has any, and their rules are kept', () => {
    const report = reportOf([anEngineer([])], TODAY);
    assert.deepEqual(report.otherCredentials, []);
    const ofCredentials = report.rules.slice(-3);
    assert.deepEqual(
      ofCredentials.map(({ rule, breaches }) => [rule, breaches]),
      [
        ['service-credentials', []],
        ['signing-certificates', []],
        ['ssh-keys', []],
      ],
    );
  });
});
