import { z } from 'zod';
import { accountIdPattern, datePattern } from '../formats';
import { waysIn } from '../ways-in';
import { moveSteps } from './moving';

const instant = z.iso.datetime();
const accountId = z.string().regex(accountIdPattern);

const wayStatus = z.strictObject({
  way: z.enum(waysIn),
  isOpen: z.boolean(),
  /** Absent where it never was, as far as anybody has seen. */
  lastUsed: z
    .strictObject({
      at: instant,
      /** From where, and by which program. */
      address: z.string().optional(),
      program: z.string().optional(),
      /** What for: of a key, by IAM. */
      service: z.string().optional(),
      region: z.string().optional(),
    })
    .optional(),
});

const personStatus = z.strictObject({
  accountId,
  userName: z.string(),
  fullName: z.string().optional(),
  /** They come by IAM Identity Center alone, as engineers.yaml says; absent where they have an IAM user. */
  iamUser: z.literal(false).optional(),
  /** The farthest that was reached; `not-moving`: nothing but a key is open to them. */
  step: z.enum([...moveSteps, 'not-moving']),
  /** What is missing for the next step, or for an IAM user to go; absent where nothing is, and of whoever is not moving. */
  missing: z.string().optional(),
  /** Why they may go without a key: another way was seen in use, they said so, or somebody forced it. */
  proof: z.enum(['seen', 'said', 'forced']).optional(),
  /** The last day on which `key` is open. */
  keyUntil: z.string().regex(datePattern).optional(),
  /** How many of their keys are enabled; why nobody knows. */
  enabledKeys: z.union([z.number().int(), z.strictObject({ unknown: z.string() })]),
  /** All there are, in their order. */
  ways: z.array(wayStatus),
});

/** What `keyturn move status --format json` writes. */
export const moveStatusSchema = z.strictObject({
  format: z.literal('keyturn-move-status/1'),
  keyturnVersion: z.string(),
  generatedAt: instant,
  /** Today in `timeZone`. */
  on: z.string().regex(datePattern),
  timeZone: z.string(),
  /** Whether the monitor's ledger was read: without it nothing is known of messages and of proofs. */
  ledgerRead: z.boolean(),
  untaggedAs: z.enum(['engineer', 'machine']).optional(),
  /** What a move is held to, in days. */
  provedDays: z.number().int(),
  quietDays: z.number().int(),
  accounts: z.array(
    z.strictObject({
      id: accountId,
      name: z.string(),
      /** When AWS made the credential report that was read; `unknown`: why there is none. Absent where the account was not read. */
      credentialReportAt: z.union([instant, z.strictObject({ unknown: z.string() })]).optional(),
      /** Why it could not be read; absent where it was. */
      unread: z.string().optional(),
    }),
  ),
  /**
   * Every engineer, those who are on the way first, then those who are done, then the rest. Those without an IAM user are there where
   * the project was read.
   */
  people: z.array(personStatus),
});
export type MoveStatus = z.infer<typeof moveStatusSchema>;
export type PersonStatus = MoveStatus['people'][number];
export type WayStatus = PersonStatus['ways'][number];
