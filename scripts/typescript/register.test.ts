import assert from 'node:assert/strict';
import { Resource } from '@pulumi/pulumi';
import * as debuggable from '@pulumi/pulumi/runtime/debuggable';

describe('the stack of an error', () => {
  it('is written for none of Pulumi’s promises, of which each property of a resource has one', async () => {
    const wrap = Reflect.get(debuggable, 'debuggablePromise') as (
      promise: Promise<number>,
      about: string,
    ) => Promise<number>;
    const promise = Promise.resolve(1);
    assert.equal(await wrap(promise, 'a property'), 1);
    assert.equal(Reflect.get(promise, '_debugStackTrace'), 'Error');
  });

  it('is written for no resource of Pulumi’s', () => {
    const callsites = Reflect.get(Resource, 'callsites') as () => readonly unknown[];
    assert.deepEqual(callsites(), []);
  });

  it('is written for all others, with the places in their sources', () => {
    const { stack } = new RangeError('too far');
    assert.match(stack ?? '', /^RangeError: too far\n {4}at .*register\.test\.ts:22:23/);
  });
});
