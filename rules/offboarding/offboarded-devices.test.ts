import assert from 'node:assert/strict';
import type { CertifiedDevice } from './certificate';
import type { DeviceSources } from './certified-devices';
import type { DeviceCall, DeviceEvent } from './device-events';
import { offboardedDevices } from './offboarded-devices';
import { deviceEventsOfOne, type UserCall, type UserEvent } from './user-events';

const phone = 'arn:aws:iam::111111111111:mfa/phone';
const passkey = 'arn:aws:iam::111111111111:u2f/user/ada/laptop-ABCDEF';
const token = 'GAHT12345678';
const by = 'arn:aws:iam::111111111111:user/grace';
const at = (minute: number) => new Date(Date.UTC(2027, 0, 15, 9, minute));

function event(
  minute: number,
  call: DeviceCall,
  userName: string | undefined = 'ada',
  serialNumber = phone,
): DeviceEvent {
  const isNamed = call !== 'DeleteVirtualMFADevice';
  return {
    ...{ at: at(minute), call, by, eventId: `e-${minute}-${call}`, serialNumber },
    ...(isNamed && { userName }),
  };
}
const userEvent = (minute: number, call: UserCall): UserEvent => ({
  ...{ at: at(minute), call, by, eventId: `e-${minute}-${call}` },
});
const on = (minute: number, userName = 'ada') => event(minute, 'EnableMFADevice', userName);
const off = (minute: number, userName = 'ada') => event(minute, 'DeactivateMFADevice', userName);
const deleted = (minute: number) => event(minute, 'DeleteVirtualMFADevice');
const userDeletion = userEvent(50, 'DeleteUser');

const there = (more: Partial<DeviceSources>): DeviceSources => ({
  ...{ userName: 'ada', held: [], isGone: false },
  ...more,
});
const gone = (more: Partial<DeviceSources>): DeviceSources => there({ isGone: true, ...more });

describe('the MFA devices of somebody who has left', () => {
  type Expected = readonly [
    status: CertifiedDevice['status'],
    end: CertifiedDevice['end']['is'],
    eventId?: string,
    deletion?: string,
  ];
  const cases: Readonly<Record<string, readonly [DeviceSources, Expected]>> = {
    'one that is there though all else is gone': [
      there({ held: [phone], events: [on(1)] }),
      ['enabled', 'left'],
    ],
    'one that is enabled again, whatever CloudTrail has of its end': [
      there({ held: [phone], events: [on(1), off(2), on(3)] }),
      ['enabled', 'left'],
    ],
    'one that was taken off and deleted': [
      gone({ before: [phone], events: [off(10), deleted(11)], userDeletion }),
      ['deleted', 'ended', 'e-10-DeactivateMFADevice', 'e-11-DeleteVirtualMFADevice'],
    ],
    'one that was taken off and not deleted': [
      gone({ before: [phone], events: [off(10)], userDeletion }),
      ['deactivated', 'ended', 'e-10-DeactivateMFADevice'],
    ],
    'one that went with the user, of which CloudTrail was asked in vain': [
      gone({ before: [phone], events: [], userDeletion }),
      ['deactivated', 'ended', 'e-50-DeleteUser'],
    ],
    'one of which the deletion alone is known': [
      gone({ before: [phone], events: [deleted(11)], userDeletion }),
      ['deleted', 'ended', 'e-11-DeleteVirtualMFADevice'],
    ],
    'one that was enabled again and taken off again: the later end counts': [
      gone({ events: [on(1), off(2), on(3), off(4), deleted(5)], userDeletion }),
      ['deleted', 'ended', 'e-4-DeactivateMFADevice', 'e-5-DeleteVirtualMFADevice'],
    ],
    'one that was enabled again, and ended with the user: the earlier end is none': [
      gone({ events: [on(1), off(2), on(3)], userDeletion }),
      ['deactivated', 'ended', 'e-50-DeleteUser'],
    ],
    'one that was deleted, made anew by the same name, and is not seen any more': [
      there({ events: [on(1), off(2), deleted(3), on(4)] }),
      ['deactivated', 'not-known'],
    ],
    'all within a second': [
      gone({ events: [deleted(2), off(2), on(1)], userDeletion }),
      ['deleted', 'ended', 'e-2-DeactivateMFADevice', 'e-2-DeleteVirtualMFADevice'],
    ],
    'one of which nobody says anything but that it was': [
      gone({ before: [phone] }),
      ['deactivated', 'not-known'],
    ],
    'one that IAM has no more, nobody knows since when': [
      there({ before: [phone] }),
      ['deactivated', 'not-known'],
    ],
    'one of which it could not be read whether it is there': [
      there({ before: [phone], held: { unknown: 'access-denied' } }),
      ['unseen', 'not-known'],
    ],
    'one that others took off before': [
      gone({ before: [phone], events: [off(2, 'bob'), off(3)], userDeletion }),
      ['deactivated', 'ended', 'e-3-DeactivateMFADevice'],
    ],
    'one that was taken off, deleted, made and enabled anew within a second': [
      gone({ events: [on(2), off(2), deleted(2)], userDeletion }),
      ['deactivated', 'ended', 'e-50-DeleteUser'],
    ],
    'one whose name is written in other letters': [
      gone({ events: [off(2, 'Ada')], userDeletion }),
      ['deactivated', 'ended', 'e-2-DeactivateMFADevice'],
    ],
  };
  for (const [what, [sources, [status, is, eventId, deletion]]] of Object.entries(cases))
    it(what, () => {
      const { devices } = offboardedDevices(sources);
      assert.deepEqual(
        devices.map((each) => [
          ...[each.serialNumber, each.status, each.end.is],
          ...[each.end.eventId, each.deletion?.eventId],
        ]),
        [[phone, status, is, eventId, deletion]],
      );
    });

  it('are of the kind that the serial number says', () =>
    assert.deepEqual(
      offboardedDevices(gone({ before: [phone, passkey, token, `x${phone}`] })).devices.map(
        ({ kind }) => kind,
      ),
      ['virtual', 'passkey-or-security-key', 'hardware-token', 'hardware-token'],
    ));

  it('ended by what is said of it', () => {
    const restsOn = (sources: DeviceSources) =>
      offboardedDevices(sources).devices.map(({ end }) => end.restsOn);
    const before = [phone];
    const nobody = 'when and by whom it was deactivated nobody says';
    const latest = 'it ended then at the latest';
    const cases: readonly (readonly [DeviceSources, string])[] = [
      [there({ held: [phone] }), 'IAM has it, and it is enabled for them'],
      [gone({ events: [off(2)] }), 'CloudTrail: DeactivateMFADevice'],
      [
        gone({ before, events: [deleted(2)] }),
        `CloudTrail: DeleteVirtualMFADevice, which IAM takes of no device that is enabled: ${latest}`,
      ],
      [
        gone({ before, userDeletion }),
        `CloudTrail: DeleteUser, which IAM takes of nobody who has an MFA device: ${latest}`,
      ],
      [
        gone({ before }),
        `IAM has the user no more, and deletes nobody who has an MFA device; ${nobody}`,
      ],
      [there({ before, held: { unknown: 'x' } }), 'what they have could not be read: x'],
      [
        there({ events: [on(1)] }),
        `IAM has it for them no more, though the last that CloudTrail has of it is that it was enabled; ${nobody}`,
      ],
      [there({ before }), `IAM has it for them no more; ${nobody}`],
    ];
    for (const [sources, words] of cases) assert.deepEqual(restsOn(sources), [words]);
  });

  it('were enabled when CloudTrail has that they were, for them and for the last time', () => {
    const enabledAt = (...events: readonly DeviceEvent[]) =>
      offboardedDevices(gone({ events })).devices.map((each) => each.enabledAt);
    assert.deepEqual(enabledAt(on(1), off(2), on(3), off(4), on(5, 'bob')), [at(3).toISOString()]);
    assert.deepEqual(enabledAt(off(2)), [undefined]);
    const [device] = offboardedDevices(gone({ events: [off(2)] })).devices;
    assert.equal(device && 'enabledAt' in device, false);
  });

  it('ended each by its own calls', () => {
    const ofToken = event(5, 'DeactivateMFADevice', 'ada', token);
    const { devices } = offboardedDevices(gone({ events: [off(2), ofToken] }));
    assert.deepEqual(
      devices.map(({ end }) => end.eventId),
      ['e-2-DeactivateMFADevice', 'e-5-DeactivateMFADevice'],
    );
  });

  it('are none of those that others take off, and none of a device without a user', () => {
    const { devices } = offboardedDevices(gone({ events: [off(2, 'bob'), deleted(3)] }));
    assert.deepEqual(devices, []);
  });

  it('are left, with their names, where they are enabled', () => {
    const { left, notSeen } = offboardedDevices(there({ held: [phone, token] }));
    assert.deepEqual(left, [
      { what: 'mfa-device', text: `the MFA device ${phone} is enabled for ada` },
      { what: 'mfa-device', text: `the MFA device ${token} is enabled for ada` },
    ]);
    assert.deepEqual(notSeen, []);
    assert.equal(offboardedDevices(there({ held: [phone], before: [token] })).left.length, 1);
  });

  it('are not all seen where IAM does not say which there are', () => {
    const { left, notSeen } = offboardedDevices(there({ held: { unknown: 'access-denied' } }));
    assert.deepEqual([left, notSeen], [[], ['which MFA devices they have: access-denied']]);
  });

  describe('are to be looked at where somebody else has them now', () => {
    const looked: Readonly<Record<string, readonly [readonly DeviceEvent[], boolean]>> = {
      'who got it as it is': [[off(1), on(2, 'bob')], true],
      'not where it was deleted and made anew: its secret is another one': [
        [off(1), deleted(2), on(3, 'bob')],
        false,
      ],
      'not where it was deleted in the second in which it was taken off': [
        [deleted(1), off(1), on(3, 'bob')],
        false,
      ],
      'not where they have it no more': [[off(1), on(2, 'bob'), off(3, 'bob')], false],
      'not where it was deleted later': [[off(1), on(2, 'bob'), off(3, 'bob'), deleted(4)], false],
      'not where they got it back': [[off(1), on(2, 'bob'), on(3)], false],
      'not where they had it before': [[on(1, 'bob'), off(2, 'bob'), on(3), off(4)], false],
    };
    for (const [what, [events, isToLook]] of Object.entries(looked))
      it(what, () => {
        const { toLook } = offboardedDevices(gone({ events, userDeletion }));
        assert.equal(toLook.length, isToLook ? 1 : 0);
        if (isToLook) assert.match(toLook[0] ?? '', /phone was enabled for bob at .*\(event e-2-/);
      });
  });

  it('are to be looked at each by itself, whoever has it', () => {
    const ofToken = { ...event(3, 'EnableMFADevice', 'bob', token), userName: undefined };
    const { toLook } = offboardedDevices(
      gone({ before: [phone, token], events: [off(1), ofToken] }),
    );
    assert.deepEqual(toLook, [
      `the MFA device ${token} was enabled for somebody at ${at(3).toISOString()} (event e-3-EnableMFADevice): whoever has left may have it still`,
    ]);
  });

  it('say what nobody knows of them', () => {
    const of = (sources: DeviceSources) => offboardedDevices(sources).notKnown.join('\n');
    assert.match(of(gone({})), /which MFA devices there were: neither a record/);
    assert.match(of(gone({ before: { unknown: 'access-denied' } })), /recorded: access-denied/);
    assert.match(of(gone({ events: [off(1)] })), /whether a virtual MFA device .* was deleted/);
    assert.equal(of(gone({ events: [off(1), deleted(2)] })), '');
    assert.equal(of(gone({ before: [token] })), '');
    const ofToken = event(1, 'DeactivateMFADevice', 'ada', token);
    assert.equal(of(gone({ events: [ofToken] })), '');
  });
});

describe('the calls about the MFA devices of one user', () => {
  const users = [userEvent(10, 'DeleteUser'), userEvent(30, 'DeleteUser')];
  const all = [on(5), off(9), on(15), off(29), on(35), off(36, 'bob')];
  const minutes = (found: readonly DeviceEvent[]) => found.map((each) => each.at.getUTCMinutes());

  it('are those since the one before was deleted', () => {
    const events = users.slice(0, 2);
    assert.deepEqual(
      minutes(deviceEventsOfOne(all.slice(0, 4), 'ada', events, undefined, undefined)),
      [15, 29],
    );
    assert.deepEqual(minutes(deviceEventsOfOne(all, 'ada', [], undefined, undefined)), [
      ...[5, 9, 15, 29, 35, 36],
    ]);
    const atOnce = [off(10), on(15)];
    assert.deepEqual(minutes(deviceEventsOfOne(atOnce, 'ada', events, undefined, undefined)), [15]);
    const namesake = { id: 'AIDA3', createdAt: at(15) };
    assert.deepEqual(minutes(deviceEventsOfOne(atOnce, 'ada', [], undefined, namesake)), [10]);
    const present = { createdAt: at(31) };
    assert.deepEqual(minutes(deviceEventsOfOne(all, 'ada', events, present, undefined)), [35, 36]);
  });

  it('are none of a namesake’s, and those of others', () =>
    assert.deepEqual(
      minutes(deviceEventsOfOne(all, 'ada', users, undefined, { id: 'AIDA3', createdAt: at(31) })),
      [15, 29, 36],
    ));
});
