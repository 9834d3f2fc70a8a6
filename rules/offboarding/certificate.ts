import { z } from 'zod';
import { datePattern } from '../formats';
import {
  certificateHead,
  credentialSchema,
  endSchema,
  instant,
} from '../person/certified-credential';
import { accountSchema } from './holdings';

/** A call in CloudTrail. */
const deed = z.strictObject({ at: instant, by: z.string(), eventId: z.string() });

const credential = z.strictObject({
  ...credentialSchema,
  /** `left`: it lets somebody in. */
  end: endSchema(['ended', 'left', 'not-known']),
  /** By which call it was deleted, where that is another than the one by which it ended. */
  deletion: deed.optional(),
});

const mfaDevice = z.strictObject({
  /** A virtual one's ARN, or that of a passkey; of a token what is printed on it. */
  serialNumber: z.string(),
  kind: z.enum(['virtual', 'passkey-or-security-key', 'hardware-token']),
  /** When it was enabled for them for the last time, by CloudTrail; absent where nobody says. */
  enabledAt: instant.optional(),
  /**
   * `deactivated`: it is theirs no more; a virtual one may be there still, for nobody. `deleted`: CloudTrail has that a
   * virtual one was. `unseen`: whether it is enabled still could not be read.
   */
  status: z.enum(['enabled', 'deactivated', 'deleted', 'unseen']),
  end: endSchema(['ended', 'left', 'not-known']).omit({ noticeId: true }),
  /** By which call it was deleted, where that is another than the one by which it ended. */
  deletion: deed.optional(),
});

export const leftKinds = [
  'engineers-file',
  'user',
  'credential',
  'mfa-device',
  'policy',
  'other-user',
] as const;

/** What `keyturn offboard --verify` writes: whether everything of somebody who has left is gone, and on what that rests. */
export const offboardCertificateSchema = z.strictObject({
  format: z.literal('keyturn-offboard-certificate/1'),
  ...certificateHead,
  user: z.strictObject({
    name: z.string(),
    fullName: z.string().optional(),
    /** IAM's own: AIDA…. None where nobody knows it. */
    ids: z.array(z.string()),
  }),
  /** `out`: nothing is left. `left`: something is. `not-all-seen`: nothing was seen to be left, and not all was seen. */
  result: z.enum(['out', 'left', 'not-all-seen']),
  /** The accounts that were looked through, or were not. */
  accounts: z.array(accountSchema),
  /** What is still there, a sentence each without its full stop. */
  left: z.array(z.strictObject({ what: z.enum(leftKinds), text: z.string() })),
  /** What may be theirs: somebody has to look. */
  toLook: z.array(z.string()),
  /** What could not be seen, so that nothing follows from its not being seen. */
  notSeen: z.array(z.string()),
  iamUser: z.strictObject({
    is: z.enum(['there', 'gone']),
    deletion: deed.optional(),
    restsOn: z.string(),
  }),
  /** Somebody else who is called so, and was made later. */
  namesake: z.strictObject({ id: z.string(), createdAt: instant }).optional(),
  credentials: z.array(credential),
  mfaDevices: z.array(mfaDevice),
  /** Whence it is known which credentials and MFA devices there were. */
  sources: z.array(z.string()),
  /** From when on CloudTrail was asked; absent where it was not. */
  trailSince: instant.optional(),
  /** The daily reports that were read. */
  reports: z
    .strictObject({
      source: z.string(),
      from: z.string().regex(datePattern),
      to: z.string().regex(datePattern),
    })
    .optional(),
  /** What it can't say in any case, a sentence each without its full stop. */
  notKnown: z.array(z.string()),
});
export type OffboardCertificate = z.infer<typeof offboardCertificateSchema>;
export type OffboardedCredential = OffboardCertificate['credentials'][number];
export type CertifiedDevice = OffboardCertificate['mfaDevices'][number];
export type Left = OffboardCertificate['left'][number];
