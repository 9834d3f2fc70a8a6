import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { functions, resourceTypes } from '.';

/** The source of the class or function that Pulumi generated for a token such as `aws:iam/user:User`. */
function sourceOf(token: string): string {
  const [, module = ''] = token.split(':');
  return readFileSync(require.resolve(`@pulumi/aws/${module.replace(/^index\//, '')}`), 'utf8');
}

describe('the table of resource types, beside @pulumi/aws', () => {
  for (const type of resourceTypes.values())
    it(`says of ${type.token} only what the provider says`, () => {
      const source = sourceOf(type.token);
      assert(source.includes(`__pulumiType = '${type.token}'`), 'the token');
      const properties = [...source.matchAll(/resourceInputs\["(\w+)"\] = (.*);/g)];
      const inputs = properties.filter(([, , value]) => !value?.startsWith('undefined /*out*/'));
      const inputNames = new Set(
        inputs.filter(([, , value]) => value?.includes('args')).map(([, name]) => name),
      );
      const names = new Set(properties.map(([, name]) => name));
      const unknown = Object.keys(type.inputs.shape).filter((name) => !inputNames.has(name));
      assert.deepEqual(unknown, [], 'inputs that the provider does not have');
      const surplus = type.computed.filter((name) => !names.has(name) || inputNames.has(name));
      assert.deepEqual(surplus, [], 'computed outputs that the provider does not have');
      const missing = [...names].filter(
        (name = '') => !inputNames.has(name) && !type.computed.includes(name),
      );
      assert.deepEqual(missing, [], 'computed outputs of the provider that are not given');
    });

  it('names functions as the provider does', () => {
    for (const token of functions.keys())
      assert(sourceOf(token).includes(`runtime.invoke("${token}"`), token);
  });
});
