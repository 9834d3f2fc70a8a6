import { z } from 'zod';
import { accountIdPattern } from '../formats';
import {
  credentialKindSchema,
  instant,
  lastUsedSchema,
  unknownSchema,
} from '../person/certified-credential';
import { waysIn } from '../ways-in';
import { mentionSchema } from './mentions';

export const HOLDINGS_FORMAT = 'keyturn-holdings/1';

export const accountSchema = z.strictObject({
  id: z.string().regex(accountIdPattern),
  name: z.string(),
  /** Why it could not be read. */
  unread: z.string().optional(),
});

const credential = z.strictObject({
  kind: credentialKindSchema,
  id: z.string(),
  status: z.enum(['Active', 'Inactive', 'Expired']),
  createdAt: z.union([instant, unknownSchema]),
  lastUsed: lastUsedSchema,
  expiresAt: instant.optional(),
  /** Of a service-specific one: `bedrock.amazonaws.com`. */
  service: z.string().optional(),
  /** By CloudTrail, where it was asked: the newest few ways in which it was used. */
  recentUses: z
    .array(
      z.strictObject({
        program: z.string().optional(),
        address: z.string().optional(),
        service: z.string(),
        at: instant,
      }),
    )
    .optional(),
});

/** A field of the project's files that names them. */
const placeInProject = z.strictObject({
  file: z.string(),
  line: z.int().optional(),
  column: z.int().optional(),
  /** `keyturn:responders[0]` */
  field: z.string(),
  found: z.string(),
  /** What to do about it, a sentence without its full stop. */
  todo: z.string(),
});
export type PlaceInProject = z.infer<typeof placeInProject>;

/** What an engineer who leaves holds: what `keyturn offboard` shows, and `--record` writes. */
export const holdingsSchema = z.strictObject({
  format: z.literal(HOLDINGS_FORMAT),
  keyturnVersion: z.string(),
  generatedAt: instant,
  timeZone: z.string(),
  /** That of the IAM users. */
  account: z.strictObject({ id: z.string().regex(accountIdPattern), name: z.string() }),
  /** The accounts whose policies were looked through, or were not. */
  accounts: z.array(accountSchema),
  /** As engineers.yaml has them. */
  declared: z.strictObject({
    name: z.string(),
    slackId: z.string(),
    fullName: z.string().optional(),
    access: z.array(z.enum(waysIn)),
    identityCenterName: z.string().optional(),
    keyExemption: z
      .strictObject({ until: z.string(), reason: z.string(), approvedBy: z.string() })
      .optional(),
    roles: z.array(
      z.strictObject({ reference: z.string(), arn: z.string(), maxSessionHours: z.number() }),
    ),
  }),
  /** The IAM user; absent where there is none. */
  user: z
    .strictObject({
      name: z.string(),
      id: z.string(),
      arn: z.string(),
      createdAt: instant,
      groups: z.array(z.string()),
      /** Of these the stack is not the owner: a user who is in one can't be deleted by it. */
      otherGroups: z.array(z.string()),
      policies: z.array(
        z.strictObject({ name: z.string(), allows: z.array(z.string()).optional() }),
      ),
      boundary: z.string().optional(),
      /** Their serial numbers. */
      mfaDevices: z.union([z.array(z.string()), unknownSchema]),
      /** ARNs and patterns of roles, as the policies have them. */
      mayAssume: z.union([z.array(z.string()), unknownSchema]),
    })
    .optional(),
  credentials: z.array(credential),
  /** Policies that name them, but for those of their own user. */
  mentions: z.array(mentionSchema),
  /** Users of other accounts who have their Slack id, or their name. */
  otherUsers: z.array(
    z.strictObject({
      accountId: z.string().regex(accountIdPattern),
      name: z.string(),
      id: z.string(),
      by: z.enum(['slack-id', 'name']),
    }),
  ),
  /** How far their move from keys has come; absent where no ledger was read, or they are not moving. */
  move: z
    .strictObject({
      step: z.string(),
      proof: z.string().optional(),
      forced: z
        .strictObject({ at: instant, by: z.string(), reason: z.string().optional() })
        .optional(),
      said: z.array(z.strictObject({ way: z.string(), at: instant, by: z.string() })),
    })
    .optional(),
  inProject: z.array(placeInProject),
  /** What could not be seen, a sentence each without its full stop. */
  notKnown: z.array(z.string()),
});
export type Holdings = z.infer<typeof holdingsSchema>;
export type HeldCredential = Holdings['credentials'][number];
