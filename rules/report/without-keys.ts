import { momentInUtc } from '../calendar';
import { counted } from '../counted';
import { usesIn } from '../notices';
import { inOrder } from '../order';
import type { Settings } from '../settings';
import { withoutKeyVerdicts } from '../without-key/answer';
import { judgeWithoutKeys } from '../without-key/judge';
import { TRAIL_DAYS } from '../notices';
import type { KeyHistory } from '../without-key/key-history';
import type { ReportWithoutKeys } from './report';
import { referenceOf, type AuditedUser } from './subject';

/**
 * Of every user with keys whether they could do without: who could first, then the machines, then whoever it is not
 * known of.
 * @param histories by key id; absent where CloudTrail was not asked
 */
export function withoutKeys(
  users: readonly AuditedUser[],
  { unusedAge }: Settings,
  now: Date,
  histories?: ReadonlyMap<string, KeyHistory>,
): readonly ReportWithoutKeys[] {
  const answers = users.flatMap((audited): ReportWithoutKeys[] => {
    const { user, tags, usesAsOf, enabledAgainAt } = audited;
    const known = { now, usesAsOf, unusedAge, enabledAgainAt, histories };
    const answer = judgeWithoutKeys(user, tags.type, known);
    if (!answer) return [];
    const asked = user.keys.flatMap(({ id }) => histories?.get(id) ?? []);
    const uses = usesIn(asked.flatMap(({ calls }) => calls));
    return [
      {
        ...referenceOf(audited),
        ...answer,
        restsOn: [lastUses(audited), ...asked.map(trail)],
        notKnown: [...(tags.type === undefined ? [noType] : []), ...unseenBy(asked)],
        ...(uses.length > 0 && { recentUses: uses }),
      },
    ];
  });
  return answers.toSorted(
    (a, b) =>
      withoutKeyVerdicts.indexOf(a.verdict) - withoutKeyVerdicts.indexOf(b.verdict) ||
      inOrder(a.userName, b.userName),
  );
}

const noType = 'whether it is a person: there is no valid tag type';

function lastUses({ usesAsOf }: AuditedUser): string {
  return usesAsOf === undefined
    ? "IAM's last uses"
    : `IAM's last uses, those of the credential report as of ${momentInUtc(usesAsOf)}`;
}

function trail({ calls, regions, since, isWhole }: KeyHistory): string {
  const days = new Set(calls.map(({ at }) => at.toISOString().slice(0, 10))).size;
  return `CloudTrail's management events since ${since.toISOString().slice(0, 10)} in ${counted(regions.length, 'region')}: ${counted(calls.length, 'call')} on ${counted(days, 'day')}, ${isWhole ? 'all' : 'some'} of them`;
}

/** What no answer can rest on. */
function unseenBy(asked: readonly KeyHistory[]): readonly string[] {
  if (asked.length === 0)
    return [
      'what a key was used for before its last use, and in the hours since IAM was last told',
    ];
  const unasked = [...new Set(asked.flatMap((each) => each.unasked))];
  return [
    'reads and writes of data, such as objects of S3, which are no management events',
    `calls in regions that an account must switch on, unless a key was used there last${unasked.length > 0 ? `, and in those that CloudTrail was refused in (${unasked.join(', ')})` : ''}`,
    `calls of more than ${TRAIL_DAYS} days ago, which CloudTrail does not keep, and those of the last quarter of an hour`,
    'what was done with the sessions and roles that were asked for with the key',
  ];
}
