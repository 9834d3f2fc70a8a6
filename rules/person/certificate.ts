import { z } from 'zod';
import { datePattern } from '../formats';
import { waysIn } from '../ways-in';
import { certificateHead, credentialSchema, endSchema, instant } from './certified-credential';

/**
 * `with-the-user`: it goes when the IAM user does. `stays`: it is what they come in by. The others as of every certified
 * credential.
 */
const end = endSchema(['ended', 'with-the-user', 'stays', 'not-known']);

const way = z.strictObject({
  way: z.enum(waysIn),
  isOpen: z.boolean(),
  /** The dates on which its use was seen, the newest first; of `key` there are none. */
  seenOn: z.array(z.string().regex(datePattern)),
  /** The newest use that was seen. */
  lastUse: z
    .strictObject({
      at: instant,
      address: z.string().optional(),
      program: z.string().optional(),
      /** CloudTrail's. */
      eventId: z.string().optional(),
    })
    .optional(),
  /** The person said that it works: when, and by which session of theirs. */
  said: z.strictObject({ at: instant, by: z.string() }).optional(),
});

/** What `keyturn move --certificate` writes: that a person needs no key any more, and on what that rests. */
export const certificateSchema = z.strictObject({
  format: z.literal('keyturn-move-certificate/1'),
  ...certificateHead,
  user: z.strictObject({
    name: z.string(),
    /** IAM's own: AIDA…. */
    id: z.string(),
    arn: z.string(),
    fullName: z.string().optional(),
  }),
  /** Whether the IAM user stays, for whom `aws login` signs in. */
  stays: z.boolean(),
  /** How it was proved that they can do without a key; absent where it was not. */
  proof: z.enum(['seen', 'said', 'forced']).optional(),
  /** Who closed `key` by name without proof. */
  forced: z.strictObject({ at: instant, by: z.string(), reason: z.string().optional() }).optional(),
  ways: z.array(way),
  credentials: z.array(z.strictObject({ ...credentialSchema, end })),
  /** From when on CloudTrail was asked; absent where it was not. */
  trailSince: instant.optional(),
  /** What it can't say, a sentence each without its full stop. */
  notKnown: z.array(z.string()),
});
export type Certificate = z.infer<typeof certificateSchema>;
export type CertifiedCredential = Certificate['credentials'][number];
export type CredentialEnd = CertifiedCredential['end'];
