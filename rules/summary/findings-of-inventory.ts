import { counted } from '../counted';
import { chosenKinds, credentialTraits, type ChosenKind } from '../credentials';
import { isAwaited, isUnknown, type IamUser, type Inventory, type Unknown } from '../model';
import { judgeRoot } from '../root';
import type { DueFinding } from './account-outcome';

/** What is wrong with the account as a whole: with its root, or with what the monitor may see. */
export function findingsOfInventory({ root, users }: Inventory): readonly DueFinding[] {
  const ofRoot = root && !isUnknown(root) ? judgeRoot(root).found : [];
  return [
    ...ofRoot.map(({ what, text }) => ({ key: `account#root-${what}`, sentence: text })),
    ...notSeen(users),
  ];
}

/** What was read of each kind, or why nothing was: `heldBy` says the latter in a sentence. */
const read = {
  'service-specific': ({ serviceCredentials }) => serviceCredentials,
  'ssh-key': ({ sshKeys }) => sshKeys,
  'signing-certificate': ({ signingCertificates }) => signingCertificates,
} as const satisfies Readonly<Record<ChosenKind, (user: IamUser) => unknown>>;

/** What only a right that is missing hides: of a report that is missing another finding tells. */
function notSeen(users: readonly IamUser[]): readonly DueFinding[] {
  return chosenKinds.flatMap((kind) => {
    const [, what] = credentialTraits[kind].nouns;
    let [count, reason]: [number, Unknown | undefined] = [0, undefined];
    for (const user of users) {
      const held = read[kind](user);
      if (held === undefined || !isUnknown(held) || isAwaited(held)) continue;
      // Of what a report lacks, or that there is none, others tell.
      if (!/ at iam:List/.test(held.unknown)) continue;
      count += 1;
      reason = held;
    }
    if (!reason) return [];
    const whose = `the ${what} of ${counted(count, 'user')}`;
    const denied = /^access-denied at (\S+)$/.exec(reason.unknown)?.[1];
    const sentence =
      denied === undefined
        ? `${whose} could not be seen: ${reason.unknown}`
        : `the audit role may not call ${denied}, so ${whose} are not known: update the role`;
    return [{ key: `account#${kind}-not-seen`, sentence }];
  });
}
