import assert from 'node:assert/strict';
import { credentialOfKey } from '../../rules/credentials/access-key';
import { accessKeyRef } from '../../rules/credentials/credential';
import type { Decision, DueBy } from '../../rules/decisions';
import { toBegin, type Outcome } from '../../rules/disabling/disabling';
import type { NoticeOf } from '../../rules/notices';
import { defaultSettings } from '../../rules/settings';
import type { OwnerNow } from '../../rules/disabling/still-due';
import { noticeBase } from '../../rules/testing/decided';
import { account, aKey, anEngineer, day } from '../../rules/testing/one-account';
import { AccountError } from '../account-error';
import { disable, type DisablingPorts } from './disable';

const KEY = 'AKIAKEY00000000000001';
const NOTICE = `key/${KEY}/disabled/2026-04-02`;
const user = anEngineer([aKey(KEY, 0)]);
const subject = { account, userName: 'alice', credential: accessKeyRef(KEY) };
const why = { code: 'past-its-day', text: 'its day has come' } as const;
const begun = { since: day(90), attempts: ['earlier', 'other'] };
const notice: NoticeOf<'key-disabled'> = {
  ...noticeBase(KEY, 91),
  kind: 'key-disabled',
  id: NOTICE,
  cause: 'age',
};
const due: Extract<Decision, { do: 'disable'; tellOnly: false }> = {
  do: 'disable',
  subject,
  user,
  credential: credentialOfKey(aKey(KEY, 0)),
  notice,
  tellOnly: false,
  dueBy: 'age',
  why,
};
const toldOnly: Extract<Decision, { do: 'disable' }> = {
  do: 'disable',
  ...{ subject, user, credential: due.credential, notice, why },
  tellOnly: true,
};
const abandoned: Extract<Decision, { do: 'abandon' }> = {
  do: 'abandon',
  subject,
  begun,
  notice: { ...notice, isEnabledAgain: true },
  why,
};

interface World {
  readonly decision?: Extract<Decision, { do: 'disable' | 'abandon' }>;
  readonly found?: OwnerNow | Error;
  readonly answer?: 'disabled' | 'gone' | Error;
  readonly said?: { readonly said: boolean } | { readonly failed: string };
  /** The call that dies, before it does anything. */
  readonly dies?: string;
}

const at = (instant: Date) => instant.toISOString().slice(0, 10);
const orThrow = <T>(value: T | Error) =>
  value instanceof Error ? Promise.reject(value) : Promise.resolve(value);

/** Disables in that world, and gives each call and each outcome in their order. */
async function play(world: World): Promise<{ story: string[]; died?: string; logged: string[] }> {
  const { found = user, answer = 'disabled', said = { said: false }, dies } = world;
  const story: string[] = [];
  const logged: string[] = [];
  const call = async <T>(name: string, parameters: readonly unknown[], value: T | Error) => {
    if (name === dies) throw new Error(`died at ${name}`);
    story.push([name, ...parameters].join(' '));
    return orThrow(value);
  };
  const ports: DisablingPorts = {
    ledger: {
      planNotice: (id, { id: of }) => call('planNotice', [id, of], undefined),
      planAgain: (id, { id: of }) => call('planAgain', [id, of], undefined),
      confirmNotice: (id, { id: of }) => call('confirmNotice', [id, of], undefined),
      withdrawNotice: (id, of, text) => call('withdrawNotice', [id, of, text], undefined),
      startDisabling: (id, { id: key }, of, on, attempt) =>
        call('startDisabling', [id, key, of, at(on), attempt], undefined),
      endDisabling: (id, { id: key }, on) => call('endDisabling', [id, key, at(on)], undefined),
      giveUpDisabling: (id, { id: key }, tries) =>
        call('giveUpDisabling', [id, key, ...tries], undefined),
    },
    iam: { readAgain: ({ id }, name) => call('readAgain', [id, name], found) },
    iamSwitch: { disable: ({ id }, name, ref) => call('disable', [id, name, ref.id], answer) },
    trail: {
      nameMaker: (of) => call('nameMaker', [of.id], of),
      hasDisabled: (ref, since) => call('hasDisabled', [ref.id, at(since)], said),
    },
    queue: { tell: ({ id }) => call('tell', [id], undefined) },
    log: {
      error: (message, details) => void logged.push(`${message}: ${JSON.stringify(details)}`),
    },
  };
  const hear = (outcome: Outcome) =>
    void story.push(`heard ${outcome.is}${'why' in outcome ? `: ${outcome.why.text}` : ''}`);
  const disabling = toBegin(world.decision ?? due, day(91), 'this');
  try {
    await disable(ports, account, defaultSettings, disabling, hear);
    return { story, logged };
  } catch (error) {
    assert.ok(error instanceof Error);
    return { story, logged, died: error.message };
  }
}

const ID = account.id;
const begin = [
  `nameMaker ${NOTICE}`,
  `planNotice ${ID} ${NOTICE}`,
  `startDisabling ${ID} ${KEY} ${NOTICE} 2026-04-02 this`,
];
const look = `readAgain ${ID} alice`;
const off = `disable ${ID} alice ${KEY}`;
const conclude = [
  `confirmNotice ${ID} ${NOTICE}`,
  `tell ${NOTICE}`,
  `endDisabling ${ID} ${KEY} 2026-04-02`,
];
const giveUp = `giveUpDisabling ${ID} ${KEY} this`;
const withdraw = (text: string) => `withdrawNotice ${ID} ${NOTICE} ${text}`;
const error = (operation: string, code: 'access-denied' | 'unreachable' | 'throttled') =>
  new AccountError(code, ID, operation, 'so it is');

describe('disabling a key', () => {
  const cases: [string, World, readonly string[]][] = [
    ['that is due', {}, [...begin, look, off, ...conclude, 'heard disabled']],
    [
      'that is off already',
      { found: anEngineer([aKey(KEY, 0, { status: 'Inactive' })]) },
      [...begin, look, ...conclude, 'heard disabled'],
    ],
    [
      'that was only not told of',
      { decision: toldOnly },
      [`nameMaker ${NOTICE}`, ...conclude, 'heard disabled'],
    ],
    [
      'whose owner is a machine by now',
      { found: { ...user, tags: { type: 'machine' } } },
      [
        ...begin,
        look,
        'heard not-disabled: its owner is a machine',
        withdraw('its owner is a machine'),
        giveUp,
      ],
    ],
    [
      'that goes between the last look and the call',
      { answer: 'gone' },
      [
        ...[...begin, look, off, 'heard not-disabled: the key is gone'],
        ...[withdraw('the key is gone'), giveUp],
      ],
    ],
    [
      'that may not be read',
      { found: error('iam:ListAccessKeys', 'unreachable') },
      [
        ...[...begin, look, 'heard not-disabled: unreachable at iam:ListAccessKeys: so it is'],
        ...[withdraw('unreachable at iam:ListAccessKeys: so it is'), giveUp],
      ],
    ],
    [
      'that AWS refuses to disable',
      { answer: error('iam:UpdateAccessKey', 'access-denied') },
      [
        ...[...begin, look, off],
        'heard not-disabled: access-denied at iam:UpdateAccessKey: so it is',
        ...[withdraw('access-denied at iam:UpdateAccessKey: so it is'), giveUp],
      ],
    ],
    [
      'whose role can’t be taken on for the call',
      { answer: error('sts:AssumeRole', 'unreachable') },
      [
        ...[...begin, look, off],
        'heard not-disabled: unreachable at sts:AssumeRole: so it is',
        ...[withdraw('unreachable at sts:AssumeRole: so it is'), giveUp],
      ],
    ],
    [
      'of which nobody knows whether it was done: all is left for the next run',
      { answer: error('iam:UpdateAccessKey', 'throttled') },
      [...begin, look, off, 'heard not-disabled: throttled at iam:UpdateAccessKey: so it is'],
    ],
    [
      'that earlier runs began with and that is not due: CloudTrail says that they did nothing',
      { decision: { ...due, begun }, found: anEngineer([]) },
      [
        ...[...begin, look, 'heard not-disabled: the key is gone', giveUp],
        ...[`hasDisabled ${KEY} ${at(begun.since)}`, withdraw('the key is gone')],
        `giveUpDisabling ${ID} ${KEY} earlier other`,
      ],
    ],
    [
      'that earlier runs began with and can’t be read: it is not asked about',
      { decision: { ...due, begun }, found: error('iam:ListAccessKeys', 'unreachable') },
      [
        ...[...begin, look, 'heard not-disabled: unreachable at iam:ListAccessKeys: so it is'],
        giveUp,
      ],
    ],
    [
      'that earlier runs disabled, and that is on again',
      { decision: abandoned, said: { said: true } },
      [
        ...[`hasDisabled ${KEY} ${at(begun.since)}`, `nameMaker ${NOTICE}`],
        ...[`planAgain ${ID} ${NOTICE}`, ...conclude, 'heard told-late'],
      ],
    ],
    [
      'that earlier runs may have disabled',
      { decision: abandoned, said: { failed: 'not for you' } },
      [`hasDisabled ${KEY} ${at(begun.since)}`, 'heard may-have-been-disabled: not for you'],
    ],
  ];
  for (const [what, world, story] of cases)
    it(what, async () => assert.deepEqual((await play(world)).story, story));

  it('notes the end as of the later one of the run and the notice', async () => {
    const later = { ...due, notice: { ...notice, plannedAt: day(92).toISOString() } };
    const { story } = await play({ decision: later });
    assert.ok(story.includes(`endDisabling ${ID} ${KEY} 2026-04-03`), story.join('\n'));
  });

  const rules: [DueBy, string][] = [
    ['age', 'heard disabled'],
    // However old it is: of its age nobody may have been warned.
    ['second-key', 'heard not-disabled: no newer key is enabled'],
  ];
  for (const [dueBy, heard] of rules)
    for (const cause of ['age', 'second-key', 're-enabled'] as const)
      it(`asks the guards for the rule that it is due by, ${dueBy}, not for the notice’s: ${cause}`, async () => {
        const { story } = await play({ decision: { ...due, dueBy, notice: { ...notice, cause } } });
        assert.ok(story.includes(heard), story.join('\n'));
      });

  it('logs what AWS said', async () => {
    const { logged } = await play({ answer: error('iam:UpdateAccessKey', 'throttled') });
    assert.deepEqual(logged, [
      'A credential could not be disabled: {"accountId":"111111111111","reason":"throttled at iam:UpdateAccessKey: so it is"}',
    ]);
  });
});

describe('a process that dies while it disables a key', () => {
  const whole = [...begin, look, off, ...conclude];
  whole.forEach((step, i) => {
    const dies = step.split(' ')[0] ?? '';
    it(`at ${dies} has done what comes before it, and says nothing of a disabling`, async () => {
      const { story, died } = await play({ dies });
      assert.equal(died, `died at ${dies}`);
      assert.deepEqual(story, whole.slice(0, i));
    });
  });

  it('has said before why a key was kept', async () => {
    const { story, died } = await play({
      found: { ...user, tags: { type: 'machine' } },
      dies: 'withdrawNotice',
    });
    assert.equal(died, 'died at withdrawNotice');
    assert.equal(story.at(-1), 'heard not-disabled: its owner is a machine');
  });

  it('is no refusal of AWS, whatever it was at', async () => {
    const { died } = await play({ answer: new Error('the process is gone') });
    assert.equal(died, 'the process is gone');
  });
});
