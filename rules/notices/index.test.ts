import assert from 'node:assert/strict';
import {
  addresseeOf,
  countIn,
  credentialOf,
  isDeed,
  isTeamNews,
  isWarning,
  noticeId,
  noticeSchema,
  subjectIdOf,
  traitsOf,
  type Notice,
  type NoticeOf,
  type UserNotice,
} from '.';
import type { NoticeTraits } from './notice-traits';
import { lastFour } from '../credentials/credential';
import { surplusIn, wrongLeavesOf } from '../testing/wrong-data';

const at = '2026-11-23T08:00:00.000Z';
const KEY = 'AKIAOLD0000000000001';
const CREDENTIAL = 'ACCAOLD00000000000001';
const account = { id: '111111111111', name: 'identity' };
const owner = {
  userName: 'alice',
  type: 'engineer',
  fullName: 'Alice A.',
  slackId: 'U0ALICE0001',
} as const;
const lastUsed = { at, service: 's3', region: 'eu-central-1' };
const key = { id: KEY, createdAt: at, age: 76, lastUsed };
const maker = {
  arn: 'arn:aws:iam::111111111111:user/alice',
  mfa: true,
  sourceAddress: '192.0.2.1',
  userAgent: 'aws-cli',
  at,
  isOwner: true,
};
const base = { id: 'x', account, plannedAt: at, owner };
const credential = {
  kind: 'service-specific',
  id: CREDENTIAL,
  createdAt: at,
  age: 76,
  service: 'bedrock.amazonaws.com',
  endsAt: at,
} as const;
const warning = { ...base, key, stopsOn: '2026-11-28', graceDays: 5, timeZone: 'Europe/Berlin' };

/** One of each kind, with every field that it may have. */
const examples: { readonly [Kind in Notice['kind']]: NoticeOf<Kind> } = {
  'key-reminder': { ...warning, kind: 'key-reminder', stage: 76, deadKeyId: 'AKIADEAD' },
  'second-key': { ...warning, kind: 'second-key', newer: { ...key, id: 'AKIANEW' } },
  'key-unused': { ...warning, kind: 'key-unused', since: at, unusedDays: 45 },
  'key-closing': {
    ...warning,
    kind: 'key-closing',
    ways: [{ way: 'sign-in', lastUsedAt: at }, { way: 'identity-center' }],
    proof: 'seen',
    recentUses: [{ program: 'aws-cli/2', address: '192.0.2.1', service: 's3', at }],
  },
  'way-opened': {
    ...base,
    kind: 'way-opened',
    way: 'identity-center',
    identityCenterName: 'alice@example.com',
  },
  'key-disabled': { ...base, kind: 'key-disabled', key, cause: 're-enabled', reenabledBy: maker },
  'key-created': { ...base, kind: 'key-created', key, maker },
  'key-question': { ...base, kind: 'key-question', key, maker, asked: 2 },
  'key-reenabled': { ...base, kind: 'key-reenabled', keyId: KEY, maker },
  'credential-created': {
    ...base,
    kind: 'credential-created',
    credential: { kind: 'service-specific', id: CREDENTIAL },
    how: 'reset',
    service: 'bedrock.amazonaws.com',
    endsAt: at,
    neverEnds: true,
    maker,
  },
  'console-user-created': { ...base, kind: 'console-user-created', maker },
  'login-profile-changed': { ...base, kind: 'login-profile-changed', how: 'changed', maker },
  'mfa-deactivated': {
    ...base,
    kind: 'mfa-deactivated',
    serialNumber: 'arn:aws:iam::111111111111:mfa/alice',
    maker,
  },
  'credential-reminder': {
    ...base,
    kind: 'credential-reminder',
    credential,
    stopsOn: '2026-11-28',
    graceDays: 5,
    timeZone: 'Europe/Berlin',
    stage: 76,
  },
  'credential-old': {
    ...base,
    kind: 'credential-old',
    credential,
    stage: 91,
    endsOn: '2026-11-28',
  },
  'credential-disabled': {
    ...base,
    kind: 'credential-disabled',
    credential,
    cause: 're-enabled',
    isEnabledAgain: true,
    reenabledBy: maker,
  },
  'machine-key-old': { ...base, kind: 'machine-key-old', key, stage: 91 },
  'password-reminder': {
    ...base,
    kind: 'password-reminder',
    age: 76,
    stage: 76,
    expiresOn: '2026-11-28',
  },
  'daily-summary': {
    kind: 'daily-summary',
    id: 'x',
    plannedAt: at,
    date: '2026-11-23',
    dryRun: true,
    accountsRead: [account],
    accountsUnread: [{ account, reason: 'access-denied' }],
    ageBands: [{ label: '0–75 days', keys: 3 }],
    done: ['done'],
    heldBack: ['held'],
    undelivered: ['not delivered'],
    findings: ['found'],
    unanswered: ['not answered'],
    more: {
      accountsRead: 1,
      accountsUnread: 2,
      done: 3,
      heldBack: 4,
      undelivered: 5,
      findings: 6,
      unanswered: 7,
    },
    report: { link: 'https://example.com/report' },
  },
};

function refusal(notice: unknown): string {
  const result = noticeSchema.safeParse(notice);
  return result.success ? 'taken' : (result.error.issues[0]?.path.join('.') ?? '');
}

/** What is refused as a whole: a link and the reason why there is none. */
const fieldOf = (path: string) => (path === 'report.link' ? 'report' : path);

describe('a notice that comes out of the queue', () => {
  for (const [kind, example] of Object.entries(examples)) {
    it(`is what went in: ${kind}`, () =>
      assert.deepEqual(noticeSchema.parse(JSON.parse(JSON.stringify(example))), example));

    it(`is refused with something else in a field, and the field named: ${kind}`, () => {
      for (const { path, data } of wrongLeavesOf(example))
        assert.equal(refusal(data), fieldOf(path));
    });

    it(`is read without a field that only a newer version knows: ${kind}`, () => {
      for (const { path, data } of surplusIn(example))
        assert.deepEqual(noticeSchema.parse(data), example, path);
    });
  }

  const { 'key-reminder': reminder, 'daily-summary': summary } = examples;
  const { 'credential-created': credentialNews } = examples;
  const bad: [string, unknown, string][] = [
    ['an empty id', { ...reminder, id: '' }, 'id'],
    ['an empty id of a summary', { ...summary, id: '' }, 'id'],
    [
      'an account of 13 digits',
      { ...reminder, account: { ...account, id: '1'.repeat(13) } },
      'account.id',
    ],
    ['nobody', { ...reminder, owner: { ...owner, userName: '' } }, 'owner.userName'],
    ['a type that is none', { ...reminder, owner: { ...owner, type: 'robot' } }, 'owner.type'],
    ['a key without four characters', { ...reminder, key: { ...key, id: 'AKI' } }, 'key.id'],
    ['a dead key without them', { ...reminder, deadKeyId: 'AKI' }, 'deadKeyId'],
    ['half a day of age', { ...reminder, key: { ...key, age: 0.5 } }, 'key.age'],
    ['half a day of grace', { ...reminder, graceDays: 0.5 }, 'graceDays'],
    ['less than no grace', { ...reminder, graceDays: -1 }, 'graceDays'],
    ['half a stage', { ...reminder, stage: 76.5 }, 'stage'],
    ['a time without a date', { ...reminder, plannedAt: '08:00' }, 'plannedAt'],
    ['a day of no year', { ...reminder, stopsOn: '11-28' }, 'stopsOn'],
    ['something before the day', { ...reminder, stopsOn: '12026-11-28' }, 'stopsOn'],
    ['something after the day', { ...reminder, stopsOn: '2026-11-281' }, 'stopsOn'],
    ['a third question', { ...examples['key-question'], asked: 3 }, 'asked'],
    [
      'nobody who reported it',
      { ...examples['key-disabled'], reportedBy: { slackId: '', as: 'owner' } },
      'reportedBy.slackId',
    ],
    ['another cause', { ...examples['key-disabled'], cause: 'boredom' }, 'cause'],
    ['a key enabled again without them', { ...examples['key-reenabled'], keyId: 'AKI' }, 'keyId'],
    [
      'a credential of a kind that has notices of its own',
      { ...credentialNews, credential: { kind: 'access-key', id: CREDENTIAL } },
      'credential.kind',
    ],
    [
      'a credential without them',
      { ...credentialNews, credential: { kind: 'ssh-key', id: 'APK' } },
      'credential.id',
    ],
    ['a credential that was deleted', { ...credentialNews, how: 'deleted' }, 'how'],
    ['a password that was deleted', { ...examples['login-profile-changed'], how: '' }, 'how'],
    ['nobody who did it', { ...credentialNews, maker: undefined }, 'maker'],
    [
      'half a key in a band',
      { ...summary, ageBands: [{ label: 'x', keys: 0.5 }] },
      'ageBands.0.keys',
    ],
    ['no more than it names, and yet more', { ...summary, more: { done: 0 } }, 'more.done'],
    ['half a sentence more', { ...summary, more: { findings: 0.5 } }, 'more.findings'],
    ['a link that is none', { ...summary, report: { link: 'report' } }, 'report.link'],
    ['a kind that is none', { ...reminder, kind: 'greeting' }, 'kind'],
  ];
  for (const [what, notice, field] of bad)
    it(`is refused with ${what}`, () => assert.equal(refusal(notice), field));

  it('may leave out what is not always known, and say each thing that there is to say', () => {
    const known = { userName: 'alice' };
    const bare = { id: KEY, createdAt: at, age: 0 };
    const made = { ...examples['key-created'], owner: known, key: bare };
    const some: Notice[] = [
      { ...made, owner: { userName: 'ci', type: 'machine' } },
      { ...examples['key-disabled'], cause: 'second-key' },
      { ...examples['key-disabled'], cause: 'age' },
      { ...examples['key-disabled'], cause: 'unused' },
      { ...examples['key-disabled'], cause: 'moved', ways: [{ way: 'sign-in', lastUsedAt: at }] },
      ...(['owner', 'responder'] as const).map((as): Notice => ({
        ...examples['key-disabled'],
        cause: 'reported',
        reportedBy: { slackId: 'U0BOB000001', as },
      })),
      { ...examples['key-closing'], proof: 'said' },
      { ...examples['key-closing'], proof: 'forced', ways: [] },
      { ...made, maker: undefined },
      { ...made, maker: { arn: 'arn', isOwner: false } },
      { ...made, key: { ...bare, lastUsed: { at } } },
      { ...examples['key-reenabled'], maker: undefined },
      { ...credentialNews, credential: { kind: 'ssh-key', id: CREDENTIAL }, how: 'created' },
      { ...credentialNews, service: undefined, endsAt: undefined, neverEnds: false },
      {
        ...credentialNews,
        credential: { kind: 'signing-certificate', id: 'X509' },
        how: 'enabled',
      },
      { ...examples['login-profile-changed'], how: 'created' },
      { ...examples['key-disabled'], reenabledBy: undefined },
      { ...examples['credential-disabled'], cause: 'age', reenabledBy: undefined },
      { ...examples['credential-old'], endsOn: undefined },
      {
        ...examples['credential-reminder'],
        credential: { kind: 'ssh-key', id: 'APKA', createdAt: at, age: 1 },
      },
      { ...reminder, deadKeyId: undefined, graceDays: 0 },
      { ...summary, more: undefined, report: undefined },
      { ...summary, more: {} },
      { ...summary, report: { failed: 'access-denied' } },
    ];
    for (const notice of some) assert.deepEqual(noticeSchema.parse(notice), notice);
  });

  it('says what a date looks like', () => {
    const { error } = noticeSchema.safeParse({ ...reminder, stopsOn: 'soon' });
    assert.equal(error?.issues[0]?.message, 'expected a date, YYYY-MM-DD');
  });
});

describe('a notice’s id', () => {
  // The ledger of a deployed company holds these: another id for the same news would tell it twice.
  const ids: [string, string][] = [
    [noticeId.keyReminder('AKIA1', 76), 'key/AKIA1/reminder-76'],
    [noticeId.secondKey('AKIA1', 'AKIA2'), 'key/AKIA1/second-key/AKIA2'],
    [noticeId.keyUnused('AKIA1'), 'key/AKIA1/unused'],
    [noticeId.keyDisabled('AKIA1', '2026-11-28'), 'key/AKIA1/disabled/2026-11-28'],
    [noticeId.keyCreated('AKIA1'), 'key/AKIA1/created'],
    [noticeId.keyQuestion('AKIA1', 1), 'key/AKIA1/question/1'],
    [noticeId.keyQuestion('AKIA1', 2), 'key/AKIA1/question/2'],
    [noticeId.keyReenabled('AKIA1', 'event'), 'key/AKIA1/reenabled/event'],
    [noticeId.credentialCreated('ACCA1', 'created', 'event'), 'credential/ACCA1/created/event'],
    [noticeId.consoleUserCreated('AIDA1'), 'user/AIDA1/created'],
    [noticeId.loginProfileChanged('event'), 'login-profile/event/changed'],
    [noticeId.mfaDeactivated('event'), 'mfa/event/deactivated'],
    [noticeId.credentialReminder('ACCA1', 76), 'credential/ACCA1/reminder-76'],
    [noticeId.credentialOld('ACCA1', 91), 'credential/ACCA1/old-91'],
    [noticeId.credentialDisabled('ACCA1', '2026-11-28'), 'credential/ACCA1/disabled/2026-11-28'],
    [noticeId.machineKeyOld('AKIA1', 91), 'key/AKIA1/machine-91'],
    [noticeId.passwordReminder('AIDA1', '2026-09-01', 76), 'password/AIDA1/2026-09-01/reminder-76'],
    [noticeId.dailySummary('2026-11-23'), 'summary/2026-11-23'],
  ];
  for (const [id, expected] of ids)
    it(`stays what it is: ${expected}`, () => assert.equal(id, expected));

  it('holds the id of what it is about', () => {
    const subjects = ids.map(([id]) => subjectIdOf(id));
    assert.deepEqual(subjects, [
      ...Array<string>(8).fill('AKIA1'),
      ...['ACCA1', 'AIDA1', 'event', 'event', 'ACCA1', 'ACCA1', 'ACCA1'],
      ...['AKIA1', 'AIDA1', '2026-11-23'],
    ]);
    assert.equal(subjectIdOf('AKIA1'), 'AKIA1');
  });
});

it('a second kind of deed is not mistaken for the disabling of a key: it does not compile', () => {
  type OfPassword = NoticeOf<'password-reminder'>;
  // @ts-expect-error: whether it was done, the record of no key says
  const tells: NoticeTraits<OfPassword>['tells'] = 'deed';
  assert.equal(tells, 'deed');
});

describe('whom a notice goes to besides the team', () => {
  const ofOwner = new Set([
    'key-reminder',
    'second-key',
    'key-unused',
    'key-closing',
    'way-opened',
    'key-disabled',
    'key-question',
    'credential-reminder',
    'credential-old',
    'credential-disabled',
    'machine-key-old',
    'password-reminder',
  ]);
  for (const notice of Object.values(examples))
    it(`${notice.kind}: ${ofOwner.has(notice.kind) ? 'its owner' : 'nobody'}`, () =>
      assert.equal(addresseeOf(notice), ofOwner.has(notice.kind) ? owner.slackId : undefined));

  it('is what its kind says, of those about a user', () => {
    for (const notice of Object.values(examples))
      if (notice.kind !== 'daily-summary')
        assert.equal(
          traitsOf(notice).to,
          notice.kind === 'key-question'
            ? 'owner-alone'
            : ofOwner.has(notice.kind)
              ? 'owner'
              : 'team',
          notice.kind,
        );
  });

  it('is nobody where the owner has no Slack id', () =>
    assert.equal(
      addresseeOf({ ...examples['key-reminder'], owner: { userName: 'alice' } }),
      undefined,
    ));
});

describe('whom a notice names, by CloudTrail', () => {
  const { 'key-created': created, 'key-disabled': disabled } = examples;
  const [byAge, again] = [{ ...disabled, cause: 'age' }, { isEnabledAgain: true }] as const;
  const cases: readonly [what: string, notice: UserNotice, isAsked: boolean][] = [
    ['who made a key', { ...created, maker: undefined }, true],
    ['who made it, where that is known', { ...created, maker }, false],
    ['who enabled it again', { ...disabled, cause: 're-enabled', reenabledBy: undefined }, true],
    ['who enabled it again since', { ...byAge, ...again, reenabledBy: undefined }, true],
    ['who did, where that is known', { ...byAge, ...again, reenabledBy: maker }, false],
    ['nobody, of one that was never off', { ...byAge, reenabledBy: undefined }, false],
    [
      'who enabled another credential',
      { ...examples['credential-disabled'], reenabledBy: undefined },
      true,
    ],
    ['nobody, of what nobody did', examples['key-reminder'], false],
  ];
  for (const [what, notice, isAsked] of cases)
    it(`${isAsked ? 'asks' : 'does not ask'}: ${what}`, () =>
      assert.equal(traitsOf(notice).maker?.isMissing(notice) ?? false, isAsked));

  it('is filled in', () => {
    const { maker: ofCreated } = traitsOf(created);
    assert.deepEqual(ofCreated?.filled({ ...created, maker: undefined }, maker), {
      ...created,
      maker,
    });
    const { maker: ofDisabled } = traitsOf(disabled);
    assert.deepEqual(ofDisabled?.filled({ ...byAge, reenabledBy: undefined }, maker), {
      ...byAge,
      reenabledBy: maker,
    });
    const credentials = examples['credential-disabled'];
    const ofCredential = traitsOf(credentials).maker?.call(credentials);
    const calls = [ofCreated.call(created), ofDisabled.call(disabled), ofCredential];
    const ofIam = ['CreateAccessKey', 'UpdateAccessKey', 'UpdateServiceSpecificCredential'];
    assert.deepEqual(calls, ofIam);
  });
});

it('a notice that shows who uses a key asks of its own', () => {
  const asking = Object.values(examples).flatMap((notice) => {
    if (notice.kind === 'daily-summary') return [];
    const { recentUses } = traitsOf(notice);
    return recentUses ? [[notice.kind, recentUses.key(notice)]] : [];
  });
  const kinds = ['key-reminder', 'key-closing', 'machine-key-old'] as const;
  assert.deepEqual(
    asking,
    kinds.map((kind) => [kind, key]),
  );
});

it('news of a credential says what was done', () => {
  const news = (how: 'created' | 'reset' | 'enabled') => {
    const notice = { ...examples['credential-created'], how };
    return [traitsOf(notice).name(notice), traitsOf(notice).deed(notice)].join('\n');
  };
  assert.match(news('created'), /^news that .* of alice was made\nthe team was told that .* made/);
  assert.match(news('reset'), /was given another secret/);
  assert.match(news('enabled'), /was enabled again/);
});

describe('what a notice is about', () => {
  const ofNoKey = new Set<Notice['kind']>([
    ...(['daily-summary', 'password-reminder', 'credential-created', 'way-opened'] as const),
    ...(['console-user-created', 'login-profile-changed', 'mfa-deactivated'] as const),
    ...(['credential-reminder', 'credential-old', 'credential-disabled'] as const),
  ]);
  for (const notice of Object.values(examples))
    if (notice.kind !== 'daily-summary' && !ofNoKey.has(notice.kind))
      it(`is the key: ${notice.kind}`, () =>
        assert.deepEqual(credentialOf(notice), { kind: 'access-key', id: KEY }));

  it('is the credential of another kind', () =>
    assert.deepEqual(credentialOf(examples['credential-created']), {
      kind: 'service-specific',
      id: CREDENTIAL,
    }));

  for (const kind of ['credential-reminder', 'credential-old', 'credential-disabled'] as const)
    it(`is the credential alone, without what a message says of it: ${kind}`, () =>
      assert.deepEqual(credentialOf(examples[kind]), { kind: 'service-specific', id: CREDENTIAL }));

  it('is no credential, where it is about a user or the event does not say which', () => {
    for (const kind of [
      'console-user-created',
      'login-profile-changed',
      'mfa-deactivated',
    ] as const)
      assert.equal(credentialOf(examples[kind]), undefined, kind);
  });

  it('is the password of the user whose id is in its own id', () => {
    const id = noticeId.passwordReminder('AIDA1', '2026-09-01', 76);
    const about = credentialOf({ ...examples['password-reminder'], id });
    assert.deepEqual(about, { kind: 'password', id: 'AIDA1' });
  });
});

it('a notice is a warning where it names the day on which a key stops, and a deed where it was disabled', () => {
  for (const notice of Object.values(examples)) {
    assert.equal(isWarning(notice), 'stopsOn' in notice, notice.kind);
    if (notice.kind !== 'daily-summary')
      assert.equal(isDeed(notice), /^(key|credential)-disabled$/.test(notice.kind), notice.kind);
  }
});

it('a notice is news for the team alone where it tells what others did', () => {
  const news = Object.values(examples).filter(isTeamNews);
  assert.deepEqual(news.map(({ kind }) => kind).sort(), [
    ...['console-user-created', 'credential-created', 'key-created', 'key-reenabled'],
    ...['login-profile-changed', 'mfa-deactivated'],
  ]);
});

describe('a notice that was not delivered', () => {
  // Others' doing stays news, ours is told if it was done, a task as long as it is to be done.
  const told: { readonly [Kind in UserNotice['kind']]: 'event' | 'deed' | 'task' } = {
    'key-reminder': 'task',
    'second-key': 'task',
    'key-unused': 'task',
    'key-closing': 'task',
    'way-opened': 'task',
    'key-disabled': 'deed',
    'key-created': 'event',
    'key-question': 'task',
    'key-reenabled': 'event',
    'credential-created': 'event',
    'console-user-created': 'event',
    'login-profile-changed': 'event',
    'mfa-deactivated': 'event',
    'credential-reminder': 'task',
    'credential-old': 'task',
    'credential-disabled': 'deed',
    'machine-key-old': 'task',
    'password-reminder': 'task',
  };
  for (const [kind, tells] of Object.entries(told))
    it(`is ${tells === 'event' ? 'an' : 'a'} ${tells}: ${kind}`, () =>
      assert.equal(traitsOf(examples[kind as UserNotice['kind']]).tells, tells));
});

describe('a forecast of a notice says what comes after it', () => {
  const saidOf = (kind: UserNotice['kind']) => {
    const { forecast } = traitsOf(examples[kind]);
    return forecast && [forecast.event, forecast.until(examples[kind])];
  };
  const said: readonly [UserNotice['kind'], readonly string[] | undefined][] = [
    ['key-reminder', ['remind', 'it stops on 2026-11-28']],
    ['second-key', ['remind', 'it stops on 2026-11-28']],
    ['key-unused', ['remind', 'it stops on 2026-11-28, unless somebody uses it before']],
    [
      'key-closing',
      ['remind', 'it stops on 2026-11-28, unless access keys are open to them again'],
    ],
    ['way-opened', ['remind', 'they are told once']],
    ['credential-reminder', ['remind', 'it stops on 2026-11-28']],
    ['credential-old', ['remind', 'it ends by itself on 2026-11-28']],
    ['credential-disabled', undefined],
    ['machine-key-old', ['remind', 'never disabled']],
    ['password-reminder', ['password-reminder', 'it expires on 2026-11-28']],
    // What others did, and what was done, no forecast has.
    ['key-created', undefined],
    ['key-question', undefined],
    ['key-reenabled', undefined],
    ['credential-created', undefined],
    ['console-user-created', undefined],
    ['login-profile-changed', undefined],
    ['mfa-deactivated', undefined],
    ['key-disabled', undefined],
  ];
  for (const [kind, words] of said)
    it(`${kind}: ${words?.join(', ')}`, () => assert.deepEqual(saidOf(kind), words));
});

it('how many there are in a list of a summary counts what it does not name', () => {
  const { 'daily-summary': summary } = examples;
  assert.deepEqual(
    [
      countIn(summary, 'accountsUnread'),
      countIn(summary, 'findings'),
      countIn(summary, 'unanswered'),
    ],
    [1 + 2, 1 + 6, 1 + 7],
  );
  assert.equal(countIn({ ...summary, more: {} }, 'done'), 1);
  assert.equal(countIn({ ...summary, unanswered: undefined, more: {} }, 'unanswered'), 0);
  assert.equal(countIn({ ...summary, more: undefined }, 'done'), 1);
});

it('a message shows the last four characters of a key’s id', () =>
  assert.equal(lastFour('AKIAOLD00000000WXYZ'), 'WXYZ'));

describe('what a report and a summary say of a notice', () => {
  const deedOf = (notice: UserNotice) => traitsOf(notice).deed(notice);
  const nameOf = (notice: UserNotice) => traitsOf(notice).name(notice);

  it('is what was done, by its cause', () => {
    const disabled = (more: Partial<NoticeOf<'key-disabled'>>) =>
      deedOf({ ...examples['key-disabled'], ...more });
    assert.equal(disabled({ cause: 'age' }), 'disabled: it was 76 days old');
    assert.equal(disabled({ cause: 'second-key' }), 'disabled: a newer key was enabled beside it');
    assert.equal(disabled({ cause: 'unused' }), 'disabled: nobody had used it');
    assert.equal(disabled({ cause: 'moved' }), 'disabled: its owner has another way in');
    assert.equal(disabled({ cause: 're-enabled' }), 'disabled: somebody had enabled it again');
    const by = (as: 'owner' | 'responder') =>
      disabled({ cause: 'reported', reportedBy: { slackId: 'U1', as } });
    assert.equal(by('responder'), 'disabled: a responder wanted it gone');
    assert.equal(by('owner'), 'disabled: its owner said that it was not theirs');
    assert.equal(disabled({ cause: 'reported' }), by('owner'));
    const other = examples['credential-disabled'];
    const credentialName = 'service-specific credential …0001';
    assert.equal(
      deedOf({ ...other, cause: 'age' }),
      `${credentialName} disabled: it was 76 days old`,
    );
    assert.equal(
      deedOf({ ...other, cause: 're-enabled' }),
      `${credentialName} disabled: somebody had enabled it again`,
    );
  });

  const others: readonly [UserNotice['kind'], name: string, deed: string][] = [
    [
      'credential-disabled',
      'notice to alice that service-specific credential …0001 is disabled',
      'service-specific credential …0001 disabled: it was 76 days old',
    ],
    [
      'credential-old',
      'notice about service-specific credential …0001 of alice',
      'reminded that service-specific credential …0001 is 76 days old',
    ],
    [
      'credential-reminder',
      'reminder to alice about service-specific credential …0001',
      'reminded that service-specific credential …0001 is 76 days old',
    ],
    [
      'key-closing',
      'notice to alice that key …0001 stops since they have another way in',
      'told that the key stops, since its owner has another way in',
    ],
    [
      'key-unused',
      'notice to alice that nobody uses key …0001',
      'reminded that nobody has used the key for 45 days',
    ],
    [
      'way-opened',
      'notice to alice that identity-center is open to them',
      'told that identity-center is open to them',
    ],
  ];
  for (const [kind, name, deed] of others)
    it(`is its name, and what was done: ${kind}`, () => {
      const notice: UserNotice = examples[kind];
      const told =
        notice.kind === 'credential-disabled' ? { ...notice, cause: 'age' as const } : notice;
      assert.deepEqual([nameOf(told), deedOf(told)], [name, deed]);
    });

  it('is said with what CloudTrail adds to it', () => {
    const uses = [{ service: 's3', at }];
    for (const kind of ['key-closing', 'key-reminder', 'machine-key-old'] as const) {
      const notice: UserNotice = examples[kind];
      const filled = traitsOf(notice).recentUses?.filled(notice, uses);
      assert.deepEqual(filled, { ...notice, recentUses: uses });
    }
    const { maker: makers } = traitsOf(examples['key-question']);
    const unknown = { ...base, kind: 'key-question', key, asked: 2 } as const;
    assert.equal(makers?.call(unknown), 'CreateAccessKey');
    assert.deepEqual(
      [makers.isMissing(unknown), makers.isMissing(examples['key-question'])],
      [true, false],
    );
    assert.deepEqual(makers.filled(unknown, maker), examples['key-question']);
    const ofDisabled = traitsOf(examples['credential-disabled']).maker;
    const { kind, credential: ref, cause } = examples['credential-disabled'];
    const bare = { ...base, kind, credential: ref, cause };
    assert.deepEqual(ofDisabled?.filled(bare, maker), { ...bare, reenabledBy: maker });
  });

  it('is, of one that is not disabled, that it is not', () => {
    const old = { ...examples['credential-old'], endsOn: undefined };
    assert.equal(traitsOf(old).forecast?.until(old), 'Keyturn does not disable it');
  });
});
