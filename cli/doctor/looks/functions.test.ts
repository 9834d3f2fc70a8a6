import assert from 'node:assert/strict';
import type { GetFunctionCommandOutput } from '@aws-sdk/client-lambda';
import { judgeFunction } from './functions';

/** What the emulated Lambda's functions never are. */
describe('a function', () => {
  const name = 'keyturn-monitor';
  const judged = (Configuration: GetFunctionCommandOutput['Configuration']) =>
    judgeFunction(name, { $metadata: {}, Configuration });

  it('that could not be made is wrong, with Lambda’s reason', () => {
    const StateReason = 'The role is not there.';
    const { outcome, found, todo } = judged({ State: 'Failed', StateReason });
    assert.deepEqual(
      [outcome, found],
      ['wrong', 'Lambda could not make it run: The role is not there.'],
    );
    assert.match(todo ?? '', /pulumi up/);
  });

  it('that could not be changed is wrong', () => {
    const { outcome, found } = judged({ State: 'Active', LastUpdateStatus: 'Failed' });
    assert.deepEqual([outcome, found], ['wrong', 'Lambda could not make it run: no reason given']);
  });

  it('whose environment nobody may decrypt is not known', () => {
    const Error = { ErrorCode: 'AccessDeniedException', Message: 'Lambda may not use the key' };
    const { outcome, found, todo } = judged({ State: 'Active', Environment: { Error } });
    assert.deepEqual(
      [outcome, found],
      ['not-known', 'its environment can’t be read: Lambda may not use the key'],
    );
    assert.match(todo ?? '', /kms:Decrypt/);
  });

  it('that is idle is fine: the next event wakes it', () =>
    assert.deepEqual(judged({ State: 'Inactive', LastModified: '2026-11-30T08:00:00.000+0000' }), {
      what: 'function',
      id: name,
      outcome: 'fine',
      found: 'there, changed 2026-11-30',
    }));
});
