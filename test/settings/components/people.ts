import {
  Engineer,
  EngineerBaseline,
  KeyUntilGroup,
  KeylessGroup,
  MachineGroup,
  MachineUser,
  RoleGroup,
  RotationTool,
  SignInGroup,
  WayIn,
} from '../../../components';
import { as, input, within } from '../arrivals';
import { componentCase } from './component-case';

const deploy = 'arn:aws:iam::222222222222:role/deploy';
const release = 'arn:aws:iam::222222222222:role/release';
const readOnly = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
const readS3 = 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess';

/** What the account gets that holds the IAM users. */
export const peopleComponents = {
  Engineer: componentCase((args, opts) => new Engineer('ada', args, opts), {
    plain: { userName: 'ada', slackId: 'U0ADA000001', groupName: 'engineers' },
    given: [
      {
        args: {
          userName: 'lovelace',
          path: '/people/',
          fullName: 'Ada Lovelace',
          slackId: 'U0ADA000002',
          groupName: 'everybody',
          roleGroupName: 'backend',
          signInGroupName: 'signs-in',
          keylessGroupName: 'keyless',
          access: [WayIn.IdentityCenter, WayIn.SignIn],
          identityCenterName: 'ada@example.com',
          keyExemption: { until: '2026-12-24', reason: 'On leave', approvedBy: 'Charles' },
          rotateWith: RotationTool.AwsCli,
        },
        arrives: {
          userName: input('ada-user', 'name'),
          path: input('ada-user', 'path'),
          fullName: input('ada-user', 'tags', 'full-name'),
          slackId: input('ada-user', 'tags', 'slack-id'),
          groupName: input('ada-membership', 'groups', 0),
          roleGroupName: input('ada-membership:roles', 'groups', 0),
          signInGroupName: input('ada-membership:sign-in', 'groups', 0),
          keylessGroupName: input('ada-membership:keyless', 'groups', 0),
          access: as('sign-in+identity-center', input('ada-user', 'tags', 'access')),
          identityCenterName: input('ada-user', 'tags', 'identity-center-name'),
          keyExemption: [
            as('2026-12-24', input('ada-user', 'tags', 'key-exempt-until')),
            as('On leave', input('ada-user', 'tags', 'key-exempt-reason')),
            as('Charles', input('ada-user', 'tags', 'key-exempt-by')),
          ],
          rotateWith: input('ada-user', 'tags', 'rotate-with'),
        },
      },
      {
        args: {
          userName: 'ada',
          slackId: 'U0ADA000001',
          groupName: 'engineers',
          access: [WayIn.Key, WayIn.SignIn],
          keyUntil: '2027-03-31',
          keyUntilGroupName: 'until-spring',
        },
        arrives: {
          access: as('key+sign-in', input('ada-user', 'tags', 'access')),
          keyUntil: input('ada-user', 'tags', 'key-until'),
          keyUntilGroupName: input('ada-membership:key-until', 'groups', 0),
        },
      },
    ],
  }),

  EngineerBaseline: componentCase((args, opts) => new EngineerBaseline('ground', args, opts), {
    plain: {},
    given: [
      {
        args: {
          groupName: 'everybody',
          path: '/people/',
          roleArns: [deploy],
          minimumPasswordLength: 20,
          maxPasswordAge: 60,
          passwordReusePrevention: 12,
          allowUsersToChangePassword: true,
          serviceCredentials: ['logs.amazonaws.com'],
          maximumCredentialAgeDays: 33,
        },
        arrives: {
          groupName: input('ground-group', 'name'),
          path: input('ground-group', 'path'),
          roleArns: within('ground-assume-roles', 'policy'),
          minimumPasswordLength: input('ground-password-policy', 'minimumPasswordLength'),
          maxPasswordAge: input('ground-password-policy', 'maxPasswordAge'),
          passwordReusePrevention: input('ground-password-policy', 'passwordReusePrevention'),
          allowUsersToChangePassword: input('ground-password-policy', 'allowUsersToChangePassword'),
          serviceCredentials: within('ground-self-management', 'policy'),
          maximumCredentialAgeDays: within('ground-self-management', 'policy'),
        },
      },
    ],
  }),

  KeylessGroup: componentCase((args, opts) => new KeylessGroup('keyless', args, opts), {
    plain: { groupName: 'keyless' },
    given: [
      {
        args: { groupName: 'no-keys', path: '/people/' },
        arrives: {
          groupName: input('keyless-group', 'name'),
          path: input('keyless-group', 'path'),
        },
      },
    ],
  }),

  KeyUntilGroup: componentCase((args, opts) => new KeyUntilGroup('until', args, opts), {
    plain: { groupName: 'until', keyUntil: '2027-03-31' },
    given: [
      {
        args: { groupName: 'until-winter', path: '/people/', keyUntil: '2027-12-31' },
        arrives: {
          groupName: input('until-group', 'name'),
          path: input('until-group', 'path'),
          keyUntil: as(true, (of) =>
            String(of.child('until-no-own-keys-after').inputs['policy']).includes(
              '2028-01-01T12:00:00Z',
            ),
          ),
        },
      },
    ],
  }),

  MachineGroup: componentCase((args, opts) => new MachineGroup('machines', args, opts), {
    plain: { groupName: 'machines', policyArns: [readOnly] },
    given: [
      {
        args: { groupName: 'robots', path: '/robots/', policyArns: [readS3] },
        arrives: {
          groupName: input('machines-group', 'name'),
          path: input('machines-group', 'path'),
          policyArns: as(readS3, input('machines-policy:aws:AmazonS3ReadOnlyAccess', 'policyArn')),
        },
      },
    ],
  }),

  MachineUser: componentCase((args, opts) => new MachineUser('ci', args, opts), {
    plain: { userName: 'ci' },
    given: [
      {
        args: { userName: 'cd', path: '/machines/', slackId: 'C0DEPLOY001', groupName: 'robots' },
        arrives: {
          userName: input('ci-user', 'name'),
          path: input('ci-user', 'path'),
          slackId: input('ci-user', 'tags', 'slack-id'),
          groupName: input('ci-membership', 'groups', 0),
        },
      },
    ],
  }),

  RoleGroup: componentCase((args, opts) => new RoleGroup('backend', args, opts), {
    plain: { groupName: 'backend', roleArns: [deploy] },
    given: [
      {
        args: { groupName: 'servers', path: '/people/', roleArns: [release] },
        arrives: {
          groupName: input('backend-group', 'name'),
          path: input('backend-group', 'path'),
          roleArns: within('backend-assume-roles', 'policy'),
        },
      },
    ],
  }),

  SignInGroup: componentCase((args, opts) => new SignInGroup('sign-in', args, opts), {
    plain: { groupName: 'sign-in' },
    given: [
      {
        args: { groupName: 'signs-in', path: '/people/' },
        arrives: {
          groupName: input('sign-in-group', 'name'),
          path: input('sign-in-group', 'path'),
        },
      },
    ],
  }),
};
