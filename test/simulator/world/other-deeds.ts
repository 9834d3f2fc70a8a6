import type { Deed } from '../story/story';
import { wholeSeconds, type Aws, type UserHistory } from './aws';
import type { TrueOther } from './credentials';

export type OtherDeed = Extract<Deed, { does: `${string}-other` }>;

export function isOfOthers(deed: Deed): deed is OtherDeed {
  return deed.does.endsWith('-other');
}

/** Does with a user's other credentials what a story says. Nothing where there is none such. */
export function doWithOthers(
  aws: Aws,
  user: UserHistory,
  deed: OtherDeed,
  now: number,
  resetRenews: boolean,
): void {
  if (deed.does === 'make-other') return void aws.createOther(user, deed);
  const ofKind = (user.now?.others ?? [])
    .filter(({ kind }) => kind === deed.kind)
    .toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
  const other = deed.which === 'older' ? ofKind[0] : ofKind.at(-1);
  if (!other) return;
  switch (deed.does) {
    case 'delete-other':
      return aws.deleteOther(user, other.id);
    case 'toggle-other':
      return toggle(aws, user, other, now);
    case 'reset-other':
      if (resetRenews) aws.changeOther(user, other.id, { createdAt: wholeSeconds(new Date(now)) });
      return;
  }
}

/** What has come to its end stays so. */
function toggle(aws: Aws, user: UserHistory, { id, status, expiresAt }: TrueOther, now: number) {
  if (expiresAt && expiresAt.getTime() <= now) return;
  const changedAt = new Date(now);
  aws.changeOther(user, id, { status: status === 'Active' ? 'Inactive' : 'Active', changedAt });
}
