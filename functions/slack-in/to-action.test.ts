import assert from 'node:assert/strict';
import fc from 'fast-check';
import { actionIdOf, buttons } from '../../rules/presses/press';
import { actionSchema, buttonValueSchema } from '../../rules/presses/press-schema';
import { pressedKey } from '../testing/slack-messages';
import type { Payload } from './read-payload';
import { actionsOfHome, actionsOfPress } from './to-action';

type Pressed = Extract<Payload, { kind: 'pressed' }>;

const good: Pressed = {
  kind: 'pressed',
  origin: { app: 'A0EMULATED0', workspaces: ['T0EMULATED0'] },
  by: { id: 'U0ALICE0001', of: ['T0EMULATED0'] },
  message: { channel: 'D0ALICE0001', ts: '1772442000.000100' },
  buttons: [
    {
      actionId: 'keyturn:mine',
      at: '1772442001.000200',
      value: JSON.stringify({ v: 1, ...pressedKey }),
    },
  ],
};
const idOf = (change: Partial<Pressed> & { readonly button?: object } = {}) => {
  const [button = assert.fail()] = good.buttons;
  const [action] = actionsOfPress({
    ...good,
    ...change,
    buttons: [{ ...button, ...change.button }],
  }).actions;
  return action?.id;
};

/** A value that is right, or not quite. */
const nearly = (right: unknown) =>
  fc.oneof(
    { weight: 40, arbitrary: fc.constant(right) },
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      undefined,
      null,
      1,
      true,
      [right],
      { right },
      `${String(right)}\n`,
      ` ${String(right)}`,
    ),
  );
const value = fc.oneof(
  fc
    .record({
      v: nearly(1),
      account: nearly(pressedKey.account),
      user: nearly(pressedKey.user),
      credential: fc.oneof(
        nearly(pressedKey.credential),
        fc.record({ kind: nearly('access-key'), id: nearly(pressedKey.credential.id) }),
      ),
      notice: nearly(pressedKey.notice),
    })
    .map((each) => JSON.stringify(each)),
  fc.json(),
  fc.string(),
);
const text = (right: string) => nearly(right).map(String);
const pressed: fc.Arbitrary<Pressed> = fc.record({
  kind: fc.constant('pressed' as const),
  origin: fc.constant(good.origin),
  by: fc.record({
    id: text('U0ALICE0001'),
    of: fc.array(fc.oneof(text('T0EMULATED0'), text('E0EMULATED0')), { maxLength: 3 }),
  }),
  message: fc.option(fc.record({ channel: text('D0ALICE0001'), ts: text('1772442000.000100') }), {
    nil: undefined,
  }) as fc.Arbitrary<Pressed['message'] & object>,
  buttons: fc.array(
    fc.record({
      actionId: fc.oneof(fc.constantFrom(...buttons.map(actionIdOf)), fc.string()),
      at: text('1772442001.000200'),
      value,
    }),
    { maxLength: 3 },
  ),
});

describe('what becomes of a press', () => {
  it('is what the queue’s schema takes, in all its fields, or nothing', () => {
    let taken = 0;
    fc.assert(
      fc.property(pressed, (each) => {
        const { actions, unreadable, foreign } = actionsOfPress(each);
        for (const action of actions) assert.deepEqual(actionSchema.parse(action), action);
        assert.equal(actions.length + unreadable + foreign, each.buttons.length);
        taken += actions.length;
      }),
      { numRuns: 2000 },
    );
    assert.ok(taken > 100 && taken < 2000, `${taken} were taken`);
  });

  it('is something wherever the schema takes what the button carries', () => {
    let taken = 0;
    fc.assert(
      fc.property(value, (carried) => {
        const [button = assert.fail()] = good.buttons;
        const { actions } = actionsOfPress({ ...good, buttons: [{ ...button, value: carried }] });
        const { data } = buttonValueSchema.safeParse(jsonIn(carried));
        assert.deepEqual(
          actions.map((action) => action.kind === 'press' && action.on),
          data ? [data] : [],
        );
        taken += actions.length;
      }),
      { numRuns: 2000 },
    );
    assert.ok(taken > 100 && taken < 2000, `${taken} were taken`);
  });

  it('is the same for the same press alone', () => {
    const others = [
      idOf({ by: { id: 'U0BOB000001', of: ['T0EMULATED0'] } }),
      idOf({ by: { id: 'U0ALICE0001', of: ['T0ANOTHER00'] } }),
      idOf({ by: { id: 'U0ALICE0001', of: ['E0EMULATED0'] } }),
      idOf({ by: { id: 'U0ALICE0001', of: [] } }),
      idOf({ button: { actionId: 'keyturn:not-mine' } }),
      idOf({ button: { at: '1772442001.000201' } }),
      idOf({ button: { value: JSON.stringify({ v: 1, ...pressedKey, notice: 'another' }) } }),
    ];
    assert.equal(idOf(), idOf());
    assert.ok(others.every((id) => id !== undefined));
    assert.equal(new Set([idOf(), ...others]).size, others.length + 1);
  });

  it('has a home for each event, and none for nobody', () => {
    const opened = {
      kind: 'home-opened',
      origin: good.origin,
      by: good.by,
      eventId: 'Ev1',
      at: '1772442001.000200',
    } as const;
    const [action = assert.fail()] = actionsOfHome(opened).actions;
    assert.deepEqual(actionSchema.parse(action), action);
    assert.notEqual(action.id, actionsOfHome({ ...opened, eventId: 'Ev2' }).actions[0]?.id);
    assert.deepEqual(actionsOfHome({ ...opened, by: { id: 'B0BOT', of: [] } }), {
      actions: [],
      unreadable: 1,
      foreign: 0,
    });
  });
});

function jsonIn(carried: string): unknown {
  try {
    return JSON.parse(carried);
  } catch {
    return undefined;
  }
}
