import type { Deed } from '../story/story';
import { wholeSeconds, type Aws } from './aws';
import type { UserHistory } from './user-history';
import type { TrueOther } from './credentials';
import { otherEnabled, otherMade, otherReset, type IamCall } from './iam-event';

export type OtherDeed = Extract<Deed, { does: `${string}-other` }>;

interface Circumstances {
  readonly now: number;
  readonly resetRenews: boolean;
  readonly trail: (call: IamCall) => void;
}

export function isOfOthers(deed: Deed): deed is OtherDeed {
  return deed.does.endsWith('-other');
}

/** Does with a user's other credentials what a story says. Nothing where there is none such. */
export function doWithOthers(
  aws: Aws,
  user: UserHistory,
  deed: OtherDeed,
  circumstances: Circumstances,
): void {
  const { now, resetRenews, trail } = circumstances;
  const name = user.now?.name ?? '';
  if (deed.does === 'make-other') {
    const made = aws.createOther(user, deed);
    return made && trail(otherMade(name, made));
  }
  const ofKind = (user.now?.others ?? [])
    .filter(({ kind }) => kind === deed.kind)
    .toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
  const other = deed.which === 'older' ? ofKind[0] : ofKind.at(-1);
  if (!other) return;
  switch (deed.does) {
    case 'delete-other':
      return aws.deleteOther(user, other.id);
    case 'toggle-other':
      return toggle(aws, user, other, circumstances);
    case 'reset-other':
      if (resetRenews) aws.changeOther(user, other.id, { createdAt: wholeSeconds(new Date(now)) });
      return trail(otherReset(name, other));
  }
}

/** What has come to its end stays so. */
function toggle(aws: Aws, user: UserHistory, other: TrueOther, { now, trail }: Circumstances) {
  const { status, expiresAt } = other;
  if (expiresAt && expiresAt.getTime() <= now) return;
  aws.setStatusOfOther(user, other, status === 'Active' ? 'Inactive' : 'Active');
  if (status === 'Inactive') trail(otherEnabled(user.now?.name ?? '', other));
}
