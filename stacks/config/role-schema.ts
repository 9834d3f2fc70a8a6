import { z } from 'zod';
import { managedPolicyArn, roleNamePattern, text, uniqueList } from './fields';

/** A role of an account that engineers may be given. */
export const roleSchema = z.strictObject({
  name: text(
    roleNamePattern,
    'a role name that IAM takes: 1 to 64 of A-Z a-z 0-9 and + = , . @ _ -',
  ).meta({ description: 'The name of the role; engineers.yaml names it stack/name.' }),
  description: z
    .string()
    .max(1000)
    .optional()
    .meta({ description: 'What the role is for, as IAM shows it.' }),
  policyArns: uniqueList(managedPolicyArn, 'policy')
    .max(20)
    .default([])
    .meta({ description: 'The managed policies of the role.' }),
  maxSessionHours: z
    .int()
    .min(1)
    .max(12)
    .default(1)
    .meta({ description: 'How long a session of the role may last.' }),
  permissionsBoundaryArn: managedPolicyArn
    .optional()
    .meta({ description: 'The managed policy that bounds what the role may do.' }),
  existing: z.boolean().default(false).meta({
    description:
      'True: the role is made elsewhere. Engineers may be given it; it is neither made nor changed here.',
  }),
});
export type RoleConfig = z.output<typeof roleSchema>;
