import assert from 'node:assert/strict';
import type { Counterpart } from './counterparts/counterpart';
import { merged, NotTranslated } from './merge';
import type { Schema } from './published';
import { translate } from './translate';
import { Validator } from './validator';

const text: Schema = { type: 'string' };
const schema: Schema = {
  typeName: 'AWS::Test::Thing',
  definitions: {
    Rule: { type: 'object', properties: { Days: { type: 'integer' }, Id: text } },
    Tag: { type: 'object', properties: { Key: text, Value: text } },
  },
  properties: {
    ThingName: text,
    Rules: { type: 'array', items: { $ref: '#/definitions/Rule' } },
    Variables: { type: 'object', patternProperties: { '.*': text } },
    Document: { type: ['object', 'string'] },
    Redrive: { type: ['object', 'string'], properties: { target: text } },
    Policy: { type: 'object' },
    Either: { oneOf: [{ properties: { One: text } }, { properties: { Two: text } }] },
    Tags: { type: 'array', items: { $ref: '#/definitions/Tag' } },
    Arns: { type: 'array', items: text },
    Nested: { type: 'object', properties: { Deep: { type: 'object', properties: { At: text } } } },
  },
};

const inCloudFormation = (
  inputs: Readonly<Record<string, unknown>>,
  properties: Counterpart['properties'] = {},
  more: Partial<Counterpart> = {},
) => translate(inputs, { type: 'AWS::Test::Thing', properties, ...more }, schema);

describe("a resource's properties in CloudFormation", () => {
  it("have Pulumi's names with a capital, at any depth", () => {
    const { properties, unknown } = inCloudFormation({
      thingName: 'a',
      rules: [{ days: 1, id: undefined }, { id: 'b' }],
      either: { two: 'c' },
    });
    assert.deepEqual(properties, {
      ThingName: 'a',
      Rules: [{ Days: 1 }, { Id: 'b' }],
      Either: { Two: 'c' },
    });
    assert.deepEqual(unknown, []);
  });

  it('have the keys of maps as they are, but those of tags', () => {
    const { properties } = inCloudFormation({ variables: { some_key: 'x' }, tags: { team: 'y' } });
    assert.deepEqual(properties, {
      Variables: { some_key: 'x' },
      Tags: [{ Key: 'team', Value: 'y' }],
    });
  });

  it('have documents where no text may stand, or where the schema says more of them', () => {
    const inputs = { policy: '{"a":1}', redrive: '{"target":"b"}', document: '{"c":2}' };
    assert.deepEqual(inCloudFormation(inputs).properties, {
      Policy: { a: 1 },
      Redrive: { target: 'b' },
      Document: '{"c":2}',
    });
  });

  it('go where the table says, and only those that are used are', () => {
    const { properties, used } = inCloudFormation(
      { name: 'a', arn: 'b', at: 'c', flat: { thingName: 'd' }, made: 2, not: 'e' },
      {
        name: 'Nested.Deep.At',
        arn: 'Arns[]',
        at: { to: 'Document', as: (value: string) => ({ value }) },
        flat: '',
        made: { to: '', as: (count: number) => ({ Redrive: String(count) }) },
        not: { nowhere: 'It is of the provider.' },
        never: 'Policy',
      },
    );
    assert.deepEqual(properties, {
      Nested: { Deep: { At: 'a' } },
      Arns: ['b'],
      Document: { value: 'c' },
      ThingName: 'd',
      Redrive: '2',
    });
    assert.deepEqual([...used].sort(), ['arn', 'at', 'flat', 'made', 'name', 'not']);
  });

  it('of a part go to their place in the whole, without the name of that', () => {
    const part = { under: 'Nested.Deep', partOf: 'thing' } as const;
    assert.deepEqual(inCloudFormation({ thing: 'a', at: 'b' }, {}, part).properties, {
      Nested: { Deep: { At: 'b' } },
    });
  });

  it('of a part may be the whole’s', () => {
    const part = { under: 'Nested.Deep', partOf: 'thing' } as const;
    const { properties } = inCloudFormation({ at: 'b', name: 'c' }, { name: '/ThingName' }, part);
    assert.deepEqual(properties, { Nested: { Deep: { At: 'b' } }, ThingName: 'c' });
  });

  it('are told where the schema has none of that name', () => {
    const { unknown } = inCloudFormation({ rules: [{ day: 1 }], size: 'M' }, { size: 'Sizes' });
    assert.deepEqual(unknown, [
      'rules.day (no Day in the schema)',
      'size (no Sizes in the schema)',
    ]);
  });

  it('are put together with those of other parts, but not where these say something else', () => {
    const one = { A: { B: 1, C: [1] } };
    assert.deepEqual(merged(one, { A: { C: [2], D: 3 } }), { A: { B: 1, C: [1, 2], D: 3 } });
    assert.deepEqual(merged(one, { A: { B: 1 } }), one);
    assert.throws(
      () => merged(one, { A: { B: 2 } }),
      new NotTranslated('/A/B is said twice, and not the same'),
    );
  });
});

describe('a schema of CloudFormation', () => {
  const keywords = (own: Schema, value: unknown) =>
    new Validator().refusals({ type: 'object', ...own }, value).map(({ keyword }) => keyword);

  it("is heeded in what cfn-lint has added to JSON Schema's words", () => {
    const one: Schema = { requiredXor: ['A', 'B'] };
    assert.deepEqual(keywords(one, { A: 1 }), []);
    assert.deepEqual(keywords(one, {}), ['requiredXor']);
    assert.deepEqual(keywords(one, { A: 1, B: 1 }), ['requiredXor']);
    assert.deepEqual(keywords({ requiredOr: ['A', 'B'] }, { A: 1, B: 1 }), []);
    assert.deepEqual(keywords({ requiredOr: ['A', 'B'] }, { C: 1 }), ['requiredOr']);
    assert.deepEqual(keywords({ dependentExcluded: { A: ['B'] } }, { A: 1, B: 1 }), [
      'dependentExcluded',
    ]);
    const list = (own: Schema): Schema => ({ properties: { L: { type: 'array', ...own } } });
    const [a, b] = [
      { K: 1, V: 1 },
      { K: 1, V: 2 },
    ];
    assert.deepEqual(keywords(list({ uniqueKeys: ['K'] }), { L: [a, b] }), ['uniqueKeys']);
    assert.deepEqual(keywords(list({ uniqueKeys: ['K', 'V'] }), { L: [a, b] }), []);
    assert.deepEqual(keywords(list({ maxUniqueItems: 1 }), { L: [1, 1] }), []);
    assert.deepEqual(keywords(list({ maxUniqueItems: 1 }), { L: [1, 2] }), ['maxUniqueItems']);
  });

  it("is heeded in Python's patterns, and in those of any alphabet", () => {
    const of = (pattern: string): Schema => ({ properties: { P: { type: 'string', pattern } } });
    assert.deepEqual(keywords(of('^a+\\Z'), { P: 'aa' }), []);
    assert.deepEqual(keywords(of('^a+\\Z'), { P: 'aab' }), ['pattern']);
    assert.deepEqual(keywords(of('^[\\p{L}]+$'), { P: 'Łódź' }), []);
    assert.deepEqual(keywords(of('^a\\-b$'), { P: 'a-b' }), []);
    assert.throws(() => keywords(of('^\\p{L}\\-$'), { P: 'a' }), /Invalid/);
  });

  it('is not taken where it has a word or a form that nobody knows', () => {
    assert.throws(() => keywords({ requiredSometimes: ['A'] }, {}), /unknown keyword/);
    assert.throws(
      () => keywords({ properties: { P: { format: 'AWS::New' } } }, {}),
      /unknown format/,
    );
  });
});
