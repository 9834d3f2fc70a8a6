import { z } from 'zod';
import { partitionOfRegion } from '../../rules/arn';
import { ownInFullSchemaOf } from '../../rules/clocks';
import { credentialTraits } from '../../rules/credentials';
import {
  accountIdPattern,
  externalIdPattern,
  fifoQueueUrlPattern,
  iamNamePattern,
} from '../../rules/formats';
import { settingsSchema } from '../../rules/settings';
import { movesSchema, unusedSchema } from '../../rules/settings-in-short';
import { accountsSettingSchema } from '../accounts-setting';
import { json } from '../environment';

const accountId = z.string().regex(accountIdPattern, 'expected an account id of 12 digits');

/** The variables of each function that disables keys. */
export const actingVariables = {
  KEYTURN_SETTINGS: json(settingsSchema),
  /** Absent: every kind of credential goes by the settings' own numbers, and those that are chosen are reported alone. */
  KEYTURN_CREDENTIALS: json(ownInFullSchemaOf(credentialTraits)).optional(),
  /** Absent: as by the settings' defaults. */
  KEYTURN_UNUSED: json(unusedSchema).optional(),
  /** Absent: likewise. */
  KEYTURN_MOVES: json(movesSchema).optional(),
  KEYTURN_ACCOUNTS: accountsSettingSchema,
  KEYTURN_AUDIT_ROLE_NAME: z
    .string("expected a role's name")
    .regex(iamNamePattern, "expected a role's name"),
  KEYTURN_EXTERNAL_ID: z
    .string('expected the external id of the audit roles')
    .regex(externalIdPattern, 'expected the external id of the audit roles'),
  KEYTURN_LEDGER_TABLE: z.string("expected the ledger table's name").min(1),
  KEYTURN_NOTICE_QUEUE_URL: z
    .string("expected the notice queue's URL")
    .regex(fifoQueueUrlPattern, "expected the notice queue's URL, ending in .fifo"),
  /** No default: who is not told that a run is one in earnest must not take it for one. */
  KEYTURN_DRY_RUN: z
    .enum(['true', 'false'], 'expected true or false')
    .transform((text) => text === 'true'),
  KEYTURN_DRY_RUN_ACCOUNTS: json(z.array(accountId)),
  AWS_REGION: z.string("expected the function's region").refine(isRegion, {
    error: 'expected a region of the partitions aws, aws-cn, aws-us-gov',
  }),
};

function isRegion(text: string): boolean {
  try {
    partitionOfRegion(text);
    return true;
  } catch {
    return false;
  }
}
