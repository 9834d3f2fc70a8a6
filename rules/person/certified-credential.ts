import { z } from 'zod';
import { accountIdPattern } from '../formats';

export const instant = z.iso.datetime();

/** What every certificate says of itself, beside its format. */
export const certificateHead = {
  keyturnVersion: z.string(),
  generatedAt: instant,
  timeZone: z.string(),
  account: z.strictObject({ id: z.string().regex(accountIdPattern), name: z.string() }),
};
export const unknownSchema = z.strictObject({ unknown: z.string() });

/** Absent where it never was, or nobody can tell. */
export const lastUsedSchema = z
  .union([
    z.strictObject({ at: instant, service: z.string().optional(), region: z.string().optional() }),
    unknownSchema,
  ])
  .optional();

export const credentialKindSchema = z.enum([
  'access-key',
  'password',
  'service-specific',
  'ssh-key',
  'signing-certificate',
]);

/** What a certificate says of a credential, but for its end. */
export const credentialSchema = {
  kind: credentialKindSchema,
  id: z.string(),
  /** `deleted`: somebody has known it, and IAM does not any more. */
  status: z.enum(['Active', 'Inactive', 'Expired', 'deleted']),
  createdAt: z.union([instant, unknownSchema]),
  lastUsed: lastUsedSchema,
};

/**
 * How it ended.
 * @param kinds `ended`: it lets nobody in any more, since `at`. `not-known`: it is off or gone, and since when nobody
 * knows; and what else is said of one
 */
export function endSchema<const Kinds extends readonly string[]>(kinds: Kinds) {
  return z.strictObject({
    is: z.enum(kinds),
    at: instant.optional(),
    /** The ARN of whoever ended it, where CloudTrail says so. */
    by: z.string().optional(),
    /** CloudTrail's event. */
    eventId: z.string().optional(),
    /** The ledger's notice of Keyturn's own disabling. */
    noticeId: z.string().optional(),
    /** Who says so, and what nobody says. */
    restsOn: z.string(),
  });
}
