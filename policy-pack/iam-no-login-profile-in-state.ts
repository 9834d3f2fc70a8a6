import { definePolicy } from './core/define-policy';
import { keyturnRule } from './core/frameworks';
import { iam } from './core/resource-types';

export const iamNoLoginProfileInState = definePolicy({
  name: 'iam-no-login-profile-in-state',
  displayName: 'No console password in the state',
  description:
    "A login profile's first password is kept in the stack's state, where everybody who can read the state can read it.",
  level: 'advisory',
  severity: 'medium',
  framework: keyturnRule(2),
  remediationSteps:
    'Remove the aws.iam.UserLoginProfile and give the first password by hand: aws iam create-login-profile --user-name NAME --password-reset-required --password …',
  types: [iam.userLoginProfile],
  check({ name }, report) {
    report(
      `${name} puts a console password into the state. Take it out, and give the first password with: aws iam create-login-profile --password-reset-required.`,
    );
  },
});
