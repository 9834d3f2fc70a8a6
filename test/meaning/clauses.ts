import type { On } from './things';

/** What the rules let somebody do; everything that no clause lets them do is denied. Written from the rules alone. */
export interface Clause {
  readonly rule: 2 | 3 | 5;
  readonly who:
    | 'engineers'
    | 'engineers with keys'
    | 'engineers who sign in'
    | 'IAM users'
    | 'the monitor'
    | 'act'
    | 'account access'
    | 'identity center'
    | 'everybody';
  /** What for. */
  readonly says: string;
  readonly actions: readonly string[];
  readonly on: On;
  readonly mfa: 'needed' | 'not needed';
}

export const clauses: readonly Clause[] = [
  {
    rule: 2,
    who: 'engineers',
    says: 'change their own password, also where it must be changed at the first login',
    actions: ['iam:ChangePassword'],
    on: 'their own user',
    mfa: 'not needed',
  },
  {
    rule: 2,
    who: 'engineers',
    says: 'see what a password must be like',
    actions: ['iam:GetAccountPasswordPolicy'],
    on: 'the account',
    mfa: 'not needed',
  },
  {
    rule: 2,
    who: 'engineers',
    says: 'see their own user',
    actions: ['iam:GetUser'],
    on: 'their own user',
    mfa: 'not needed',
  },
  {
    rule: 2,
    who: 'engineers',
    says: 'make a virtual MFA device of their own name',
    actions: ['iam:CreateVirtualMFADevice'],
    on: 'an MFA device with their own name',
    mfa: 'not needed',
  },
  {
    rule: 2,
    who: 'engineers',
    says: 'make a virtual MFA device of any name',
    actions: ['iam:CreateVirtualMFADevice'],
    on: 'an MFA device with another name',
    mfa: 'not needed',
  },
  {
    rule: 2,
    who: 'engineers',
    says: 'enrol, see and resync MFA devices of their own: virtual, hardware, passkeys',
    actions: [
      'iam:EnableMFADevice',
      'iam:GetMFADevice',
      'iam:ListMFADevices',
      'iam:ResyncMFADevice',
    ],
    on: 'their own user',
    mfa: 'not needed',
  },
  {
    rule: 2,
    who: 'engineers',
    says: "find an MFA device's serial number",
    actions: ['iam:ListVirtualMFADevices'],
    on: 'the account',
    mfa: 'not needed',
  },
  {
    rule: 2,
    who: 'engineers',
    says: 'take an MFA device out of use that is their own',
    actions: ['iam:DeactivateMFADevice'],
    on: 'their own user',
    mfa: 'needed',
  },
  {
    rule: 2,
    who: 'engineers',
    says: 'delete a virtual MFA device of their own name that nobody uses',
    actions: ['iam:DeleteVirtualMFADevice'],
    on: 'an MFA device with their own name',
    mfa: 'needed',
  },
  {
    rule: 2,
    who: 'engineers with keys',
    says: 'create access keys of their own',
    actions: ['iam:CreateAccessKey'],
    on: 'their own user',
    mfa: 'needed',
  },
  {
    rule: 2,
    who: 'engineers',
    says: 'see and delete access keys of their own',
    actions: ['iam:DeleteAccessKey', 'iam:GetAccessKeyLastUsed', 'iam:ListAccessKeys'],
    on: 'their own user',
    mfa: 'needed',
  },
  {
    rule: 2,
    who: 'engineers',
    says: "see the account's quotas",
    actions: ['iam:GetAccountSummary'],
    on: 'the account',
    mfa: 'needed',
  },
  {
    rule: 3,
    who: 'engineers',
    says: 'assume the roles that engineers.yaml gives them',
    actions: ['sts:AssumeRole'],
    on: 'a role',
    mfa: 'needed',
  },
  {
    rule: 3,
    who: 'engineers who sign in',
    says: 'have credentials made of their console session, on the machine of the browser',
    actions: ['signin:AuthorizeOAuth2Access', 'signin:CreateOAuth2Token'],
    on: 'aws login on their own machine',
    mfa: 'needed',
  },
  {
    rule: 3,
    who: 'account access',
    says: "let people of the company's IAM Identity Center into roles for engineers, who give it their MFA",
    actions: ['sts:AssumeRole', 'sts:SetContext', 'sts:TagSession'],
    on: 'a role',
    mfa: 'not needed',
  },
  {
    rule: 3,
    who: 'identity center',
    says: 'let its people into the permission sets that stand for their roles, where there is no account access',
    actions: ['sts:AssumeRoleWithSAML'],
    on: 'a role',
    mfa: 'not needed',
  },
  {
    rule: 3,
    who: 'IAM users',
    says: 'get a session, which is how one gives an MFA code (AWS asks for no permission)',
    actions: ['sts:GetSessionToken'],
    on: 'the account',
    mfa: 'not needed',
  },
  {
    rule: 5,
    who: 'the monitor',
    says: 'assume the audit role of each account, with the external id',
    actions: ['sts:AssumeRole'],
    on: 'a role',
    mfa: 'not needed',
  },
  {
    rule: 5,
    who: 'the monitor',
    says: "disable an engineer's access key, by the audit role",
    actions: ['iam:UpdateAccessKey'],
    on: "another engineer's user",
    mfa: 'not needed',
  },
  {
    rule: 5,
    who: 'act',
    says: 'assume the audit role of each account under its own name, with the external id',
    actions: ['sts:AssumeRole', 'sts:SetSourceIdentity'],
    on: 'a role',
    mfa: 'not needed',
  },
  {
    rule: 5,
    who: 'act',
    says: "disable a machine's access key where a responder presses, by the audit role",
    actions: ['iam:UpdateAccessKey'],
    on: "a machine's user",
    mfa: 'not needed',
  },
  {
    rule: 2,
    who: 'everybody',
    says: 'ask who they are (AWS lets no policy deny it)',
    actions: ['sts:GetCallerIdentity'],
    on: 'the account',
    mfa: 'not needed',
  },
];
