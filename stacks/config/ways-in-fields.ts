import { z } from 'zod';
import { identityCenterNamePattern } from '../../rules/formats';
import { isLocalDate } from '../../rules/local-date';
import { waysIn } from '../../rules/ways-in';
import { isSameName } from '../../rules/without-case';
import { text, uniqueList } from './fields';

/** The ways in that are open to somebody: one at least. */
export const accessList = uniqueList(
  z.enum(waysIn),
  'way in',
  `a list of ways in: ${waysIn.join(', ')}`,
).min(1, `expected at least one way in: ${waysIn.join(', ')}`);

/** Identity Store takes neither for a user. */
const reservedNames = ['Administrator', 'AWSAdministrators'];

export const identityCenterName = text(
  identityCenterNamePattern,
  'a user name of IAM Identity Center that an AWS tag takes: 1 to 128 letters, digits and _ . : / = + - @',
).refine((name) => !reservedNames.some((reserved) => isSameName(reserved, name)), {
  error: `expected another than ${reservedNames.join(' and ')}, which IAM Identity Center keeps for itself`,
});

const aDate = "a date that exists, 'YYYY-MM-DD'";

/** The last day of a way in, for everybody. */
export const accessUntilSchema = z.strictObject({
  key: z.string({ error: `expected ${aDate}` }).refine(isLocalDate, `expected ${aDate}`),
});
