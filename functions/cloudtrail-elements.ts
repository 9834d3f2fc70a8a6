import { z } from 'zod';
import { iamNamePattern } from '../rules/formats';

/** CloudTrail writes null where there is nothing. */
export const optional = <Schema extends z.ZodType>(schema: Schema) =>
  schema.nullish().transform((value) => value ?? undefined);

/** CloudTrail keeps no more of a user agent; whatever comes, neither a notice nor the ledger grows beyond its limits. */
const LONGEST_TEXT = 1000;

/** What callers choose themselves, such as the user agent: text, and no more than can be stored. */
export const text = z.string().transform((given) => given.toWellFormed().slice(0, LONGEST_TEXT));

/** What root is called where it changes its own MFA devices. No user's name has a space. */
export const rootInCalls = 'AWS ROOT USER';

/** As IAM's API takes them: they are parts of notices' ids, and of commands that people copy. */
const userName = z.union([z.string().regex(iamNamePattern), z.literal(rootInCalls)]);
const id = z.string().regex(/^\w{16,128}$/);
/** An MFA device's: an ARN, or what is printed on it. */
const serialNumber = z.string().regex(/^[\w+=/:,.@-]{9,256}$/);

/**
 * What a call asked for and what it was answered, as far as Keyturn reads them. The names are IAM's own, the first
 * letter in lower case; secrets are in neither.
 */
export const requestSchema = z.object({
  userName: optional(userName),
  accessKeyId: optional(id),
  serviceSpecificCredentialId: optional(id),
  sSHPublicKeyId: optional(id),
  certificateId: optional(id),
  serialNumber: optional(serialNumber),
  status: optional(z.string()),
  credentialAgeDays: optional(z.coerce.number().int()),
});

const owned = { userName: optional(userName) };

/** Of what was made or, as a reset does, made anew. */
export const responseSchema = z.object({
  accessKey: optional(z.object({ ...owned, accessKeyId: id, createDate: optional(z.string()) })),
  serviceSpecificCredential: optional(
    z.object({
      ...owned,
      serviceSpecificCredentialId: id,
      serviceName: text,
      createDate: optional(z.string()),
      expirationDate: optional(z.string()),
    }),
  ),
  sSHPublicKey: optional(z.object({ ...owned, sSHPublicKeyId: id })),
  certificate: optional(z.object({ ...owned, certificateId: id })),
  loginProfile: optional(z.object(owned)),
  user: optional(z.object({ ...owned, userId: id })),
});
