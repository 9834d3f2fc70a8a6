import { iam } from './core/resource-types';
import { iamNoLoginProfileInState } from './iam-no-login-profile-in-state';
import { describePolicy } from './testing/policy-cases';
import { bucket, engineer, resource } from './testing/resources';
import { unknown } from './testing/run-policy';

const profile = (props: Readonly<Record<string, unknown>>) =>
  resource(iam.userLoginProfile, 'ada', props);

describePolicy(iamNoLoginProfileInState, {
  passes: [],
  advises: [
    ['a login profile', profile({ user: 'ada' }), /ada puts a console password into the state/],
    ['one that is encrypted', profile({ user: 'ada', pgpKey: 'keybase:ada' }), /into the state/],
    ['one whose user is not known yet', profile({ user: unknown }), /into the state/],
  ],
  notApplicable: [
    ['another resource', bucket],
    ['a user', engineer('ada')],
  ],
  // Nothing about a login profile could make it right.
  unknown: [],
  bad: profile({ user: 'ada' }),
});
