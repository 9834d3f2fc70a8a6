import assert from 'node:assert/strict';
import { actionsOf } from './actions-of';
import { doctorSessionPermissions } from './doctor-session-permissions';
import { policyDocument } from './document';

describe('the permissions of a session of keyturn doctor', () => {
  it('are to see whether trails log, and whether events are forwarded: to read alone', () => {
    const document = doctorSessionPermissions();
    const [statement, ...others] = document.Statement;
    assert.deepEqual(others, []);
    assert.deepEqual(
      [statement?.Sid, statement?.Effect, statement?.Resource],
      [...['SeeWhetherKeyEventsGoOut', 'Allow', '*']],
    );
    assert.deepEqual(actionsOf(document), [
      ...['DescribeTrails', 'GetEventSelectors', 'GetTrailStatus', 'LookupEvents'].map(
        (call) => `cloudtrail:${call}`,
      ),
      ...['events:DescribeRule', 'events:ListRuleNamesByTarget'],
    ]);
  });
});

describe('the actions of a document', () => {
  it('are what it allows, each once', () => {
    const base = { Sid: 'A', Resource: '*' } as const;
    const document = policyDocument(
      { ...base, Effect: 'Allow', Action: ['s3:GetObject', 'sts:AssumeRole'] },
      { ...base, Sid: 'B', Effect: 'Deny', Action: ['s3:PutObject'] },
      { ...base, Sid: 'C', Effect: 'Allow', Action: ['sts:AssumeRole'] },
    );
    assert.deepEqual(actionsOf(document), ['s3:GetObject', 'sts:AssumeRole']);
    const notAction = { ...document, Statement: [{ ...base, Effect: 'Allow', NotAction: ['x'] }] };
    assert.deepEqual(actionsOf(notAction as unknown as typeof document), []);
  });
});
