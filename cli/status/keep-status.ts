import { isUnknown } from '../../rules/model';
import type { Disk } from '../rotate/disk';
import type { AwsFiles } from '../rotate/files';
import { isOf, lastFour, type KeptKey, type KeptKeys } from '../rotate/kept-keys';
import { takeLock } from '../rotate/lock';
import type { OwnStatus } from './own-status';

/**
 * Keeps what was seen, for a prompt and for the next time: under the lock of rotations, so that a key that was rotated
 * while AWS was asked is not kept again.
 * @returns why it is not kept, for a person
 */
export function keepStatus(
  status: OwnStatus,
  kept: KeptKeys,
  { disk, lock }: { readonly disk: Disk } & Pick<AwsFiles, 'lock'>,
): string | undefined {
  const { userArn } = status;
  if (isUnknown(userArn)) return undefined;
  const key = keptKeyOf(status, userArn, kept.of(userArn));
  try {
    const release = takeLock(disk, lock);
    try {
      kept.replace(userArn, key);
    } finally {
      release();
    }
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** None where the user has none, or another one than was kept, of which it is not known when it was made. */
function keptKeyOf(
  { key, standing, monitor }: OwnStatus,
  userArn: string,
  before: KeptKey | undefined,
): KeptKey | undefined {
  if (!key?.createdAt || !key.forecast)
    return key && before && isOf(before, key.id) ? before : undefined;
  const { remindAt, stopAt } = monitor.settings.clocks['access-key'];
  return {
    userArn,
    lastFour: lastFour(key.id),
    createdAt: key.createdAt,
    dueAt: key.forecast.remindsAt,
    stopsAt: key.forecast.stopsAt,
    works: standing !== 'stopped',
    remindAge: Math.min(...remindAt),
    stopAge: stopAt,
  };
}
