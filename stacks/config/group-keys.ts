import { z } from 'zod';
import { iamQuotas, longestGroupName } from '../../rules/iam-quotas';
import { groupNamePattern, iamNamePattern, iamPathPattern } from '../../rules/formats';
import { roleSetNamePattern, text } from './fields';

const characters = 'A-Z a-z 0-9 and + = , . @ _ -';

export const groupsSchema = z.strictObject({
  path: text(iamPathPattern, 'a path that begins and ends with /').optional(),
  rolePrefix: text(iamNamePattern, `1 to 64 of ${characters}`).optional(),
  machinePrefix: text(iamNamePattern, `1 to 64 of ${characters}`).default('machines-'),
  /** By role set. */
  names: z
    .record(
      text(roleSetNamePattern, 'the name of a role set: 1 to 64 of A-Z a-z 0-9 _ -'),
      text(
        groupNamePattern(longestGroupName),
        `a group's name: 1 to ${longestGroupName} of ${characters}`,
      ),
    )
    .default({}),
  /** The most groups that the account takes. */
  most: z.int().min(1).max(500).default(iamQuotas.groupsInAccount),
});
