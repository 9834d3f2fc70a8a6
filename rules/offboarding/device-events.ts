import { isSameName } from '../without-case';

export const deviceCalls = [
  'EnableMFADevice',
  'DeactivateMFADevice',
  'DeleteVirtualMFADevice',
] as const;
export type DeviceCall = (typeof deviceCalls)[number];

/** A call about an MFA device, as CloudTrail has it. */
export interface DeviceEvent {
  readonly at: Date;
  readonly call: DeviceCall;
  /** The ARN of the caller. */
  readonly by: string;
  readonly eventId: string;
  readonly serialNumber: string;
  /** Whose it was, or became; a call that deletes one does not say. */
  readonly userName?: string;
}

/** Whether it says that the device is or was that user's. */
export function isOf({ userName }: DeviceEvent, name: string): boolean {
  return userName !== undefined && isSameName(userName, name);
}
