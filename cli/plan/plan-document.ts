import { z } from 'zod';
import type { OtherKind } from '../../rules/credentials/credential';
import type { ReasonCode } from '../../rules/decisions';
import { accountIdPattern, datePattern } from '../../rules/formats';

const otherKinds = [
  'service-specific',
  'ssh-key',
  'signing-certificate',
] as const satisfies readonly OtherKind[];
const date = z.string().regex(datePattern);
const accountId = z.string().regex(accountIdPattern);

/** What `keyturn plan --format json` writes. */
export const planSchema = z.strictObject({
  format: z.literal('keyturn-plan/1'),
  keyturnVersion: z.string(),
  generatedAt: z.iso.datetime(),
  /** The run's date in `timeZone`, and its scheduled time. */
  on: date,
  runAt: z.iso.datetime(),
  timeZone: z.string(),
  /** Whether the monitor's ledger was read; without it the plan is of a monitor that never ran. */
  ledgerRead: z.boolean(),
  untaggedAs: z.enum(['engineer', 'machine']).optional(),
  accounts: z.array(
    z.strictObject({
      id: accountId,
      name: z.string(),
      /** When AWS made the credential report that was read; `unknown`: why there is none. Absent where the account was not read. */
      credentialReportAt: z
        .union([z.iso.datetime(), z.strictObject({ unknown: z.string() })])
        .optional(),
      /** Why it could not be read; absent where it was. */
      unread: z.string().optional(),
    }),
  ),
  decisions: z.array(
    z.strictObject({
      accountId,
      userName: z.string(),
      /** Absent where it is about the user, the password or another credential. */
      keyId: z.string().optional(),
      /** Which one of another kind than access key and password. */
      credential: z.strictObject({ kind: z.enum(otherKinds), id: z.string() }).optional(),
      do: z.enum([
        'send',
        'disable',
        'abandon',
        'hold',
        'withdraw',
        'report',
        'remember-exemption',
        'remember-alone',
        'remember-open',
        'remember-closed',
        'nothing',
      ]),
      /** Which notice is sent. */
      notice: z.string().optional(),
      /** The day on which the key stops, as the notice names it. */
      stopsOn: date.optional(),
      /** The reason's stable code; absent where the text says it all. */
      code: z.string().optional(),
      why: z.string(),
    }),
  ),
});
export type Plan = z.infer<typeof planSchema>;
export type PlannedDecision = Plan['decisions'][number];

/** Nothing is done since what it would be done for could not be seen. */
export function isNotKnown({ code }: PlannedDecision): boolean {
  return code === ('not-known' satisfies ReasonCode);
}
