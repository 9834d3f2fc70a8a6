import assert from 'node:assert/strict';
import {
  actionIdOf,
  buttonOf,
  buttons,
  buttonValue,
  groupOfAction,
  numberedAction,
  type Action,
} from './press';
import { isToldAnswerId, pressAnswerSchema, toldAnswerId, toldTeamId } from './press-answer';
import { actionSchema, buttonValueSchema } from './press-schema';

const id = 'a'.repeat(64);
const at = '2026-01-04T11:00:00.000Z';
const by = { id: 'U0ALICE0001', team: 'T0TEAM', enterprise: 'E0GRID' };
const credential = { kind: 'access-key', id: 'AKIAPRESSED000000001' } as const;
const on = { account: '111111111111', user: 'alice', credential, notice: 'key/A/created' };
const press: Action = {
  ...{ kind: 'press', id, at, by, button: 'mine', on: { v: 1, ...on } },
  message: { channel: 'D0ALICE0001', ts: '1767434400.000100' },
};
const opened: Action = { kind: 'home-opened', id, at, by };
const made: Action = {
  ...{ kind: 'key-made', id, at, accountId: '111111111111', userName: 'alice' },
  ...{ keyId: credential.id, maker: { arn: 'arn:aws:iam::111111111111:user/eve', isOwner: false } },
};

describe('a button', () => {
  it('is known by its id in Slack', () => {
    assert.equal(actionIdOf('not-mine'), 'keyturn:not-mine');
    for (const button of buttons) assert.equal(buttonOf(actionIdOf(button)), button);
    assert.equal(buttonOf('keyturn:other'), undefined);
  });

  it('carries what it is about, with the number of that shape', () => {
    const value: unknown = JSON.parse(buttonValue(on));
    assert.deepEqual(value, { v: 1, ...on });
    assert.deepEqual(buttonValueSchema.parse(value), value);
    const ofKind = { ...credential, kind: 'password' };
    const wrong = [
      { v: 2 },
      { account: 'x' },
      { user: '' },
      { notice: ' ' },
      { credential: ofKind },
    ];
    for (const more of [...wrong, { credential: { ...credential, id: 'short' } }])
      assert.equal(buttonValueSchema.safeParse({ v: 1, ...on, ...more }).success, false);
  });
});

describe('an action', () => {
  it('is queued with its number, and read as it was', () => {
    for (const action of [press, opened, made]) {
      assert.deepEqual(numberedAction(action), { ...action, v: 1 });
      assert.deepEqual(actionSchema.parse(numberedAction(action)), action);
    }
  });

  it('is refused where anything of it is of another form', () => {
    const wrong: readonly object[] = [
      ...[{ kind: 'x' }, { id: 'x' }, { at: 'x' }, { button: 'x' }, { by: { id: 'x' } }],
      ...[{ by: { ...by, team: 'x' } }, { by: { ...by, enterprise: 'x' } }, { on: { v: 1 } }],
      ...[{ message: {} }, { message: { channel: 'x', ts: '1767434400.000100' } }],
    ];
    for (const more of wrong)
      assert.equal(actionSchema.safeParse({ ...press, ...more }).success, false);
    assert.equal(actionSchema.safeParse({ ...made, keyId: 'x' }).success, false);
  });

  it('is done after those about the same key, of the same person, or of keys that are made', () => {
    assert.equal(groupOfAction(press), credential.id);
    assert.equal(groupOfAction(opened), by.id);
    assert.equal(groupOfAction(made), 'key-made');
  });
});

describe('an answer to a press', () => {
  it('is recorded as told by its id and what came of it', () => {
    assert.equal(toldAnswerId({ id: 'press/x', outcome: 'failed' }), 'press/x/failed');
    assert.equal(isToldAnswerId('press/x/failed'), true);
    assert.equal(isToldAnswerId('key/A/press/'), false);
  });

  const answer = {
    ...{ kind: 'press-answer', id: 'press/x' },
    ...{ plannedAt: at, to: { slackId: 'U1', channel: 'C1', ts: '1' }, button: 'mine' },
    about: {
      ...{ account: { id: '111111111111', name: 'identity' }, userName: 'alice' },
      ...{ rotateWith: 'aws-vault', keyId: 'AKIA1', noticeId: 'n' },
    },
    ...{ outcome: 'looked', code: 'look', text: 'x', who: ['U2'], looked: { is: 'gone' } },
    tellsTeam: false,
  };
  it('is data, whose every value is one that there is', () => {
    const taken: object[] = [
      ...buttons.map((button) => ({ button })),
      ...['nothing', 'recorded', 'disabled', 'failed', 'looked'].map((outcome) => ({ outcome })),
      ...[{ is: 'gone' }, { is: 'off', hasEnabled: true }, { is: 'two-enabled', newerId: 'K' }].map(
        (looked) => ({ looked }),
      ),
      ...[{ looked: { is: 'not-rotated', deadId: 'K' } }, { looked: { is: 'not-rotated' } }],
    ];
    for (const more of taken)
      assert.deepEqual(pressAnswerSchema.parse({ ...answer, ...more }), { ...answer, ...more });
    const refused = [{ kind: 'x' }, { button: 'x' }, { outcome: 'x' }, { looked: { is: 'x' } }];
    for (const more of [...refused, { to: {} }, { about: {} }])
      assert.equal(pressAnswerSchema.safeParse({ ...answer, ...more }).success, false);
  });

  it('is recorded as told to the team once a day, of the same person, key and outcome', () => {
    const answer = {
      ...{ about: { keyId: 'AKIA1' }, to: { slackId: 'U1', channel: 'C1', ts: '1' } },
      ...({ button: 'not-mine', outcome: 'nothing', code: 'gone', plannedAt: at } as const),
    };
    assert.equal(toldTeamId(answer), 'press/AKIA1/U1/not-mine/nothing/gone/2026-01-04');
  });
});
