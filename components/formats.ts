import { homeOfRole } from '../rules/arn';
import { organizationalUnitIdPattern } from '../rules/names';
import { iamPathPattern, userNamePattern } from '../rules/tags';
import { type Check, matching } from './check';

/** What AWS takes for the things that several components are given. */

export const accountId = matching(/^\d{12}$/, 'an account id of twelve digits');

/** A role's or a group's name. */
export const iamName = matching(/^[\w+=,.@-]{1,64}$/, '1 to 64 of A-Z a-z 0-9 and + = , . @ _ -');

export const groupName = (longest: number) =>
  matching(
    new RegExp(`^[\\w+=,.@-]{1,${longest}}$`),
    `a group's name: 1 to ${longest} of A-Z a-z 0-9 and + = , . @ _ -`,
  );

export const userName = matching(
  userNamePattern,
  'a user name that IAM takes: 1 to 64 of A-Z a-z 0-9 and + = , . @ _ -',
);

export const iamPath = matching(iamPathPattern, 'a path that begins and ends with /');

/** The ARN of one role: no pattern, and nothing else's ARN. */
export const roleArn: Check<string> = (arn) =>
  homeOfRole(arn) ? undefined : `expected the ARN of one role, found ${JSON.stringify(arn)}`;

export const managedPolicyArn = matching(
  /^arn:[\w-]+:iam::(aws|\d{12}):policy\/[\w+=,.@/-]+$/,
  'the ARN of a managed policy',
);

export const externalId = matching(
  /^[\w+=,.@:/-]{2,1224}$/,
  'an external id of 2 to 1224 of A-Z a-z 0-9 and + = , . @ : / _ -',
);

export const keyArn = matching(/^arn:[\w-]+:kms:[\w-]+:\d{12}:key\/.+$/, "a KMS key's ARN");

export const eventBusArn = matching(
  /^arn:[\w-]+:events:[\w-]+:\d{12}:event-bus\/[\w./-]{1,256}$/,
  'the ARN of an event bus',
);

/** What AWS Organizations calls a unit, or the root that holds all of them. */
export const organizationalUnitId = matching(
  organizationalUnitIdPattern,
  'the id of an organizational unit (ou-…) or of the root (r-…)',
);
