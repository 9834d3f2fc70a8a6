import { z } from 'zod';
import { accountIdPattern, roleArnPattern } from '../rules/formats';
import type { Account } from '../rules/model';
import { json } from './environment';

const accountId = z.string().regex(accountIdPattern, 'expected an account id of 12 digits');

const shape = z
  .strictObject({
    list: z.array(z.strictObject({ id: accountId, name: z.string().min(1) })).optional(),
    organization: z
      .strictObject({
        exclude: z.array(accountId).default([]),
        /** A role in the management account that may list the organization's accounts. */
        roleArn: z.string().regex(roleArnPattern, "expected a role's ARN").optional(),
      })
      .optional(),
  })
  .refine(
    ({ list, organization }) => (list === undefined) !== (organization === undefined),
    'expected {"list": …} or {"organization": …}',
  );

/** The variable KEYTURN_ACCOUNTS: the accounts by name, or that the organization is asked for them. */
export const accountsSettingSchema = json(shape);
export type AccountsSetting = z.infer<typeof shape>;

/**
 * The account as the setting knows it; undefined where it is none of ours. In an organization every account is
 * that was not left out, under its id: the names are known to the daily run alone.
 */
export function knownAccount(
  { list, organization }: AccountsSetting,
  id: string,
): Account | undefined {
  if (list) return list.find((account) => account.id === id);
  return organization?.exclude.includes(id) ? undefined : { id, name: id };
}
