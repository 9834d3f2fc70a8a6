import assert from 'node:assert/strict';
import { emptyLedger, type AccountLedger } from '../ledger';
import type { MoveRecord } from '../person/move-record';
import { defaultSettings } from '../settings';
import { account, aKey, anEngineer, day } from '../testing/one-account';
import type { AccountPolicies, PlacedPolicy, UserInAccount } from './account-policies';
import { assumableBy } from './assumable';
import { composeHoldings, type HeldBy } from './compose-holdings';
import { heldCredentials } from './held-credentials';
import { holdingsSchema, type Holdings } from './holdings';
import { otherUsers } from './other-users';

const KEY = 'AKIAALICE0000000001';
const elsewhere = { id: '222222222222', name: 'production' };
type Read = Extract<AccountPolicies, { outcome: 'read' }>;

const userIn = (name: string, more: Partial<UserInAccount> = {}): UserInAccount => ({
  ...{ id: `AIDA${name.toUpperCase()}`, name, arn: `arn:aws:iam::111111111111:user/${name}` },
  ...{ createdAt: day(-400), tags: {}, groups: [], attached: [], ...more },
});
const readOf = (more: Partial<Read> = {}): Read => ({
  ...{ outcome: 'read', account, users: [], attachedToGroups: new Map(), policies: [], ...more },
});
const statement = (more: object) =>
  JSON.stringify({ Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', ...more }] });
const allows = (Resource: unknown) => statement({ Resource });

const declared: Holdings['declared'] = {
  ...{ name: 'alice', slackId: 'U0ALICE0001', access: ['key', 'sign-in'], roles: [] },
};
const alice = anEngineer([aKey(KEY, 0)]);
const held: HeldBy = {
  ...{
    keyturnVersion: '1.0.0',
    account,
    declared,
    ownGroups: ['engineers', 'people'],
    mfaDevices: ['GAHT1'],
  },
  ...{ policies: [readOf({ users: [userIn('alice')] })], inProject: [] },
  ...{ settings: defaultSettings, now: day(10), user: alice, ledger: emptyLedger(account.id) },
};
const compose = (more: Partial<HeldBy> = {}) => composeHoldings({ ...held, ...more });
const always = [
  'policies of resources, such as S3 buckets and KMS keys: of policies those of IAM alone are read',
  'IAM Identity Center, and the identity provider behind it',
];

describe('what somebody holds who leaves', () => {
  it('is their user and what it has', () => {
    const found = compose();
    assert.deepEqual(found, {
      ...{ format: 'keyturn-holdings/1', keyturnVersion: '1.0.0', account, declared },
      ...{ generatedAt: day(10).toISOString(), timeZone: 'Etc/UTC', accounts: [account] },
      user: {
        ...{ name: 'alice', id: 'AIDAALICE', arn: alice.arn, createdAt: day(-400).toISOString() },
        ...{ groups: [], otherGroups: [], policies: [], mfaDevices: ['GAHT1'], mayAssume: [] },
      },
      credentials: [
        {
          ...{ kind: 'access-key', id: KEY, status: 'Active' },
          createdAt: day(0, '08:00:00').toISOString(),
        },
      ],
      ...{ mentions: [], otherUsers: [], inProject: [], notKnown: always },
    });
    assert.deepEqual(holdingsSchema.parse(found), found);
  });

  it('is nothing where there is no user', () => {
    const found = compose({ user: undefined, policies: [] });
    assert.deepEqual([found.credentials, 'user' in found, 'move' in found], [[], false, false]);
    assert.deepEqual(found.notKnown, always);
  });

  it('is not known where it was not read', () => {
    const found = compose({
      ledger: undefined,
      mfaDevices: { unknown: 'throttled' },
      policies: [{ outcome: 'unread', account, reason: 'access-denied' }],
      user: { ...alice, keysUnknown: { unknown: 'throttled' }, keys: [] },
    });
    assert.deepEqual(found.notKnown, [
      ...['what they have of access keys', ...always],
      'how far their move from keys has come: no ledger was read',
    ]);
    assert.deepEqual(found.accounts, [{ ...account, unread: 'access-denied' }]);
    assert.deepEqual(
      [found.user?.mfaDevices, found.user?.mayAssume, found.user?.groups],
      [{ unknown: 'throttled' }, { unknown: 'the policies of the account could not be read' }, []],
    );
    // Another account does not say it.
    const inAnother = compose({
      policies: [readOf({ account: elsewhere, users: [userIn('alice')] })],
    });
    assert.deepEqual(inAnother.user?.mayAssume, {
      unknown: 'the policies of the account could not be read',
    });
    const without = compose({ policies: [readOf({ users: [userIn('bob')] })] });
    assert.deepEqual(without.user?.mayAssume, {
      unknown: 'the policies of the account could not be read',
    });
  });

  it('has their groups, and those that are not the stack’s', () => {
    const own = userIn('alice', {
      groups: ['Engineers', 'admins'],
      boundary: 'arn:aws:iam::aws:policy/x',
    });
    const document = allows('arn:aws:iam::1:role/x');
    const mine: PlacedPolicy = { holder: 'user', name: 'alice', policy: 'p', document };
    const { user } = compose({
      policies: [readOf({ users: [userIn('bob', { groups: ['x'] }), own], policies: [mine] })],
      user: {
        ...alice,
        ownPolicies: [{ name: 'p', allows: ['s3:GetObject'] }, { name: 'q' }],
      },
    });
    assert.deepEqual(user?.groups, ['Engineers', 'admins']);
    assert.deepEqual(
      [user?.otherGroups, user?.boundary],
      [['admins'], 'arn:aws:iam::aws:policy/x'],
    );
    assert.deepEqual(user?.mayAssume, ['arn:aws:iam::1:role/x']);
    assert.deepEqual(user?.policies, [{ name: 'p', allows: ['s3:GetObject'] }, { name: 'q' }]);
  });

  it('has where policies name them, by their name and their id, and what can’t be read', () => {
    const role = (document: string): PlacedPolicy => ({
      holder: 'role',
      name: 'r',
      policy: 'trust',
      document,
    });
    const trust = (AWS: string) => role(statement({ Principal: { AWS } }));
    const found = compose({
      policies: [
        readOf({ policies: [trust(alice.arn), trust('AIDAALICE'), role('{')] }),
        { outcome: 'unread', account: elsewhere, reason: 'x' },
      ],
    });
    assert.deepEqual(
      found.mentions.map(({ by, value }) => [by, value]),
      [
        ['arn', alice.arn],
        ['id', 'AIDAALICE'],
      ],
    );
    assert.match(found.notKnown[0] ?? '', /^the trust policy of the role r of identity: /);
    const gone = compose({
      user: undefined,
      policies: [readOf({ policies: [trust('AIDAALICE')] })],
    });
    assert.deepEqual(gone.mentions, []);
  });

  it('has users of other accounts with their Slack id or their name', () => {
    const tags = { 'slack-id': 'U0ALICE0001' };
    const users = [userIn('al', { tags }), userIn('ALICE'), userIn('bob')];
    assert.deepEqual(compose({ policies: [readOf({ account: elsewhere, users })] }).otherUsers, [
      { accountId: '222222222222', name: 'al', id: 'AIDAAL', by: 'slack-id' },
      { accountId: '222222222222', name: 'ALICE', id: 'AIDAALICE', by: 'name' },
    ]);
  });
});

describe('other users of a person', () => {
  const found = (users: readonly UserInAccount[], slackId?: string, of = account) =>
    otherUsers([{ outcome: 'unread', account, reason: 'x' }, readOf({ account: of, users })], {
      ...{ accountId: account.id, userName: 'alice', slackId },
    }).map(({ name, by }) => [name, by]);

  it('are not the one of the identity account itself', () => {
    const tags = { 'slack-id': 'U1' };
    assert.deepEqual(found([userIn('Alice', { tags }), userIn('al', { tags })], 'U1'), [
      ['al', 'slack-id'],
    ]);
    assert.deepEqual(found([userIn('Alice', { tags })], 'U1', elsewhere), [['Alice', 'slack-id']]);
  });

  it('are known by a Slack id as somebody has typed it, and by none where there is none', () => {
    assert.deepEqual(found([userIn('al', { tags: { 'Slack-Id': ' U1 ' } })], 'U1'), [
      ['al', 'slack-id'],
    ]);
    assert.deepEqual(found([userIn('al', { tags: { 'slack-id': 'U1' } }), userIn('bo')]), []);
    assert.deepEqual(found([userIn('alice')], undefined, elsewhere), [['alice', 'name']]);
  });
});

describe('the move of somebody who leaves', () => {
  const record: MoveRecord = { userId: 'AIDAALICE', userName: 'alice', seen: {}, said: {} };
  const ledgerOf = (more: Partial<MoveRecord>): AccountLedger => ({
    ...emptyLedger(account.id),
    moves: new Map([['AIDAALICE', { ...record, ...more }]]),
  });

  it('is told where they are on the way, or were', () => {
    assert.deepEqual(compose({ ledger: ledgerOf({}) }).move, { step: 'not-moving', said: [] });
    const tags = { ...alice.tags, access: 'key+sign-in' };
    assert.equal(compose({ user: { ...alice, tags } }).move?.step, 'open');
  });

  it('has who forced it, and what they said of each way', () => {
    const forced = { at: day(3), by: 'arn:x', reason: 'urgent' };
    const found = compose({
      user: { ...alice, tags: { ...alice.tags, access: 'key+sign-in' } },
      ledger: ledgerOf({ forced, said: { 'identity-center': { at: day(4), by: 'arn:y' } } }),
    });
    assert.deepEqual(found.move, {
      ...{ step: found.move?.step, proof: 'forced' },
      forced: { at: day(3).toISOString(), by: 'arn:x', reason: 'urgent' },
      said: [{ way: 'identity-center', at: day(4).toISOString(), by: 'arn:y' }],
    });
  });
});

describe('the roles that somebody may assume', () => {
  const own: PlacedPolicy = { holder: 'user', name: 'Alice', policy: 'p' };
  const assumable = (
    policy: PlacedPolicy,
    more: Partial<UserInAccount> = {},
    also: Partial<Read> = {},
  ) => assumableBy(userIn('alice', more), readOf({ policies: [policy], ...also }));

  it('are those of their own policies, their groups’ and those that are attached to either', () => {
    const document = allows('arn:aws:iam::1:role/x');
    const found = ['arn:aws:iam::1:role/x'];
    assert.deepEqual(assumable({ ...own, document }), found);
    assert.deepEqual(assumable({ ...own, document, name: 'bob' }), []);
    const group: PlacedPolicy = { holder: 'group', name: 'Admins', policy: 'p', document };
    assert.deepEqual(assumable(group, { groups: ['x', 'admins'] }), found);
    assert.deepEqual(assumable(group, { groups: ['x'] }), []);
    assert.deepEqual(assumable({ ...group, holder: 'role' }, { groups: ['admins'] }), []);
    const managed: PlacedPolicy = { holder: 'account', name: 'arn:p', document };
    assert.deepEqual(assumable(managed), []);
    assert.deepEqual(assumable(managed, { attached: ['arn:p'] }), found);
    const attachedToGroups = new Map([['admins', ['arn:p']]]);
    assert.deepEqual(assumable(managed, { groups: ['x', 'admins'] }, { attachedToGroups }), found);
    assert.deepEqual(assumable({ ...managed, holder: 'role' }, { attached: ['arn:p'] }), []);
    assert.deepEqual(assumable({ ...own, holder: 'role', document }), []);
  });

  it('are as the policies write them, each once, in order', () => {
    assert.deepEqual(assumable({ ...own, document: allows(['b', 'a', 'b']) }), ['a', 'b']);
    assert.deepEqual(assumable({ ...own, document: statement({ NotResource: 'x' }) }), ['*']);
  });

  it('are none where nothing allows it, or nothing can be read', () => {
    const none = [
      statement({ Effect: 'Deny', Resource: 'x' }),
      statement({ Action: 's3:GetObject', Resource: 'x' }),
      ...['{', undefined],
    ];
    for (const document of none) assert.deepEqual(assumable({ ...own, document }), []);
  });
});

describe('the credentials that somebody holds', () => {
  it('have when each ends, what it is for, and by what it was used of late', () => {
    const calls = [{ at: day(5), source: 's3.amazonaws.com', userAgent: 'aws-cli/2.15.0' }];
    const history = { calls, since: day(0), regions: [], unasked: [], isWhole: true, failed: [] };
    const user = {
      ...alice,
      serviceCredentials: [
        {
          ...{ id: 'ACCA1', service: 'bedrock.amazonaws.com', status: 'Expired' as const },
          ...{ createdAt: day(0), expiresAt: day(9) },
        },
      ],
    };
    const [key, service] = heldCredentials(user, new Map([[KEY, history]]));
    assert.deepEqual(key?.recentUses, [
      { program: 'aws-cli/2.15.0', service: 's3', at: day(5).toISOString() },
    ]);
    assert.deepEqual(service, {
      ...{ kind: 'service-specific', id: 'ACCA1', status: 'Expired' },
      ...{ createdAt: day(0).toISOString(), expiresAt: day(9).toISOString() },
      service: 'bedrock.amazonaws.com',
    });
    assert.equal('recentUses' in (heldCredentials(user)[0] ?? {}), false);
  });
});
