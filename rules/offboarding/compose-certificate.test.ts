import assert from 'node:assert/strict';
import { emptyLedger } from '../ledger';
import { account, aKey, anEngineer, day, keyRecord, ledgerOf } from '../testing/one-account';
import type { AccountPolicies, PlacedPolicy, UserInAccount } from './account-policies';
import { composeOffboardCertificate } from './compose-certificate';
import type { Holdings } from './holdings';
import type { ReportedUser } from './reported-user';
import type { UserEvent } from './user-events';
import type { Verified } from './verified';

const ID = 'AIDAALICE';
const KEY = 'AKIAALICE0000000001';
const by = 'arn:aws:iam::111111111111:user/grace';
const elsewhere = { id: '222222222222', name: 'production' };

const userIn = (name: string, more: Partial<UserInAccount> = {}): UserInAccount => ({
  ...{ id: `AIDA${name.toUpperCase()}`, name, arn: `arn:aws:iam::222222222222:user/${name}` },
  ...{ createdAt: day(-400), tags: {}, groups: [], attached: [], ...more },
});
function policiesOf(
  policies: readonly PlacedPolicy[],
  users: readonly UserInAccount[] = [],
): AccountPolicies {
  return { outcome: 'read', account: elsewhere, users, attachedToGroups: new Map(), policies };
}
const unread: AccountPolicies = { outcome: 'unread', account: elsewhere, reason: 'access-denied' };
/** The trust policy of a role that names somebody. */
const trusts = (principal: string): PlacedPolicy => ({
  ...{ holder: 'role', name: 'deploy', policy: 'trust' },
  document: JSON.stringify({
    Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: principal } }],
  }),
});
const event = (call: UserEvent['call'], n: number, more: Partial<UserEvent> = {}): UserEvent => ({
  ...{ call, at: day(n), by, eventId: `e-${n}` },
  ...more,
});
const trailOf = (...events: readonly UserEvent[]): NonNullable<Verified['trail']> => ({
  ...{ since: day(-90), events, devices: [], failed: [] },
});
const before: Holdings = {
  ...{ format: 'keyturn-holdings/1', keyturnVersion: '1', generatedAt: day(0).toISOString() },
  ...{ timeZone: 'Etc/UTC', account, accounts: [] },
  declared: {
    name: 'alice',
    slackId: 'U0ALICE0001',
    fullName: 'Alice',
    access: ['key'],
    roles: [],
  },
  ...{ credentials: [], mentions: [], otherUsers: [], inProject: [], notKnown: [] },
};
const reportsOf = (...users: readonly ReportedUser[]): NonNullable<Verified['reports']> => ({
  ...{ source: 's3://reports', from: '2026-01-01', to: '2026-01-09', users, unread: [] },
});

/** Of somebody of whom IAM has nothing any more. */
const gone: Verified = {
  ...{ keyturnVersion: '1.0.0', account, userName: 'alice', mfaDevices: [] },
  whose: { ids: [ID], isPresent: false },
  ...{ policies: [policiesOf([])], before, settings: { timeZone: 'Etc/UTC' }, now: day(10) },
};
const verify = (more: Partial<Verified> = {}) => composeOffboardCertificate({ ...gone, ...more });
const there = anEngineer([aKey(KEY, 0)]);

const always = [
  'policies of resources, such as S3 buckets and KMS keys: of policies those of IAM alone are read',
  'IAM Identity Center, and the identity provider behind it',
  'sessions that were made before the end: one of a role lasts as long as the role lets it, twelve hours at most',
];
const unasked = 'who ended what, where Keyturn did not: CloudTrail was not asked';

const noDevices =
  'which MFA devices there were: neither a record from before nor CloudTrail was at hand; IAM deletes no user who has one';

describe('the certificate of somebody who has left', () => {
  it('says that nothing of theirs is there', () => {
    assert.deepEqual(verify(), {
      ...{ format: 'keyturn-offboard-certificate/1', keyturnVersion: '1.0.0' },
      ...{ generatedAt: day(10).toISOString(), timeZone: 'Etc/UTC', account },
      user: { name: 'alice', fullName: 'Alice', ids: [ID] },
      ...{ result: 'out', accounts: [elsewhere], left: [], toLook: [], notSeen: [] },
      iamUser: {
        is: 'gone',
        restsOn:
          'IAM: there is no user of the name; when theirs was deleted, if there was one, nobody says',
      },
      ...{ credentials: [], mfaDevices: [] },
      sources: [`what keyturn offboard recorded at ${day(0).toISOString()}`],
      notKnown: [unasked, noDevices, ...always],
    });
    assert.deepEqual(verify({ before: undefined }).sources, []);
  });

  it('has no full name that nobody recorded', () => {
    const { user } = verify({ before: undefined, trail: trailOf(event('DeleteUser', 5)) });
    assert.deepEqual(user, { name: 'alice', ids: [ID] });
    const declared = { ...before.declared, fullName: undefined };
    assert.deepEqual(verify({ before: { ...before, declared } }).user, user);
  });

  it('names all that was read, and what could not be', () => {
    const found = verify({
      ledger: emptyLedger(account.id),
      trail: { ...trailOf(), failed: ['CloudTrail was throttled'] },
      reports: { ...reportsOf(), unread: ['the report of 2026-01-03 is gone'] },
    });
    assert.deepEqual(found.sources, [
      `what keyturn offboard recorded at ${day(0).toISOString()}`,
      "the monitor's ledger",
      'the daily reports of 2026-01-01 to 2026-01-09',
      "CloudTrail's events of 90 days",
    ]);
    assert.deepEqual(
      [found.trailSince, found.reports],
      [
        ...[
          day(-90).toISOString(),
          { source: 's3://reports', from: '2026-01-01', to: '2026-01-09' },
        ],
      ],
    );
    assert.deepEqual(found.notKnown, [
      ...['the report of 2026-01-03 is gone', 'CloudTrail was throttled', ...always],
    ]);
  });

  it('says by which call their user was deleted, the last where there are several', () => {
    const trail = trailOf(event('DeleteUser', 3), event('DeleteUser', 5), event('CreateUser', 6));
    assert.deepEqual(verify({ trail }).iamUser, {
      ...{ is: 'gone', restsOn: 'CloudTrail: DeleteUser' },
      deletion: { at: day(5).toISOString(), by, eventId: 'e-5' },
    });
  });
});

describe('what is left of somebody', () => {
  const textsOf = (more: Partial<Verified>) =>
    verify(more).left.map(({ what, text }) => `${what}: ${text}`);

  it('is their user, and what of it is enabled', () => {
    const off = aKey('AKIAALICE0000000002', 0, { status: 'Inactive' });
    const user = anEngineer([aKey(KEY, 0), off], { password: { changedAt: day(1) } });
    const whose = { ids: [ID], isPresent: true };
    const found = verify({ user, whose, trail: trailOf(event('DeleteUser', 3)) });
    assert.equal(found.result, 'left');
    assert.deepEqual(
      found.left.map(({ what, text }) => `${what}: ${text}`),
      [
        `user: the IAM user alice (${ID}) is there: pulumi up deletes it, once engineers.yaml does not have them`,
        `credential: key …0001 (${KEY}) is enabled`,
        'credential: console password is enabled',
      ],
    );
    assert.deepEqual(found.iamUser, { is: 'there', restsOn: 'IAM' });
    assert.equal(found.sources[0], 'IAM');
    assert.deepEqual(
      found.credentials.map(({ id, status, end }) => [id, status, end.is]),
      [
        [KEY, 'Active', 'left'],
        ['AKIAALICE0000000002', 'Inactive', 'not-known'],
        ['password', 'Active', 'left'],
      ],
    );
  });

  it('is their entry in the file, unless that is somebody else’s', () => {
    const stillIn = 'stacks/engineers.yaml';
    assert.deepEqual(textsOf({ stillIn }), [
      'engineers-file: stacks/engineers.yaml has alice still',
    ]);
    const namesake = { id: 'AIDANEW', createdAt: day(6) };
    assert.deepEqual(textsOf({ stillIn, whose: { ids: [ID], isPresent: false, namesake } }), []);
    const [, user] = textsOf({ stillIn, user: there, whose: { ids: [ID], isPresent: true } });
    assert.match(user ?? '', /once stacks\/engineers\.yaml does not have them$/);
  });

  it('is another account’s user with their Slack id; of their name, somebody has to look', () => {
    const slackId = 'U0ALICE0001';
    const users = [userIn('al', { tags: { 'slack-id': slackId } }), userIn('Alice')];
    const found = verify({ slackId, policies: [policiesOf([], users)] });
    assert.deepEqual(found.left, [
      {
        what: 'other-user',
        text: 'the account 222222222222 has the IAM user al, with their Slack id',
      },
    ]);
    assert.deepEqual(found.toLook, [
      'the account 222222222222 has an IAM user Alice: is that the same person?',
    ]);
  });

  it('is a policy that names them', () => {
    const arn = 'arn:aws:iam::111111111111:user/alice';
    const policies = [policiesOf([trusts(arn)])];
    const text = `in the account 222222222222 the trust policy of the role deploy names ${arn} (Principal of the statement number 1)`;
    assert.deepEqual(verify({ policies }).left, [{ what: 'policy', text }]);
    const namesake = { id: 'AIDANEW', createdAt: day(6) };
    const whose = { ids: [ID], isPresent: false, namesake };
    const found = verify({ policies: [policiesOf([trusts(arn), trusts(ID)])], whose });
    assert.deepEqual(found.toLook, [`${text}: that is the new alice now`]);
    assert.deepEqual(
      found.left.map((each) => each.text),
      [text.replace(arn, ID)],
    );
  });

  it('may be the id of a user who is gone, where nobody knows theirs', () => {
    const policies = [policiesOf([trusts('AIDASTRANGER')])];
    assert.deepEqual(verify({ policies, whose: { ids: [], isPresent: false } }).toLook, [
      'in the account 222222222222 the trust policy of the role deploy names AIDASTRANGER (Principal of the statement number 1), the id of a user who is gone: whose it was nobody knows',
    ]);
    assert.deepEqual(verify({ policies }).toLook, []);
  });

  it('is an MFA device', () => {
    const found = verify({
      user: there,
      mfaDevices: ['GAHT1'],
      whose: { ids: [ID], isPresent: true },
    });
    assert.equal(found.left.at(-1)?.what, 'mfa-device');
    assert.deepEqual(
      found.mfaDevices.map(({ serialNumber, status }) => [serialNumber, status]),
      [['GAHT1', 'enabled']],
    );
  });
});

describe('somebody else who has the name now', () => {
  const namesake = { id: 'AIDANEW', createdAt: day(6) };
  const whose = { ids: [ID], isPresent: false, namesake };

  it('is named, and theirs is not known to be deleted', () => {
    const found = verify({ whose });
    assert.deepEqual(found.namesake, { id: 'AIDANEW', createdAt: day(6).toISOString() });
    assert.equal(
      found.iamUser.restsOn,
      'IAM: the user of the name is another one; when theirs was deleted nobody says',
    );
  });

  it('is not whose credentials a report has', () => {
    const reported = (createdAt: Date, id: string): ReportedUser => ({
      createdAt,
      credentials: [
        { kind: 'access-key', id, createdAt: day(0).toISOString(), lastOn: '2026-01-05' },
      ],
    });
    const [old, young] = [
      reported(day(-9), 'OLD'),
      reported(new Date(day(6).getTime() + 1000), 'NEW'),
    ];
    const idsOf = (more: Partial<Verified>, ...users: readonly ReportedUser[]) =>
      verify({ reports: reportsOf(...users), ...more }).credentials.map(({ id }) => id);
    assert.deepEqual(idsOf({ whose }, young, old), ['OLD']);
    assert.deepEqual(idsOf({}, young, old), ['NEW']);
    const later = reported(new Date(day(6).getTime() + 1001), 'LATER');
    assert.deepEqual(idsOf({ whose }, later, old), ['LATER']);
  });
});

describe('the credentials of somebody who has left', () => {
  it('are those that IAM has, and those that anybody knows beside', () => {
    const user = anEngineer([aKey(KEY, 0)], { password: { changedAt: day(1) } });
    const credentials = [
      { kind: 'access-key', id: KEY, status: 'Active', createdAt: day(0).toISOString() },
      { kind: 'password', id: ID, status: 'Active', createdAt: day(0).toISOString() },
      { kind: 'access-key', id: 'OLD', status: 'Active', createdAt: day(-9).toISOString() },
    ] as const;
    const found = verify({
      ...{ user, whose: { ids: [ID], isPresent: true } },
      before: { ...before, credentials: [...credentials] },
    });
    assert.deepEqual(
      found.credentials.map(({ id, status }) => [id, status]),
      [
        [KEY, 'Active'],
        ['password', 'Active'],
        ['OLD', 'deleted'],
      ],
    );
  });

  it('ended by the calls that CloudTrail has, or with the user', () => {
    const records = [aKey('A', 0), aKey('B', 0)].map((key) => keyRecord(key));
    const off = { credentialId: 'A', status: 'Inactive' } as const;
    const found = verify({
      ledger: ledgerOf({ keys: records }),
      trail: trailOf(event('UpdateAccessKey', 3, off), event('DeleteUser', 5)),
    });
    assert.deepEqual(
      found.credentials.map(({ id, end }) => [id, end.is, end.eventId]),
      [
        ['A', 'ended', 'e-3'],
        ['B', 'ended', 'e-5'],
      ],
    );
    // Of a user who is there, another one of the name was deleted.
    const isPresent = verify({
      ...{ user: anEngineer([]), whose: { ids: [ID], isPresent: true } },
      ledger: ledgerOf({ keys: records }),
      ...{ trail: trailOf(event('DeleteUser', 5)), mfaDevices: [] },
      before: { ...before, user: recorded },
    });
    assert.deepEqual(
      [...isPresent.credentials, ...isPresent.mfaDevices].map(({ end }) => end.is),
      ['not-known', 'not-known', 'not-known'],
    );
  });

  const recorded: Holdings['user'] = {
    ...{ name: 'alice', id: ID, arn: 'arn:x', createdAt: day(-400).toISOString() },
    ...{ groups: [], otherGroups: [], policies: [], mfaDevices: ['GAHT1'], mayAssume: [] },
  };

  it('are with the MFA devices that were recorded, and how they ended', () => {
    const devices = [
      {
        at: day(4),
        call: 'DeactivateMFADevice',
        by,
        eventId: 'd',
        serialNumber: 'GAHT1',
        userName: 'alice',
      },
    ] as const;
    const found = (trail: Verified['trail']) =>
      verify({ before: { ...before, user: recorded }, trail }).mfaDevices.map(
        ({ serialNumber, end }) => [...[serialNumber, end.is, end.eventId]],
      );
    assert.deepEqual(found({ ...trailOf(), devices }), [['GAHT1', 'ended', 'd']]);
    assert.deepEqual(found(trailOf(event('DeleteUser', 5))), [['GAHT1', 'ended', 'e-5']]);
    assert.deepEqual(found(undefined), [['GAHT1', 'not-known', undefined]]);
    const restsOn = (more: Partial<Verified>) =>
      verify({ before: { ...before, user: recorded }, ...more }).mfaDevices[0]?.end.restsOn ?? '';
    assert.match(restsOn({}), /^IAM has the user no more/);
    const isPresent = { user: there, whose: { ids: [ID], isPresent: true } };
    assert.match(restsOn(isPresent), /^IAM has it for them no more/);
    const { notKnown } = verify({ before: undefined });
    assert.match(notKnown[1] ?? '', /^which MFA devices there were/);
  });
});

describe('what was not seen of somebody', () => {
  const which =
    'which credentials there were: IAM has no user alice, and neither the ledger, daily reports, CloudTrail nor a record from before knows of one: is that how they were called?';
  const ids =
    'whether a policy names them by their unique id (AIDA…), which nobody knows: --user-id says it';
  const none = { ids: [], isPresent: false };

  it('keeps them from being out', () => {
    const found = verify({ policies: [unread] });
    assert.deepEqual(
      [found.result, found.notSeen],
      ['not-all-seen', ['the account production (222222222222) was not read: access-denied']],
    );
    assert.deepEqual(found.accounts, [{ ...elsewhere, unread: 'access-denied' }]);
    const both = verify({ policies: [unread], stillIn: 'engineers.yaml' });
    assert.equal(both.result, 'left');
  });

  it('is which credentials there were, where nobody has heard of them', () => {
    const seen = (more: Partial<Verified>) => verify({ before: undefined, ...more }).notSeen;
    const ledger = emptyLedger(account.id);
    assert.deepEqual(seen({}), [which]);
    assert.deepEqual(seen({ ledger }), []);
    assert.deepEqual(seen({ ledger, whose: none }), [which, ids]);
    assert.deepEqual(seen({ whose: none, before }), [ids]);
    assert.deepEqual(seen({ reports: reportsOf(), trail: trailOf() }), [which]);
    assert.deepEqual(seen({ reports: reportsOf({ createdAt: day(0), credentials: [] }) }), []);
    assert.deepEqual(seen({ trail: trailOf(event('DeleteUser', 5)) }), []);
  });

  it('is of their user what IAM did not say, and of a policy what can’t be read', () => {
    const user = anEngineer([], { keysUnknown: { unknown: 'throttled' } });
    const mfaDevices = { unknown: 'throttled' };
    const policies = [policiesOf([{ ...trusts('x'), document: '{' }])];
    const { notSeen } = verify({
      user,
      mfaDevices,
      policies,
      before: undefined,
      whose: { ids: [ID], isPresent: true },
    });
    assert.deepEqual(notSeen.slice(0, 2), [
      'what they have of access keys',
      'which MFA devices they have: throttled',
    ]);
    assert.match(notSeen[2] ?? '', /^the trust policy of the role deploy of production: /);
    assert.equal(notSeen.length, 3);
  });
});
