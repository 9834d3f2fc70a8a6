import assert from 'node:assert/strict';
import { z } from 'zod';
import { clocksOf, flatClock, ownInFullSchemaOf } from './clocks';
import { credentialKinds, credentialTraits } from './credentials';
import { settingsSchema, type SettingsInput } from './settings';
import { plantedKind, plantKind } from './testing/planted-kind';

const own = { remindAt: [10], stopAt: 20 };

describe('the clock of another kind of credential', () => {
  plantKind();
  const read = (clocks: object) => ownInFullSchemaOf(credentialTraits).safeParse(clocks);

  it('reaches a function', () => {
    const { data } = read({ [plantedKind]: own, 'of-a-newer-version': { stopAt: [] } });
    assert.deepEqual(data, { [plantedKind]: own });
  });

  it('reaches it without the keys’, whose numbers the flat keys say', () =>
    assert.deepEqual(read({ 'access-key': { ...own, graceDays: 1 }, [plantedKind]: own }).data, {
      [plantedKind]: own,
    }));

  it('is checked there', () => {
    const [issue] = read({ [plantedKind]: { ...own, stopAt: 10 } }).error?.issues ?? [];
    assert.deepEqual(issue?.path, [plantedKind, 'stopAt']);
  });

  it('is its own, or the keys’', () => {
    assert.deepEqual(clocksOf({}, { [plantedKind]: own })[plantedKind], own);
    assert.deepEqual(clocksOf({ disableAge: 100 })[plantedKind], {
      remindAt: [76, 81, 86],
      stopAt: 100,
    });
  });

  it('is there for every kind', () =>
    assert.deepEqual(Object.keys(clocksOf({})), [...credentialKinds]));
});

describe('what is wrong with a clock is said where it is written', () => {
  const cases: readonly [SettingsInput, path: string, message: string][] = [
    [{ reminderAges: [9, 8] }, 'reminderAges', 'expected ascending ages, found 9, 8'],
    [{ disableAge: 86 }, 'disableAge', "expected more than the last reminder's age 86, found 86"],
    [
      { graceDays: 6 },
      'graceDays',
      'expected at most 5, the days between the last reminder (86) and disableAge (91), found 6',
    ],
    [
      { credentials: { 'access-key': { remindAt: [9, 8] } } },
      'credentials.access-key.remindAt',
      'expected ascending ages, found 9, 8',
    ],
    [
      { credentials: { 'access-key': { stopAt: 86 } } },
      'credentials.access-key.stopAt',
      "expected more than the last reminder's age 86, found 86",
    ],
    [
      { credentials: { 'access-key': { graceDays: 6 } } },
      'credentials.access-key.graceDays',
      'expected at most 5, the days between the last reminder (86) and stopAt (91), found 6',
    ],
    [
      { credentials: { password: { remindAt: [9, 8] } } },
      'credentials.password.remindAt',
      'expected ascending ages, found 9, 8',
    ],
    [
      { credentials: { password: { stopAt: 86 } } },
      'credentials.password.stopAt',
      "expected more than the last reminder's age 86, found 86",
    ],
    [
      { disableAge: 91, graceDays: 5, credentials: { 'access-key': {} } },
      'credentials.access-key',
      'expected either this or disableAge, graceDays, found both',
    ],
  ];
  for (const [input, path, message] of cases)
    it(`${path}: ${message}`, () => {
      const { issues = [] } = settingsSchema.safeParse(input).error ?? {};
      assert.deepEqual(
        issues.map((issue) => [issue.path.join('.'), issue.message]),
        [[path, message]],
      );
    });

  it('in a function’s environment, too', () => {
    const { issues = [] } =
      ownInFullSchemaOf(credentialTraits).safeParse({ password: { remindAt: [9, 8], stopAt: 10 } })
        .error ?? {};
    assert.deepEqual(
      issues.map((issue) => [issue.path.join('.'), issue.message]),
      [['password.remindAt', 'expected ascending ages, found 9, 8']],
    );
  });

  it('and nothing of a kind that has none of its own', () => {
    assert.deepEqual(ownInFullSchemaOf(credentialTraits).parse({}), {});
    assert.deepEqual(ownInFullSchemaOf(credentialTraits).parse({ password: undefined }), {
      password: undefined,
    });
  });
});

it('the flat keys say their defaults, as editors and Pulumi.yaml show them', () => {
  const { properties = {} } = z.toJSONSchema(z.object(flatClock), { io: 'input' });
  const defaults = Object.entries(properties).map(([name, schema]) => [
    name,
    typeof schema === 'object' ? schema.default : undefined,
  ]);
  assert.deepEqual(Object.fromEntries(defaults), {
    reminderAges: [76, 81, 86],
    disableAge: 91,
    graceDays: 5,
  });
});
