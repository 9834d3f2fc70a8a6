import { credentialEvents, type CredentialEvent } from './credentials';

/**
 * Calls about a user that no credential's traits have: an MFA device that is taken off, and a user who was made, since
 * some of AWS's consoles make one with each API key. A virtual device that is deleted was taken off before, and
 * CloudTrail does not say whose it was.
 */
const userEvents = ['CreateUser', 'DeactivateMFADevice'] as const;

export type IamEvent = CredentialEvent | (typeof userEvents)[number];

/** The calls, as CloudTrail names them, that are forwarded and read: `newsOf` says what each is to the team. */
export const iamEvents: readonly IamEvent[] = [...credentialEvents, ...userEvents];
