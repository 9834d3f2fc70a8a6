import assert from 'node:assert/strict';
import { readEvent } from './read-event';

const clock = new Date('2026-11-23T08:00:07Z');

describe('the monitor’s event', () => {
  it('is the schedule’s, or a person’s who catches up on an older day', () => {
    for (const scheduledTime of [
      '2026-11-23T08:00:00Z',
      '2026-11-20T08:00:00Z',
      '2026-11-23T09:00:00+01:00',
    ])
      assert.deepEqual(readEvent({ scheduledTime }, clock).scheduledTime, new Date(scheduledTime));
  });

  it('is a step of a distributed run', () => {
    const ofRun = { scheduledTime: '2026-11-23T08:00:00Z', run: 'monday' };
    const accountId = '111111111111';
    for (const step of [
      { step: 'list' },
      { step: 'list', accounts: [{ id: accountId, name: 'identity' }] },
      { step: 'account', accountId },
      { step: 'account-failed', accountId, error: 'Sandbox.Timedout' },
      { step: 'finish' },
    ])
      assert.deepEqual(readEvent({ ...ofRun, ...step }, clock), {
        ...ofRun,
        ...step,
        scheduledTime: new Date(ofRun.scheduledTime),
      });
  });

  const wrong: [string, unknown, RegExp][] = [
    [
      'another step',
      { scheduledTime: '2026-11-23T08:00:00Z', step: 'all' },
      /step: expected list, account, account-failed or finish/,
    ],
    [
      'a step of no run',
      { scheduledTime: '2026-11-23T08:00:00Z', step: 'finish' },
      /run: expected the run's name/,
    ],
    [
      'a step of no account',
      { scheduledTime: '2026-11-23T08:00:00Z', step: 'account', run: 'x', accountId: '1' },
      /accountId: expected an account id of 12 digits/,
    ],
    [
      'a step for a time to come',
      { scheduledTime: '2026-11-24T08:00:00Z', step: 'finish', run: 'x' },
      /expected no time to come/,
    ],
    ['nothing', undefined, /found nothing; the event: /],
    ['no time', {}, /found {}; scheduledTime: expected an instant such as/],
    [
      'the schedule’s placeholder',
      { scheduledTime: '<aws.scheduler.scheduled-time>' },
      /scheduler/,
    ],
    ['a date', { scheduledTime: '2026-11-23' }, /expected an instant/],
    ['a number', { scheduledTime: 1795420800 }, /expected an instant/],
    ['a time to come', { scheduledTime: '2026-11-24T08:00:00Z' }, /expected no time to come/],
    ['a time just to come', { scheduledTime: '2026-11-23T09:00:08Z' }, /expected no time to come/],
  ];
  for (const [name, event, message] of wrong)
    it(`is not ${name}`, () =>
      assert.throws(() => readEvent(event, clock), { name: 'MonitorEventError', message }));

  it('may be a little ahead of the function’s clock', () =>
    assert.ok(readEvent({ scheduledTime: '2026-11-23T09:00:07Z' }, clock)));
});
