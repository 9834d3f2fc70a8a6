import type { Counterparts } from './counterpart';
import { events, functions, messaging } from './events';
import { alarms, iam, identityCenter, keys, organization } from './iam';
import { storage } from './storage';

/** Every type that the stacks register and that CloudFormation has, too. */
export const counterparts: Counterparts = {
  ...iam,
  ...identityCenter,
  ...organization,
  ...keys,
  ...alarms,
  ...events,
  ...functions,
  ...messaging,
  ...storage,
};

/** The types that CloudFormation has not, with the reason. */
export const withoutCounterpart: Readonly<Record<string, string>> = {
  'aws:iam/accountPasswordPolicy:AccountPasswordPolicy':
    'CloudFormation has no type for the password policy of an account.',
};
