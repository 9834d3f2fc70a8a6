import { z } from 'zod';
import { organizationalUnitIdPattern } from '../../rules/formats';
import { complain, text, uniqueList } from './fields';

const organizationalUnitId = text(
  organizationalUnitIdPattern,
  'the id of an organizational unit (ou-…) or of the root (r-…)',
);

const stackSetSchema = z.strictObject({
  organizationalUnitIds: uniqueList(organizationalUnitId, 'unit')
    .min(1)
    .superRefine((ids, context) => {
      const root = ids.findIndex((id) => id.startsWith('r-'));
      if (root >= 0 && ids.length > 1)
        complain(context, [root], 'expected the root alone, as it holds every unit', ids[root]);
    }),
  delegatedAdministrator: z.boolean().default(false),
  allowDisable: z.boolean().default(true),
  allowDisableMachineKeys: z.boolean().default(true),
  forwardKeyEvents: z.boolean().default(true),
});

/** The keys of the account that gives the audit role to those of its organization. */
export const organizationAccount = {
  auditRoleStackSet: stackSetSchema.optional().meta({
    description:
      'The accounts of the organization that get the audit role from a StackSet: organizationalUnitIds (a list of ou-…, or the root r-…), delegatedAdministrator (true: this is not the management account), allowDisable, allowDisableMachineKeys, forwardKeyEvents. Not those with a stack file beside this one, unless coveredByStackSet.',
  }),
};
