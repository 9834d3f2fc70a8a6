import type { PromiseCheck } from './promise-check';
import type { RunRecord } from '../world/chronicle';

/** Every account is reported, as read or as unread, and as it was; an unread one is left alone; the others go on. */
export const anUnreadAccountIsReported: PromiseCheck = function* ({ story }, { runs }) {
  for (const run of runs) {
    for (const [id, { reading, afterUnread }] of run.visits)
      if (reading?.outcome === 'unread' && afterUnread.length > 0)
        yield `${id} could not be read, and still: ${afterUnread.join(', ')}`;
    if (run.result && run.summary)
      for (const { id, name } of story.accounts)
        yield* misreported(run, id, name, story.dryRunAccounts.includes(id));
  }
};

function* misreported(
  { summary, visits, result }: RunRecord,
  id: string,
  name: string,
  isRehearsed: boolean,
) {
  if (!summary || !result) return;
  const isRead = summary.accountsRead.some((each) => each.id === id);
  const unread = summary.accountsUnread.find(({ account }) => account.id === id);
  const visit = visits.get(id);
  const isFinished = visit?.finishedAt !== undefined || isRehearsed;
  if (isRead && unread) yield `${name} is reported both read and unread`;
  if (!isRead && !unread) yield `${name} is not reported at all`;
  if (isRead && !isFinished) yield `${name} is reported as read, and was not handled to its end`;
  if (isRead && visit?.reading?.outcome !== 'read')
    yield `${name} is reported as read, and was not`;
  if (unread && unread.reason === '') yield `${name} is reported as unread without a reason`;
  if (unread && visit?.isFinishKnown)
    yield `${name} is reported as unread, and was handled to its end`;
}
