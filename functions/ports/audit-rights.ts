import type { Tried } from '../../rules/checks/tried';
import type { TriedRole } from '../../rules/checks/tried-role';
import type { Account } from '../../rules/model';

/** Tries the audit role of accounts, anew each time, and changes nothing there. */
export interface AuditRightsPort {
  tryIn(accountId: string): Promise<TriedRole>;
}

/** The accounts, or what kept them from being listed. */
export type TriedListing = { readonly accounts: readonly Account[] } | { readonly failed: Tried };
