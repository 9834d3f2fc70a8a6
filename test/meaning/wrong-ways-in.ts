import { also, inStatement, instead, nothing, on, type Wrong } from './mistakes';
import type { Registered } from '../upgrades/registered';

const signIn = 'engineers-sign-in-sign-in';
const keyless = 'engineers-without-key-no-own-keys';
const home = 'arn:aws:iam::444444444444';
const client = (account: string, name: string) =>
  `arn:aws:signin:*:${account}:oauth2/public-client/${name}`;
const inSignIn = (change: Parameters<typeof inStatement>[1]) =>
  inStatement('SignInOnOwnMachineWithMfa', change);
const inKeyless = (change: Parameters<typeof inStatement>[1]) =>
  inStatement('DenyOwnAccessKeys', change);

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
].map(([name, resource, edit]) => ({ name, resource, edit }) as Wrong);
