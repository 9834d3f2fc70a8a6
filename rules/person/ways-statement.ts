import { z } from 'zod';
import { accountIdPattern } from '../formats';
import { newWays, type NewWay } from '../ways-in';

/** Gets the next number where an older version would misread it; a new field does not change it. */
export const WAYS_STATEMENT_FORMAT = 'keyturn-ways/1';

/** Who somebody is there, and first the account: the IAM user whom `aws login` signed in, or the session of a role. */
const arnOf: Readonly<Record<NewWay, RegExp>> = {
  'sign-in': /^arn:aws[a-z-]*:iam::(\d{12}):user\/([\x21-\x7e]+\/)?[\w+=,.@-]{1,64}$/,
  'identity-center':
    /^arn:aws[a-z-]*:sts::(\d{12}):assumed-role\/[\w+=,.@-]{1,64}\/[\w+=,.@-]{2,64}$/,
};

const moment = z.iso.datetime('expected a time in UTC, such as 2027-01-15T09:30:00.000Z');

export const saidWaySchema = z
  .object({
    /** A key needs nobody's word. */
    way: z.enum(newWays),
    /** By which profile of ~/.aws/config. */
    profile: z.string().min(1),
    /** Who sts:GetCallerIdentity said they are there, and in which account. */
    arn: z.string(),
    accountId: z.string().regex(accountIdPattern, "expected an account's id, twelve digits"),
    /** AIDA…; of a role's session AROA…, a colon, and the session's name. */
    userId: z.string().min(1),
    /** ISO 8601, in UTC. */
    at: moment,
  })
  .superRefine(({ way, arn, accountId }, context) => {
    const complain = (message: string) =>
      context.addIssue({ code: 'custom', path: ['arn'], input: arn, message });
    const found = arnOf[way].exec(arn);
    if (!found)
      complain(way === 'sign-in' ? "expected an IAM user's ARN" : "expected a role session's ARN");
    else if (found[1] !== accountId) complain(`expected one of the account ${accountId}`);
  });

/**
 * What a person says of their own ways in (`keyturn ways --statement`): each that let them in, and who they were there.
 * Nobody else has seen it: whoever records it puts their name to it.
 */
export const waysStatementSchema = z.object({
  format: z.literal(WAYS_STATEMENT_FORMAT),
  /** ISO 8601, in UTC. */
  madeAt: moment,
  said: z.array(saidWaySchema).min(1, 'expected at least one way in that works'),
});

export type SaidWay = Readonly<z.infer<typeof saidWaySchema>>;
export interface WaysStatement extends Omit<z.infer<typeof waysStatementSchema>, 'said'> {
  readonly said: readonly SaidWay[];
}
