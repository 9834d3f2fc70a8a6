/** The five rules, and what holds each. The statements are the example's and the one account's, as registered. */
export interface Rule {
  readonly number: 1 | 2 | 3 | 4 | 5;
  readonly says: string;
  /** `resource/Sid`: the statements that enforce it. */
  readonly statements: readonly string[];
  /** What else does: mechanisms of AWS and of the house. */
  readonly also: readonly string[];
  /** What is not denied but watched, and by which promise. */
  readonly watched: readonly string[];
  /** What no policy can hold. */
  readonly limits: readonly string[];
}

export const fiveRules: readonly Rule[] = [
  {
    number: 1,
    says: 'One IAM user per engineer, in one account; other accounts are reached by assuming roles.',
    statements: ['deploy-role/TrustEngineersWithMfa'],
    also: [
      'Users are made by the stack of the identity account and by no other, one for each name of `engineers.yaml` (`stacks/identity.ts`, the component `Engineer`); none for whoever comes by IAM Identity Center alone and has `iamUser: false`.',
      'No statement lets anybody make a user, or change a tag: nothing grants it, so IAM denies it.',
      'The policy [`iam-engineer-one-user`](policies.md) refuses a second user of the same person at deploy time.',
    ],
    watched: [],
    limits: [
      'Who may make users by other means (an administrator of the identity account) may make a second one.',
    ],
  },
  {
    number: 2,
    says: 'By default an engineer may manage their own user, and nothing else: password, access keys, MFA.',
    statements: [
      'engineers-self-management/ViewAccount',
      'engineers-self-management/ManageOwnUser',
      'engineers-self-management/CreateMfaDeviceOfAnyName',
      'engineers-self-management/DeleteOwnMfaDevice',
      'engineers-without-key-no-own-keys/DenyOwnAccessKeys',
      'engineers-key-until-no-own-keys-after/DenyOwnAccessKeysAfterTheirLastDay',
    ],
    also: [
      'No user has a policy of its own: what an engineer may beside, their one group of roles may (the component `RoleGroup`), and the policy [`iam-engineer-no-direct-permissions`](policies.md) refuses anything else.',
      'What no statement allows is denied: tags, policies, groups, other people’s users, every other service.',
      'Who may make no access key is whose `access` in `engineers.yaml` has no `key`. By default everybody’s has. After the last day of `key` (`keyturn:accessUntil`) it is whoever has another way.',
      'Service-specific credentials of their own engineers may make where `keyturn:selfManagement` lists the service: with an end, with MFA, and without enabling or resetting one. By default it lists none, and none is allowed here. [service-credentials.ts](../test/meaning/service-credentials.ts) asks every service, age and user, and puts mistakes into that policy.',
      'The account password policy does not let every IAM user change their password (`allowUsersToChangePassword: false` of the component `EngineerBaseline`): engineers may by their group, machines may not.',
    ],
    watched: [],
    limits: [
      'An MFA device that nobody has enabled has no owner: engineers may make one of any name, and delete one of their own name.',
      'Who has no MFA device may enrol one with the access key alone, since no policy can ask whether there is one. A key is made with MFA only; so before you take somebody’s MFA device away, disable their keys.',
    ],
  },
  {
    number: 3,
    says: 'No role without MFA.',
    statements: [
      'deploy-role/TrustEngineersWithMfa',
      'engineers-backend-assume-roles/AssumeListedRolesWithMfa',
      'engineers-everywhere-assume-roles-1/AssumeListedRolesWithMfa',
      'engineers-self-management/DenyMostWithoutMfa',
      'engineers-sign-in-sign-in/SignInOnOwnMachineWithMfa',
      'bounded-role/TrustAccountAccess',
    ],
    also: [
      'Each of them alone is enough: the trust policy whatever a user may, the denial whatever a role trusts.',
      'Into which roles somebody comes through IAM Identity Center, what their group is entitled to or assigned says (the component `IdentityCenterAccess`): those that `engineers.yaml` gives them. From a session there nobody comes into another role.',
    ],
    watched: [],
    limits: [
      'Whether the credentials of `aws login` say that MFA was given AWS documents nowhere. Where they do not, they can do nothing: the denial holds them too ([try it on AWS](try-on-aws.md)).',
      'Of whom account access manager lets in, IAM sees no MFA: IAM Identity Center asks for it, where its settings say so. The trust names the one application of the company, so nobody comes by another Identity Center; the policy [`iam-role-trust-names-its-caller`](policies.md#iam-role-trust-names-its-caller) holds every role to that.',
      'A role that somebody makes beside the stacks, and that trusts a user of the same account by name, needs no other policy; MFA it needs all the same.',
    ],
  },
  {
    number: 4,
    says: 'One enabled access key at a time.',
    statements: [],
    also: [
      'IAM’s own quota of two keys. `aws-vault rotate` needs both for a moment, so a second key is watched, not denied.',
    ],
    watched: [
      'A second key starts its own clock: promise 9 of [reliability](reliability.md).',
      'A new key is announced, with who made it: promise 3.',
    ],
    limits: ['Until the second day after the notice there may be two.'],
  },
  {
    number: 5,
    says: 'Access keys and the console password rotate every 90 days, and on day 91 a key is disabled.',
    statements: ['audit-role/TrustMonitor', 'audit-permissions/DisableKeysOfEngineers'],
    also: [
      'The account password policy: `maxPasswordAge` 90, `passwordReusePrevention` 24 (the component `EngineerBaseline`).',
      'UpdateAccessKey is granted to no engineer, because who may disable a key may enable it again.',
      "Where [presses in Slack](security.md#what-presses-in-slack-add) are taken, the audit role trusts the function `act` too, under its own name alone; a machine's key is disabled in its sessions alone.",
    ],
    watched: [
      'Warnings, day 91, and who is left alone: promises 1, 2, 6, 7 and 10 of [reliability](reliability.md).',
    ],
    limits: [
      "AWS's ReadOnlyAccess also reads the ledger and takes messages from the notice queue (`sqs:ReceiveMessage`): give it to nobody in the monitor's account who should not see them.",
      'A key may be replaced by its owner, never kept: deleting and making keys is what they may do.',
    ],
  },
];
