/** With what a request is signed. */
export type Credentials =
  | 'a password that must be changed'
  | 'the console without MFA'
  | 'the console with MFA'
  | 'the access key itself'
  | 'the access key itself and a code'
  | 'a session with MFA'
  | 'a session without MFA';

/** One call on the way, and what AWS says to it: for the policies' sake, or by itself whatever they say. */
export interface Step {
  readonly says: string;
  readonly by: Credentials;
  readonly action: string;
  readonly on: string;
  readonly answer: 'yes' | 'no, by the policies' | 'no, by AWS itself';
}

export interface Journey {
  readonly rule: 2 | 3 | 5;
  readonly name: string;
  /** Whether an MFA device is enabled already. */
  readonly hasDevice: boolean;
  readonly steps: readonly Step[];
}

const account = '111111111111';
const self = `arn:aws:iam::${account}:user/alice`;
const device = (name: string) => `arn:aws:iam::${account}:mfa/${name}`;
const theirRole = 'arn:aws:iam::222222222222:role/deploy';

type Row = readonly [
  says: string,
  by: Credentials,
  action: string,
  on: string,
  answer?: Step['answer'],
];

function journey(
  rule: Journey['rule'],
  name: string,
  hasDevice: boolean,
  rows: readonly Row[],
): Journey {
  const steps = rows.map(([says, by, action, on, answer = 'yes']) => ({
    says,
    by,
    action,
    on,
    answer,
  }));
  return { rule, name, hasDevice, steps };
}

const no = 'no, by the policies';
const noByAws = 'no, by AWS itself';

const inTheConsole: readonly Journey[] = [
  journey(2, 'the first login', false, [
    [
      'reads what a password must be like',
      'a password that must be changed',
      'iam:GetAccountPasswordPolicy',
      '*',
    ],
    ['sets a password of their own', 'a password that must be changed', 'iam:ChangePassword', self],
    [
      'makes a key instead',
      'a password that must be changed',
      'iam:CreateAccessKey',
      self,
      noByAws,
    ],
    ['makes a key before there is MFA', 'the console without MFA', 'iam:CreateAccessKey', self, no],
  ]),
  journey(2, 'the first MFA device, of any name', false, [
    ['opens "Security credentials"', 'the console without MFA', 'iam:GetUser', self],
    ['sees that there is none', 'the console without MFA', 'iam:ListMFADevices', self],
    ['makes one', 'the console without MFA', 'iam:CreateVirtualMFADevice', device('alice')],
    [
      'gives up, and comes back: the name is taken',
      'the console without MFA',
      'iam:DeleteVirtualMFADevice',
      device('alice'),
      no,
    ],
    [
      'makes one of another name',
      'the console without MFA',
      'iam:CreateVirtualMFADevice',
      device('phone-2'),
    ],
    ['types in two codes', 'the console without MFA', 'iam:EnableMFADevice', self],
    ['gets it back in step', 'the console without MFA', 'iam:ResyncMFADevice', self],
    ['signs in again, with a code', 'the console with MFA', 'iam:GetMFADevice', self],
    [
      'deletes the one that was given up',
      'the console with MFA',
      'iam:DeleteVirtualMFADevice',
      device('alice'),
    ],
  ]),
  journey(2, 'access keys in the console', true, [
    ['sees their keys', 'the console with MFA', 'iam:ListAccessKeys', self],
    ['and when each was used', 'the console with MFA', 'iam:GetAccessKeyLastUsed', self],
    ['makes one', 'the console with MFA', 'iam:CreateAccessKey', self],
    ['deletes one', 'the console with MFA', 'iam:DeleteAccessKey', self],
    ['gives one a description, which is a tag', 'the console with MFA', 'iam:TagUser', self, no],
  ]),
  journey(5, 'coming back after day 91', true, [
    ['uses the disabled key', 'the access key itself', 'iam:CreateAccessKey', self, no],
    ['enables it again', 'the console with MFA', 'iam:UpdateAccessKey', self, no],
    ['finds it in the console', 'the console with MFA', 'iam:ListAccessKeys', self],
    ['deletes it', 'the console with MFA', 'iam:DeleteAccessKey', self],
    ['makes another', 'the console with MFA', 'iam:CreateAccessKey', self],
  ]),
];

const session: Credentials = 'a session with MFA';
const awsVault: readonly Journey[] = [
  journey(3, 'aws-vault exec, with a role', true, [
    ['gives a code', 'the access key itself', 'sts:GetSessionToken', '*'],
    ['assumes the role', session, 'sts:AssumeRole', theirRole],
  ]),
  journey(3, 'aws-vault exec --no-session, with a role', true, [
    [
      'assumes the role, with a code in the same call',
      'the access key itself and a code',
      'sts:AssumeRole',
      theirRole,
    ],
    ['forgets the code', 'the access key itself', 'sts:AssumeRole', theirRole, no],
  ]),
  journey(3, 'aws-vault exec, in a profile without mfa_serial', true, [
    ['gets a session without a code', 'the access key itself', 'sts:GetSessionToken', '*'],
    ['assumes the role', 'a session without MFA', 'sts:AssumeRole', theirRole, no],
    ['makes a key', 'a session without MFA', 'iam:CreateAccessKey', self, noByAws],
  ]),
  journey(5, 'aws-vault rotate', true, [
    ['gives a code', 'the access key itself', 'sts:GetSessionToken', '*'],
    ['asks who it is, in a profile with a role', session, 'iam:GetUser', self],
    ['makes the new key', session, 'iam:CreateAccessKey', self],
    ['gives a second code, with the new key', 'the access key itself', 'sts:GetSessionToken', '*'],
    ['deletes the old key', session, 'iam:DeleteAccessKey', self],
  ]),
  journey(5, 'keyturn rotate', true, [
    ['sees which device there is', 'the access key itself', 'iam:ListMFADevices', self],
    ['gives a code', 'the access key itself', 'sts:GetSessionToken', '*'],
    ['sees their keys', session, 'iam:ListAccessKeys', self],
    ['and when each was used', session, 'iam:GetAccessKeyLastUsed', self],
    ['makes the new key', session, 'iam:CreateAccessKey', self],
    ['deletes the old key', session, 'iam:DeleteAccessKey', self],
  ]),
  journey(5, 'keyturn status', true, [
    ['sees what their user is tagged with', 'the access key itself', 'iam:GetUser', self],
    ['and which device there is', 'the access key itself', 'iam:ListMFADevices', self],
    ['asks when the key was made', 'the access key itself', 'iam:ListAccessKeys', self, no],
    ['gives a code, the first time', 'the access key itself', 'sts:GetSessionToken', '*'],
    ['sees when the key was made', session, 'iam:ListAccessKeys', self],
  ]),
  journey(5, 'aws-vault rotate --no-session', true, [
    ['makes the new key', 'the access key itself', 'iam:CreateAccessKey', self, no],
  ]),
];

const devices: readonly Journey[] = [
  journey(2, 'a new phone, with the old one at hand', true, [
    [
      'makes a device',
      'the console with MFA',
      'iam:CreateVirtualMFADevice',
      device('alices-new-phone'),
    ],
    ['types in two codes of it', 'the console with MFA', 'iam:EnableMFADevice', self],
    ['takes the old one out of use', 'the console with MFA', 'iam:DeactivateMFADevice', self],
    [
      'deletes it, if it has their own name',
      'the console with MFA',
      'iam:DeleteVirtualMFADevice',
      device('alice'),
    ],
    [
      "leaves it, if it has another: it is nobody's",
      'the console with MFA',
      'iam:DeleteVirtualMFADevice',
      device('alices-phone'),
      no,
    ],
  ]),
  journey(2, 'a lost phone, and no second device: it takes an administrator', true, [
    ['takes it out of use', 'the access key itself', 'iam:DeactivateMFADevice', self, no],
    ['enrols another beside it', 'the access key itself', 'iam:EnableMFADevice', self, noByAws],
    ['deletes it', 'the access key itself', 'iam:DeleteVirtualMFADevice', device('alice'), no],
  ]),
  journey(2, 'once an administrator took it out of use', false, [
    [
      'makes another device',
      'the console without MFA',
      'iam:CreateVirtualMFADevice',
      device('alices-new-phone'),
    ],
    ['types in two codes of it', 'the console without MFA', 'iam:EnableMFADevice', self],
  ]),
  journey(2, 'a thief with an access key', true, [
    ['looks around', 'the access key itself', 'iam:ListAccessKeys', self, no],
    ['makes a key that stays', 'the access key itself', 'iam:CreateAccessKey', self, no],
    ['gets rid of MFA', 'the access key itself', 'iam:DeactivateMFADevice', self, no],
    ['enrols a device of their own', 'the access key itself', 'iam:EnableMFADevice', self, noByAws],
    ['assumes a role', 'the access key itself', 'sts:AssumeRole', theirRole, no],
    ['tries it in a session', 'a session without MFA', 'sts:AssumeRole', theirRole, no],
  ]),
  journey(2, 'a thief with the access key of somebody who has no MFA device any more', false, [
    [
      "enrols a device of their own: no policy can tell. Disable a user's keys before their MFA",
      'the access key itself',
      'iam:EnableMFADevice',
      self,
    ],
  ]),
];

export const journeys: readonly Journey[] = [...inTheConsole, ...awsVault, ...devices];
