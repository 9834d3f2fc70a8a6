import { application } from './accounts';
import { also, inStatement, instead, nothing, on, onlyIf, type Wrong } from './mistakes';
import type { Registered } from '../upgrades/registered';

const signIn = 'engineers-sign-in-sign-in';
const keyless = 'engineers-without-key-no-own-keys';
const keyUntil = 'engineers-key-until-no-own-keys-after';
const trust = 'bounded-role';
const home = 'arn:aws:iam::444444444444';
const client = (account: string, name: string) =>
  `arn:aws:signin:*:${account}:oauth2/public-client/${name}`;
const inSignIn = (change: Parameters<typeof inStatement>[1]) =>
  inStatement('SignInOnOwnMachineWithMfa', change);
const inKeyless = (change: Parameters<typeof inStatement>[1]) =>
  inStatement('DenyOwnAccessKeys', change);

const inKeyUntil = (change: Parameters<typeof inStatement>[1]) =>
  inStatement('DenyOwnAccessKeysAfterTheirLastDay', change);
const currentTime = (operator: string, at: string) => ({
  [operator]: { 'aws:CurrentTime': at },
});

const inTrust = (change: Parameters<typeof inStatement>[1]) =>
  inStatement('TrustAccountAccess', change);
const source = {
  'aws:SourceAccount': application.split(':')[4] ?? '',
  'aws:SourceArn': application,
};

/** A mistake each, in what the ways in of the company with one account are made of. */
export const wrongWaysIn: readonly Wrong[] = [
  ['aws login on any machine', signIn, inSignIn(on(client('444444444444', '*')))],
  [
    'aws login in one region alone',
    signIn,
    inSignIn(on(client('444444444444', 'localhost').replace('*', 'eu-central-1'))),
  ],
  ['all of AWS Sign-In', signIn, inSignIn(also('signin:*'))],
  ['nobody signs in', signIn, inSignIn(nothing)],
  ['aws login only where nothing is said of MFA', signIn, inSignIn(instead('Null', 'Bool'))],
  [
    'whoever has no key only does not enable one',
    keyless,
    inKeyless((statement) => ({ ...statement, Action: 'iam:UpdateAccessKey' })),
  ],
  ['whoever has no key makes one', keyless, inKeyless(nothing)],
  [
    'whoever has no key makes one where MFA was given',
    keyless,
    inKeyless((statement) => ({
      ...statement,
      Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
    })),
  ],
  ['a key that is left can not be deleted', keyless, inKeyless(also('iam:DeleteAccessKey'))],
  ['their password can not be changed', keyless, inKeyless(also('iam:ChangePassword'))],
  ['their device can not be taken away', keyless, inKeyless(also('iam:*MFADevice'))],
  ['users without a path make keys', keyless, inKeyless(on(`${home}:user/*/\${aws:username}`))],
  [
    'whoever has keys is in the group of those who have none',
    'kim-membership:sign-in',
    (inputs: Registered['inputs']) => ({ ...inputs, groups: ['engineers-without-key'] }),
  ],
  [
    'whoever has none is not in it',
    'lee-membership:keyless',
    (inputs: Registered['inputs']) => ({ ...inputs, groups: [] }),
  ],
  [
    'whoever has none can not sign in either',
    'lee-membership:sign-in',
    (inputs: Registered['inputs']) => ({ ...inputs, groups: [] }),
  ],
  ['whoever had key until a day makes one after it', keyUntil, inKeyUntil(nothing)],
  [
    'the last day of key ends where it begins to end',
    keyUntil,
    inKeyUntil(onlyIf(currentTime('DateGreaterThan', '2999-03-31T12:00:00Z'))),
  ],
  [
    'the last day of key is a year later',
    keyUntil,
    inKeyUntil(onlyIf(currentTime('DateGreaterThan', '3000-04-01T12:00:00Z'))),
  ],
  [
    'key is closed until a day, and open after it',
    keyUntil,
    inKeyUntil(onlyIf(currentTime('DateLessThanEquals', '2999-04-01T12:00:00Z'))),
  ],
  [
    'whoever has key until a day is not in that group',
    'kim-membership:key-until',
    (inputs: Registered['inputs']) => ({ ...inputs, groups: [] }),
  ],
  [
    'whoever has nothing but a key is in it',
    'bob-membership:roles',
    (inputs: Registered['inputs']) => ({
      ...inputs,
      groups: [...(inputs['groups'] as readonly string[]), 'engineers-key-until'],
    }),
  ],
  [
    'whoever comes by Identity Center alone is not in the group of those who have none',
    'mia-membership:keyless',
    (inputs: Registered['inputs']) => ({ ...inputs, groups: [] }),
  ],
  [
    'whoever comes by Identity Center alone may use aws login',
    'mia-membership:keyless',
    (inputs: Registered['inputs']) => ({
      ...inputs,
      groups: [...(inputs['groups'] as readonly string[]), 'engineers-sign-in'],
    }),
  ],
  ['account access lets in whomever it likes', trust, inTrust(onlyIf({}))],
  [
    'account access lets in by any application of the account',
    trust,
    inTrust(onlyIf({ StringEquals: { 'aws:SourceAccount': source['aws:SourceAccount'] } })),
  ],
  [
    'account access lets in by an application of any account',
    trust,
    inTrust(
      onlyIf({
        ArnLike: { 'aws:SourceArn': application.replace(source['aws:SourceAccount'], '*') },
      }),
    ),
  ],
  [
    'account access lets in by its application of any region',
    trust,
    inTrust(onlyIf({ ArnLike: { 'aws:SourceArn': application.replace('eu-central-1', '*') } })),
  ],
  [
    "account access lets in by an application of the role's own account",
    trust,
    inTrust(
      onlyIf({
        StringEquals: {
          'aws:SourceAccount': '444444444444',
          'aws:SourceArn': application.replace(source['aws:SourceAccount'], '444444444444'),
        },
      }),
    ),
  ],
  [
    'account access lets in only whoever IAM knows to have given MFA',
    trust,
    inTrust(onlyIf({ StringEquals: source, Bool: { 'aws:MultiFactorAuthPresent': 'true' } })),
  ],
  [
    'account access can say nothing of whom it lets in',
    trust,
    inTrust((statement) => ({ ...statement, Action: 'sts:AssumeRole' })),
  ],
  ['nobody comes in by account access', trust, inTrust(nothing)],
  [
    'roles of permission sets come into the role',
    trust,
    inStatement('TrustEngineersWithMfa', (statement) => ({
      ...statement,
      Condition: {
        ArnLike: { 'aws:PrincipalArn': `${home}:role/aws-reserved/sso.amazonaws.com/*` },
      },
    })),
  ],
  [
    'account access lets people into the audit role, too',
    'audit-role',
    inStatement('TrustMonitorAndAct', (statement) => ({
      ...statement,
      Principal: { Service: 'account-access.amazonaws.com' },
      Condition: { StringEquals: source },
    })),
  ],
].map(([name, resource, edit]) => ({ name, resource, edit }) as Wrong);
