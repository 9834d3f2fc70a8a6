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
      assert.deepEqual(readEvent({ scheduledTime }, clock), new Date(scheduledTime));
  });

  const wrong: [string, unknown, RegExp][] = [
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
