import assert from 'node:assert/strict';
import { checkInputs, isOfProgram, UNKNOWN, withoutDefaultsNote, type Inputs } from './check';
import { resourceTypes, type ResourceType } from './table';

function typeOf(token: string): ResourceType {
  const type = resourceTypes.get(token);
  assert(type);
  return type;
}

const user = typeOf('aws:iam/user:User');
const queue = typeOf('aws:sqs/queue:Queue');
const role = typeOf('aws:iam/role:Role');
const bucket = typeOf('aws:s3/bucket:Bucket');

function inputsOf(...args: Parameters<typeof checkInputs>): Inputs {
  const checked = checkInputs(...args);
  assert(!checked.refusals, JSON.stringify(checked.refusals));
  return checked.inputs;
}

describe('checkInputs', () => {
  it("adds the provider's defaults and notes them", () => {
    assert.deepEqual(inputsOf(user, 'ada', { name: 'ada' }, 's'), {
      name: 'ada',
      path: '/',
      forceDestroy: false,
      __defaults: ['forceDestroy', 'path'],
    });
  });

  it('takes its own note back, and treats undefined as not given', () => {
    const first = inputsOf(user, 'ada', { name: undefined }, 's');
    assert.deepEqual(inputsOf(user, 'ada', { __defaults: [] }, 's'), first);
    assert.deepEqual(isOfProgram(first, 'name'), false);
    assert.deepEqual(Object.keys(withoutDefaultsNote(first)).sort(), [
      'forceDestroy',
      'name',
      'path',
    ]);
  });

  it('writes policies that are objects as JSON', () => {
    const policy = { Version: '2012-10-17', Statement: [] };
    const { assumeRolePolicy } = inputsOf(role, 'r', { assumeRolePolicy: policy }, 's');
    assert.equal(assumeRolePolicy, JSON.stringify(policy));
  });

  const names: readonly [
    what: string,
    ResourceType,
    name: string,
    given: Inputs,
    expected: RegExp,
  ][] = [
    ['a plain name', user, 'ada', {}, /^ada-[0-9a-f]{7}$/],
    ['the longest that fits', user, 'a'.repeat(56), {}, /^a{56}-[0-9a-f]{7}$/],
    ['one that is too long', user, 'a'.repeat(57), {}, /^a{56}-[0-9a-f]{7}$/],
    ['a queue', queue, 'work', {}, /^work-[0-9a-f]{7}$/],
    ['a FIFO queue', queue, 'work', { fifoQueue: true }, /^work-[0-9a-f]{7}\.fifo$/],
    ['a long FIFO queue', queue, 'w'.repeat(80), { fifoQueue: true }, /^w{67}-[0-9a-f]{7}\.fifo$/],
    ['a bucket', bucket, 'Evidence', {}, /^evidence-[0-9a-f]{7}$/],
  ];
  for (const [what, type, name, given, expected] of names)
    it(`names ${what}`, () => {
      const property = type.autoName?.property ?? '';
      assert.match(String(inputsOf(type, name, given, 'seed')[property]), expected);
    });

  it('names by the seed alone, keeps the name, and gives it up for the program’s', () => {
    const first = inputsOf(user, 'ada', {}, 'one');
    assert.equal(inputsOf(user, 'ada', {}, 'one')['name'], first['name']);
    assert.notEqual(inputsOf(user, 'ada', {}, 'two')['name'], first['name']);
    assert.equal(inputsOf(user, 'ada', {}, 'two', first)['name'], first['name']);
    assert.equal(inputsOf(user, 'ada', { name: 'alan' }, 'two', first)['name'], 'alan');
    const ofProgram = inputsOf(user, 'ada', { name: 'alan' }, 'one');
    assert.match(String(inputsOf(user, 'ada', {}, 'one', ofProgram)['name']), /^ada-/);
  });

  it('checks what is known while the rest is not', () => {
    const later = { assumeRolePolicy: UNKNOWN, tags: { team: UNKNOWN } };
    const inputs = inputsOf(role, 'r', later, 's');
    assert.equal(inputs['assumeRolePolicy'], UNKNOWN);
    assert.deepEqual(inputs['tags'], { team: UNKNOWN });
    assert.equal(inputs['maxSessionDuration'], 3600);
    const refused = (given: Inputs) => checkInputs(role, 'r', given, 's').refusals;
    assert.deepEqual(
      refused({ ...later, surprise: UNKNOWN })?.map(({ property }) => property),
      ['surprise'],
    );
    assert.deepEqual(
      refused({ ...later, path: 1 })?.map(({ property }) => property),
      ['path'],
    );
  });

  const refusals: readonly [ResourceType, Inputs, property: string, reason: RegExp][] = [
    [role, {}, 'assumeRolePolicy', /./],
    [role, { assumeRolePolicy: 'no JSON' }, 'assumeRolePolicy', /expected JSON/],
    [role, { assumeRolePolicy: '{}', tags: { a: 1 } }, 'tags.a', /expected string/],
    [role, { assumeRolePolicy: '{}', maxSessionDuration: 1.5 }, 'maxSessionDuration', /int/],
    [queue, { deduplicationScope: 'everything' }, 'deduplicationScope', /messageGroup/],
    [user, { nmae: 'ada' }, 'nmae', /not known/],
  ];
  for (const [type, given, property, reason] of refusals)
    it(`refuses ${property} of ${JSON.stringify(given)}`, () => {
      const [refusal, ...more] = checkInputs(type, 'thing', given, 's').refusals ?? [];
      assert.equal(refusal?.property, property);
      assert.match(refusal?.reason ?? '', reason);
      assert.deepEqual(more, []);
    });
});
