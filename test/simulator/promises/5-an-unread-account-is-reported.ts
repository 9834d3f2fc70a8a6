import type { Company } from '../company';
import { isAwaited, isUnknown, type IamUser } from '../../../rules/model';
import type { PromiseCheck } from './promise-check';
import { finishedAccounts, isOvertaken, REPEATED_WITHIN } from '../truth/today';
import type { RunRecord } from '../world/run-record';

/**
 * Every account is reported, as read or as unread, and as it was; an unread one is left alone; the others go on. So is
 * a user whose keys nobody may list, an account without a credential report, a right to read that is missing, and a key
 * that root has.
 */
export const anUnreadAccountIsReported: PromiseCheck = function* (company, { runs }) {
  const { story } = company;
  for (const run of runs) {
    for (const [id, { reading, afterUnread }] of run.visits)
      if (reading?.outcome === 'unread' && afterUnread.length > 0)
        yield `${id} could not be read, and still: ${afterUnread.join(', ')}`;
    if (run.result && run.summary)
      for (const { id, name } of story.accounts)
        yield* misreported(run, id, name, story.dryRunAccounts.includes(id));
    if (run.result && run.summary) yield* unseen(company, run);
  }
};

/**
 * What could not be seen in an account that was read is named, in this summary or in one of the days before. Those are
 * before the day that the run is for: on an older one less time has passed since it was last named.
 */
function* unseen(company: Company, run: RunRecord) {
  const { chronicle, story } = company;
  const summaries = chronicle.runs.filter(
    ({ startedAt }) =>
      startedAt > run.now.getTime() - REPEATED_WITHIN &&
      startedAt <= (run.endedAt ?? run.startedAt),
  );
  const lines = summaries.flatMap(({ summary }) => summary?.findings ?? []);
  for (const id of finishedAccounts(run)) {
    const reading = run.visits.get(id)?.reading;
    if (reading?.outcome !== 'read') continue;
    const name = story.accounts.find((each) => each.id === id)?.name ?? id;
    const isSaid = (words: string) => lines.some((line) => line.includes(words));
    if (isUnknown(reading.credentialReportAt) && !isSaid(`${name}: no credential report`))
      yield `${name} has no credential report, and no summary says so`;
    for (const what of unseenKinds(reading.inventory.users))
      if (!isSaid(what)) yield `${what} of ${name} could not be seen, and no summary says so`;
    const { root } = reading.inventory;
    if (root && !isUnknown(root) && root.keys.length > 0 && !isSaid(`${name}: root has `))
      yield `root of ${name} has a key, and no summary says so`;
    // What is wrong with users a run that a later date's has overtaken leaves to the runs of their day.
    if (isOvertaken(company, run, id)) continue;
    for (const user of reading.inventory.users)
      if (
        user.keysUnknown &&
        !namesOf(company, user, run).some((each) =>
          isSaid(` ${each}: which keys there are is not known`),
        )
      )
        yield `the keys of ${user.name} could not be seen, and no summary says so`;
  }
}

/** Whoever was named by another name meanwhile, was named. */
function namesOf({ aws }: Company, { id, name }: IamUser, run: RunRecord): readonly string[] {
  const since = run.now.getTime() - REPEATED_WITHIN;
  const states = aws.users.flatMap((each) => each.between(since, run.endedAt ?? run.startedAt));
  return [name, ...states.flatMap((state) => (state?.id === id ? state.name : []))];
}

/** Of which kinds something could not be seen, but for what is asked about on another day. */
function unseenKinds(users: readonly IamUser[]): readonly string[] {
  const isRefused = (held: unknown) => isUnknown(held) && !isAwaited(held);
  return [
    ...(users.some((user) => isRefused(user.serviceCredentials))
      ? ['iam:ListServiceSpecificCredentials']
      : []),
    ...(users.some((user) => isRefused(user.sshKeys)) ? ['iam:ListSSHPublicKeys'] : []),
    // Without a credential report they are not asked for.
    ...(users.some(({ signingCertificates: held }) => isUnknown(held) && / at /.test(held.unknown))
      ? ['iam:ListSigningCertificates']
      : []),
  ];
}

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
