import assert from 'node:assert/strict';
import { deletionOf, endsAmong, eventsOfOne, type UserCall, type UserEvent } from './user-events';

const event = (minute: number, call: UserCall, more: Partial<UserEvent> = {}): UserEvent => ({
  at: new Date(Date.UTC(2027, 0, 15, 9, minute)),
  ...{ call, by: 'arn:aws:iam::111111111111:user/grace', eventId: `e-${minute}-${call}` },
  ...more,
});
const key = { credentialId: 'AKIA1' };
const off = { ...key, status: 'Inactive' as const };
const on = { ...key, status: 'Active' as const };

describe('how credentials ended, by the calls', () => {
  const cases: readonly (readonly [string, readonly UserEvent[], string | undefined])[] = [
    [
      'by being disabled',
      [event(5, 'DeleteAccessKey', key), event(1, 'UpdateAccessKey', off)],
      'e-1-UpdateAccessKey',
    ],
    [
      'by being deleted, where it was enabled again',
      [
        event(1, 'UpdateAccessKey', off),
        event(2, 'UpdateAccessKey', on),
        event(5, 'DeleteAccessKey', key),
      ],
      'e-5-DeleteAccessKey',
    ],
    [
      'not, where it was enabled again',
      [event(1, 'UpdateAccessKey', off), event(2, 'UpdateAccessKey', on)],
      undefined,
    ],
    [
      'in the same second in which it was deleted',
      [event(1, 'DeleteAccessKey', key), event(1, 'UpdateAccessKey', off)],
      'e-1-UpdateAccessKey',
    ],
    [
      'in the same second in which it was made',
      [event(1, 'UpdateAccessKey', off), event(1, 'CreateAccessKey', key)],
      'e-1-UpdateAccessKey',
    ],
    ['not by a change that says nothing of that', [event(1, 'UpdateAccessKey', key)], undefined],
    [
      'by being deleted, after a change that says nothing of that',
      [event(1, 'UpdateAccessKey', key), event(5, 'DeleteAccessKey', key)],
      'e-5-DeleteAccessKey',
    ],
    [
      'not a password that was given again',
      [event(1, 'DeleteLoginProfile', key), event(2, 'CreateLoginProfile', key)],
      undefined,
    ],
  ];
  for (const [what, events, expected] of cases)
    it(what, () => assert.equal(endsAmong(events).get('AKIA1')?.eventId, expected));

  it('and by which they were deleted at last', () => {
    const other = event(9, 'DeleteAccessKey', { credentialId: 'AKIA2' });
    const deletions = [event(5, 'DeleteAccessKey', key), event(6, 'DeleteAccessKey', key)];
    const all = [
      ...deletions,
      event(1, 'DeleteAccessKey', key),
      event(8, 'UpdateAccessKey', off),
      other,
    ];
    assert.equal(deletionOf('AKIA1', all)?.eventId, 'e-6-DeleteAccessKey');
    assert.equal(deletionOf('AKIA1', [event(8, 'UpdateAccessKey', off), other]), undefined);
  });

  it('of which one that is about the user is none', () =>
    assert.deepEqual([...endsAmong([event(1, 'DeleteUser')]).keys()], []));
});

describe('the calls about one user', () => {
  const all = [
    event(1, 'CreateUser', { userId: 'AIDA1' }),
    event(2, 'DeleteUser'),
    event(3, 'CreateUser', { userId: 'AIDA2' }),
    event(4, 'DeleteUser'),
    event(5, 'CreateUser', { userId: 'AIDA3' }),
    event(6, 'CreateAccessKey', key),
  ];
  const minutes = (events: readonly UserEvent[]) => events.map(({ at }) => at.getUTCMinutes());
  const made = (minute: number) => new Date(Date.UTC(2027, 0, 15, 9, minute, 0, 400));

  it('are those since another one of the name was deleted', () => {
    assert.deepEqual(minutes(eventsOfOne(all.slice(0, 4), undefined, undefined)), [3, 4]);
    assert.deepEqual(minutes(eventsOfOne(all.slice(0, 2), undefined, undefined)), [1, 2]);
    assert.deepEqual(minutes(eventsOfOne(all, { createdAt: made(5) }, undefined)), [5, 6]);
  });

  it('are none of whoever has the name now', () => {
    const namesake = { id: 'AIDA3', createdAt: made(5) };
    assert.deepEqual(minutes(eventsOfOne(all, undefined, namesake)), [3, 4]);
    const createdAt = event(4, 'DeleteUser').at;
    assert.deepEqual(minutes(eventsOfOne(all, undefined, { ...namesake, createdAt })), [1, 2, 3]);
  });
});
