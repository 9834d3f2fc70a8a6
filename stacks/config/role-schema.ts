import { z } from 'zod';
import {
  foreignTo,
  iamNamePattern,
  roleDescriptionPattern,
  rolePathPattern,
} from '../../rules/formats';
import { managedPolicyArn, text, uniqueList } from './fields';

/** A role of an account that engineers may be given. */
export const roleSchema = z.strictObject({
  name: text(
    iamNamePattern,
    'a role name that IAM takes: 1 to 64 of A-Z a-z 0-9 and + = , . @ _ -',
  ).meta({ description: 'The name of the role; engineers.yaml names it stack/name.' }),
  path: text(
    rolePathPattern,
    'a path that begins and ends with /, of A-Z a-z 0-9 and + = , . @ _ -',
  )
    .default('/')
    .meta({ description: "The role's path in IAM, such as /teams/. Default: /." }),
  description: text(
    roleDescriptionPattern,
    'at most 1,000 letters and signs of Latin-1, which is what IAM takes',
    (found) => {
      const foreign = foreignTo(found);
      return foreign === undefined ? `${found.length} characters` : JSON.stringify(foreign);
    },
  )
    .optional()
    .meta({ description: 'What the role is for, as IAM shows it: letters and signs of Latin-1.' }),
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
