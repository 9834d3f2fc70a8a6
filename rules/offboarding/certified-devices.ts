import { isUnknown, type Unknown } from '../model';
import type { CertifiedDevice } from './certificate';
import { isOf, type DeviceEvent } from './device-events';
import { deedOf } from './end-of-known';
import type { UserEvent } from './user-events';

/** What says which MFA devices somebody had, and how each ended. */
export interface DeviceSources {
  readonly userName: string;
  /** The serial numbers that IAM has of the user; none where the user is gone. */
  readonly held: readonly string[] | Unknown;
  /** Those that were recorded before. */
  readonly before?: readonly string[] | Unknown;
  /** As deviceEventsOfOne has them; absent where CloudTrail was not asked. */
  readonly events?: readonly DeviceEvent[];
  /** Whether IAM has no user any more, and by which call that is so. */
  readonly isGone: boolean;
  readonly userDeletion?: UserEvent;
}

/** Every device that any of the sources knows, by its serial number. */
export function certifiedDevices(sources: DeviceSources): readonly CertifiedDevice[] {
  const { userName, held, before = [], events = [] } = sources;
  const serials = new Set([
    ...listed(held),
    ...listed(before),
    ...events.filter((each) => isOf(each, userName)).map(({ serialNumber }) => serialNumber),
  ]);
  return [...serials].map((serialNumber) => certifiedDevice(serialNumber, sources));
}

function listed(found: readonly string[] | Unknown): readonly string[] {
  return isUnknown(found) ? [] : found;
}

function certifiedDevice(serialNumber: string, sources: DeviceSources): CertifiedDevice {
  const { userName, held, events = [] } = sources;
  const all = events.filter((each) => each.serialNumber === serialNumber).toSorted(inTheirOrder);
  const own = all.filter((each) => isOf(each, userName));
  const enabled = own.findLast(({ call }) => call === 'EnableMFADevice');
  const later = enabled ? all.slice(all.indexOf(enabled) + 1) : all;
  const base = {
    ...{ serialNumber, kind: kindOf(serialNumber) },
    ...(enabled && { enabledAt: enabled.at.toISOString() }),
  };
  if (listed(held).includes(serialNumber)) {
    const end = { is: 'left', restsOn: 'IAM has it, and it is enabled for them' } as const;
    return { ...base, status: 'enabled', end };
  }
  const deletion = later.find(({ call }) => call === 'DeleteVirtualMFADevice');
  const end = endOf(later, deletion, enabled, sources);
  return {
    ...base,
    status: deletion ? 'deleted' : end.is === 'unseen' ? 'unseen' : 'deactivated',
    end: end.is === 'unseen' ? { is: 'not-known', restsOn: end.restsOn } : end,
    ...(deletion && deletion.eventId !== end.eventId && { deletion: deedOf(deletion) }),
  };
}

type End = CertifiedDevice['end'] | { is: 'unseen'; eventId?: string; restsOn: string };

function endOf(
  later: readonly DeviceEvent[],
  deletion: DeviceEvent | undefined,
  enabled: DeviceEvent | undefined,
  { userName, held, isGone, userDeletion }: DeviceSources,
): End {
  const off = later.find((each) => each.call === 'DeactivateMFADevice' && isOf(each, userName));
  if (off) return { is: 'ended', ...deedOf(off), restsOn: 'CloudTrail: DeactivateMFADevice' };
  if (deletion)
    return {
      ...{ is: 'ended', ...deedOf(deletion) },
      restsOn:
        'CloudTrail: DeleteVirtualMFADevice, which IAM takes of no device that is enabled: it ended then at the latest',
    };
  if (userDeletion)
    return {
      ...{ is: 'ended', ...deedOf(userDeletion) },
      restsOn:
        'CloudTrail: DeleteUser, which IAM takes of nobody who has an MFA device: it ended then at the latest',
    };
  if (isGone)
    return {
      is: 'not-known',
      restsOn:
        'IAM has the user no more, and deletes nobody who has an MFA device; when and by whom it was deactivated nobody says',
    };
  if (isUnknown(held))
    return { is: 'unseen', restsOn: `what they have could not be read: ${held.unknown}` };
  return {
    is: 'not-known',
    restsOn: enabled
      ? 'IAM has it for them no more, though the last that CloudTrail has of it is that it was enabled; when and by whom it was deactivated nobody says'
      : 'IAM has it for them no more; when and by whom it was deactivated nobody says',
  };
}

/** CloudTrail has whole seconds: in one of them a device is deactivated, deleted, and made and enabled anew. */
export function inTheirOrder(a: DeviceEvent, b: DeviceEvent): number {
  const ranks = ['DeactivateMFADevice', 'DeleteVirtualMFADevice', 'EnableMFADevice'];
  return a.at.getTime() - b.at.getTime() || ranks.indexOf(a.call) - ranks.indexOf(b.call);
}

/** IAM has a virtual device's ARN as its serial number, and that of a passkey or security key; of a token what is printed on it. */
function kindOf(serialNumber: string): CertifiedDevice['kind'] {
  const [, kind] = /^arn:[^:]+:iam::\d*:(mfa|u2f)\//.exec(serialNumber) ?? [];
  return kind === 'mfa' ? 'virtual' : kind === 'u2f' ? 'passkey-or-security-key' : 'hardware-token';
}
