import { isUnknown } from '../model';
import type { CertifiedDevice, Left } from './certificate';
import { certifiedDevices, inTheirOrder, type DeviceSources } from './certified-devices';
import { isOf, type DeviceEvent } from './device-events';

/** What a certificate says of somebody's MFA devices, a sentence each without its full stop. */
export interface OffboardedDevices {
  readonly devices: readonly CertifiedDevice[];
  readonly left: readonly Left[];
  readonly toLook: readonly string[];
  readonly notSeen: readonly string[];
  readonly notKnown: readonly string[];
}

export function offboardedDevices(sources: DeviceSources): OffboardedDevices {
  const { userName, held } = sources;
  const devices = certifiedDevices(sources);
  return {
    devices,
    left: devices
      .filter(({ end }) => end.is === 'left')
      .map(({ serialNumber }) => ({
        what: 'mfa-device',
        text: `the MFA device ${serialNumber} is enabled for ${userName}`,
      })),
    toLook: handedOn(devices, sources).map(
      ({ serialNumber, userName: now, at, eventId }) =>
        `the MFA device ${serialNumber} was enabled for ${now ?? 'somebody'} at ${at.toISOString()} (event ${eventId}): whoever has left may have it still`,
    ),
    notSeen: isUnknown(held) ? [`which MFA devices they have: ${held.unknown}`] : [],
    notKnown: notKnownOf(devices, sources),
  };
}

function notKnownOf(
  devices: readonly CertifiedDevice[],
  { before, events }: DeviceSources,
): readonly string[] {
  const isLoose = devices.some(
    ({ kind, status }) => kind === 'virtual' && status === 'deactivated',
  );
  return [
    ...(before || events
      ? []
      : [
          'which MFA devices there were: neither a record from before nor CloudTrail was at hand; IAM deletes no user who has one',
        ]),
    ...(before && isUnknown(before)
      ? [`which MFA devices there were when it was recorded: ${before.unknown}`]
      : []),
    ...(isLoose
      ? [
          'whether a virtual MFA device that was deactivated was deleted, too, where no event says it: it is nobody’s until it is enabled again',
        ]
      : []),
  ];
}

/** Devices of theirs that somebody else has now: whoever has left may have its codes still. */
function handedOn(
  devices: readonly CertifiedDevice[],
  { userName, events = [] }: Pick<DeviceSources, 'userName' | 'events'>,
): readonly DeviceEvent[] {
  return devices.flatMap(({ serialNumber }) => {
    const all = events.filter((each) => each.serialNumber === serialNumber).toSorted(inTheirOrder);
    const own = all.findLastIndex((each) => isOf(each, userName));
    const later = all.slice(own + 1);
    // One that is deleted and made anew by the same name has another secret.
    const isAnother = later.some(({ call }) => call === 'DeleteVirtualMFADevice');
    const last = later.at(-1);
    return last?.call === 'EnableMFADevice' && !isAnother ? [last] : [];
  });
}
