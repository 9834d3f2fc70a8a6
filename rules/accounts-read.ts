import { instantOrUnknown } from './calendar';
import type { AccountReading, Unknown } from './model';

/** An account as data that is written says of it: as of when it is known what was used, or why it is unread. */
export type AccountRead =
  | { readonly id: string; readonly name: string; readonly credentialReportAt: string | Unknown }
  | { readonly id: string; readonly name: string; readonly unread: string };

export function accountRead(reading: AccountReading): AccountRead {
  if (reading.outcome === 'unread') {
    const { id, name } = reading.account;
    return { id, name, unread: reading.reason };
  }
  const { id, name } = reading.inventory.account;
  return { id, name, credentialReportAt: instantOrUnknown(reading.credentialReportAt) };
}
