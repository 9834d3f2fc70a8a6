import { isUnknown, type IamUser } from '../../../rules/model';
import type { Notice } from '../../../rules/notices';
import type { MessageFacts } from '../world/read-message';
import type { Kind, KindRule, Rules } from '../story/story';
import { isOn, type TrueCredential } from '../world/credentials';

/** What is done about those of that kind, and when. */
export function ruleOf(rules: Rules, kind: Kind): KindRule {
  if (kind !== 'access-key') return rules.others[kind];
  const { reminderAges, disableAge, graceDays } = rules;
  return { do: 'disable', remindAt: reminderAges, stopAt: disableAge, graceDays };
}

/** A credential as a run has read it. */
export type ReadCredential = Pick<TrueCredential, 'kind' | 'id' | 'expiresAt'> & {
  readonly status: TrueCredential['status'] | 'Expired';
};

/** All that the run has seen of what the user has. */
export function readOf(user: IamUser): readonly ReadCredential[] {
  const seen = <Held>(held: readonly Held[] | object = []) =>
    (isUnknown(held) ? [] : held) as readonly Held[];
  return [
    ...user.keys.map((key) => ({ ...key, kind: 'access-key' as const })),
    ...seen(user.serviceCredentials).map((each) => ({
      ...each,
      kind: 'service-specific' as const,
    })),
    ...seen(user.sshKeys).map((each) => ({ ...each, kind: 'ssh-key' as const })),
    ...seen(user.signingCertificates).map((each) => ({
      ...each,
      kind: 'signing-certificate' as const,
    })),
  ];
}

/** Whether a credential that was read could be used then. */
export function isReadOn({ status, expiresAt }: ReadCredential, instant: number): boolean {
  return status === 'Active' && isOn({ status, expiresAt }, instant);
}

/** What a notice is about, where it is about one that can be turned off. */
export function credentialIn(
  notice: Notice,
): { readonly kind: Kind; readonly id: string } | undefined {
  if ('credential' in notice) return notice.credential;
  if ('key' in notice) return { kind: 'access-key', id: notice.key.id };
  return 'keyId' in notice ? { kind: 'access-key', id: notice.keyId } : undefined;
}

/** What a message about a credential says of it: that it stops on a day, that it is too old, or that it is disabled. */
export function saysOf({ kind }: MessageFacts): 'stops' | 'is old' | 'is disabled' | undefined {
  switch (kind) {
    case 'reminder':
    case 'credential-reminder':
      return 'stops';
    case 'machine':
    case 'credential-old':
      return 'is old';
    case 'disabled':
    case 'credential-disabled':
      return 'is disabled';
    default:
      return undefined;
  }
}
