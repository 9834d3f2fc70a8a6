import { account, ask, bob, here, self, strongRole, tag, trusting, type Path } from './path';

/** From the five rules themselves. */
export const fromTheRules: readonly Path[] = [
  {
    rule: 1,
    name: 'a second user, or the end of one',
    steps: [ask('iam:CreateUser', here('user/second')), ask('iam:DeleteUser', bob)],
  },
  {
    rule: 1,
    name: "the tag type, one's own or another's",
    steps: [
      tag('iam:TagUser', self, 'type', 'engineer'),
      tag('iam:TagUser', bob, 'type', 'machine'),
      ask('iam:UntagUser', self),
    ],
  },
  {
    rule: 1,
    name: 'the tag slack-id, so that somebody else is told',
    steps: [tag('iam:TagUser', self, 'slack-id', 'U0MALLORY01')],
  },
  {
    rule: 1,
    name: 'a session tagged as an engineer',
    steps: [tag('sts:TagSession', 'arn:aws:iam::222222222222:role/deploy', 'type', 'engineer')].map(
      (each) => ({ ...each, accountId: '222222222222' }),
    ),
  },
  {
    rule: 2,
    name: 'credentials that no rule counts',
    steps: [
      ask('iam:CreateServiceSpecificCredential', self),
      ask('iam:ResetServiceSpecificCredential', self),
      ask('iam:UploadSSHPublicKey', self),
      ask('iam:UploadSigningCertificate', self),
      ask('iam:UploadCloudFrontPublicKey'),
      ask('sts:GetFederationToken', `arn:aws:sts::${account}:federated-user/alice`),
    ],
  },
  {
    rule: 3,
    name: "a role that is not one's own, though it trusts the account",
    steps: [
      {
        ...ask('sts:AssumeRole', 'arn:aws:iam::222222222222:role/administrator'),
        accountId: '222222222222',
      },
      {
        ...ask('sts:AssumeRole', strongRole),
        trust: trusting(`arn:aws:iam::${account}:root`),
      },
    ],
  },
  {
    rule: 3,
    name: "the audit role, with the monitor's external id",
    steps: ['111111111111', '222222222222'].map((accountId) => ({
      ...ask('sts:AssumeRole', `arn:aws:iam::${accountId}:role/keyturn-audit`, {
        'sts:ExternalId': 'keyturn-333333333333',
      }),
      accountId,
    })),
  },
  {
    rule: 3,
    name: "the monitor's own role",
    steps: [
      {
        ...ask('sts:AssumeRole', 'arn:aws:iam::333333333333:role/keyturn-monitor'),
        accountId: '333333333333',
      },
    ],
  },
  {
    rule: 5,
    name: "a disabled key enabled again, one's own or another's",
    steps: [ask('iam:UpdateAccessKey', self), ask('iam:UpdateAccessKey', bob)],
  },
  {
    rule: 5,
    name: 'a password that never ends',
    steps: [
      ask('iam:UpdateAccountPasswordPolicy'),
      ask('iam:DeleteAccountPasswordPolicy'),
      ask('iam:UpdateLoginProfile', self),
      ask('iam:CreateLoginProfile', self),
    ],
  },
  {
    rule: 5,
    name: 'an exemption of ones own',
    steps: [tag('iam:TagUser', self, 'key-exempt-until', '2099-12-31')],
  },
  {
    rule: 4,
    name: 'key events that the monitor never sees',
    steps: [
      ask('cloudtrail:StopLogging'),
      ask('cloudtrail:DeleteTrail'),
      ask('cloudtrail:PutEventSelectors'),
      ask('events:DisableRule'),
      ask('events:RemoveTargets'),
    ],
  },
];
