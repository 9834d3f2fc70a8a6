import type { Credentials, Step } from './journeys';
import type { Mfa, Principal } from './principal';
import type { Asked } from './request';

export const mfaOf: Readonly<Record<Credentials, readonly Mfa[]>> = {
  // What AWS says of MFA there is not documented.
  'a password that must be changed': ['not given', 'unsaid'],
  'the console without MFA': ['not given'],
  'the console with MFA': ['given'],
  'the access key itself': ['unsaid'],
  'the access key itself and a code': ['given'],
  'a session with MFA': ['given'],
  'a session without MFA': ['not given'],
};

/** What the policies are asked on one step of theirs: once for each thing that AWS may say of MFA there. */
export function questionsOf(
  { by, action, on: resource }: Step,
  alice: Principal,
): readonly { readonly who: Principal; readonly asked: Asked }[] {
  const accountId = resource.split(':')[4] ?? alice.accountId;
  return mfaOf[by].map((mfa) => ({
    who: { ...alice, mfa },
    asked: { action, resource, accountId },
  }));
}
