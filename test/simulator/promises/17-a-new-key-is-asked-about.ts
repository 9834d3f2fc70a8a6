import type { NoticeOf } from '../../../rules/notices';
import type { Company } from '../company';
import { isEngineer } from '../truth/tags';
import { fullRun, settledUsers, visibleStates } from '../truth/today';
import { DAY, HOUR } from '../world/calendar';
import type { Shown } from '../world/shown';
import type { TrueKey } from '../world/credentials';
import type { NoticeLife } from '../world/notice-life';
import type { RunRecord } from '../world/run-record';
import type { TrueUser } from '../world/user-history';
import type { PromiseCheck } from './promise-check';

/** So old a key is new. */
const NEW = 3 * DAY;
const MOST_LATE = 8 * DAY;
/** Each of a key's two questions, by the run that comes to it. */
const questions = [1, 2] as const;
type Asked = (typeof questions)[number];

/**
 * Where people can press, the owner of each new key is asked once whether they made it, and once more where they have not
 * said so for as long as the company says; and then each day's summary names it. Nobody else is asked, of no older key,
 * and nobody in a rehearsal; where no buttons are, nobody at all.
 */
export const aNewKeyIsAskedAbout: PromiseCheck = function* (company, today) {
  for (const shown of today.shown)
    if (shown.notice.kind === 'key-question') {
      const why = whyNotToAsk(company, shown.notice, shown);
      if (why !== undefined)
        yield `${shown.recipient} was told ${shown.facts.text.split('\n')[0]}, though ${why}`;
    }
  if (!company.story.presses) return;
  const run = fullRun(today);
  if (run)
    for (const { id } of company.story.accounts)
      for (const user of settledUsers(company, run, id))
        if (isToBeAsked(user))
          for (const key of user.keys) yield* unasked(company, run, id, user, key);
};

function isToBeAsked({ tags }: TrueUser): boolean {
  return isEngineer(tags) && /^[UW][A-Z0-9]{8,}$/.test(tags['slack-id'] ?? '');
}

function whyNotToAsk(
  company: Company,
  notice: NoticeOf<'key-question'>,
  { at, recipient, step }: Shown,
): string | undefined {
  const { story, aws, chronicle } = company;
  const { key, account, asked } = notice;
  if (!story.presses) return 'there is nothing to press';
  if (story.dryRunAccounts.includes(account.id)) return 'its account is only rehearsed';
  const { plannedAt = 0 } = chronicle.lifeOf(notice) ?? {};
  const owner = aws.ownerOf(key.id);
  const states = [...visibleStates(owner, plannedAt), ...(owner?.between(plannedAt, at) ?? [])];
  const were = states.filter((state) => state !== undefined && isToBeAsked(state));
  if (were.length === 0) return 'its owner is no engineer with a Slack id';
  if (step === 'owner' && !were.some((state) => state?.tags['slack-id'] === recipient))
    return 'the key was never theirs';
  const before = chronicle
    .about(key.id)
    .some(
      (each) =>
        each.notice.kind === 'key-question' &&
        each.notice.asked === asked &&
        each.step === step &&
        each.at < at &&
        each.recordedAt !== undefined,
    );
  if (before) return 'that was asked before';
  const firstAt =
    asked === 1 ? plannedAt : (lifeOf(company, account.id, key.id, 1)?.plannedAt ?? 0);
  // As of the time that a run is for, which is late, or of an older day.
  if (firstAt - madeAt(were, key.id) > NEW + MOST_LATE) return 'the key is old';
  return asked === 2 ? whyNotAgain(company, notice, plannedAt) : undefined;
}

function whyNotAgain(
  company: Company,
  { key, account }: NoticeOf<'key-question'>,
  plannedAt: number,
): string | undefined {
  const { askAgainDays = 0 } = company.story.presses ?? {};
  const first = lifeOf(company, account.id, key.id, 1);
  const askedAt = first?.ownerAt ?? first?.teamAt ?? first?.copyAt;
  if (askAgainDays === 0) return 'nobody is to be asked again';
  if (answerTo(company, key.id, plannedAt - HOUR)) return 'they had said whose it is';
  if (askedAt === undefined) return 'nobody was asked the first time';
  if (plannedAt - askedAt < askAgainDays * DAY - DAY / 2)
    return `it was asked on ${new Date(askedAt).toISOString()}`;
  return undefined;
}

/** What must have been asked, and said in the summary, by a run on a day without faults. */
function* unasked(
  company: Company,
  run: RunRecord,
  accountId: string,
  user: TrueUser,
  { id, status, createdAt }: TrueKey,
) {
  const { chronicle, story } = company;
  const { askAgainDays = 0 } = story.presses ?? {};
  const now = run.now.getTime();
  if (status !== 'Active' || answerTo(company, id, run.startedAt)) return;
  const [first, second] = questions.map((asked) => lifeOf(company, accountId, id, asked));
  const age = now - createdAt.getTime();
  if (age >= 0 && age <= NEW) {
    chronicle.count('new key asked for its question');
    if (!first) yield `${id} of ${user.name} is new, and nobody asked whose it is`;
  }
  const askedAt = first?.ownerAt;
  if (askedAt === undefined || askAgainDays === 0) return;
  const due = askedAt + askAgainDays * DAY;
  if (now < due) return;
  if (now <= askedOn(first) + askAgainDays * DAY + NEW && !second)
    yield `${user.name} has not said whose ${id} is, and was not asked again`;
  chronicle.count('unanswered key asked for its name in the summary');
  if (!run.summary?.unanswered?.some((line) => line.includes(`…${id.slice(-4)}`)))
    yield `${user.name} has not said whose ${id} is, and the summary does not name it`;
}

/** From when the days count in which it is news: what was delivered within hours is as of the time that it tells of. */
function askedOn(first: NoticeLife | undefined): number {
  if (first?.ownerAt === undefined) return -Infinity;
  const plannedAt = Date.parse(first.notice.plannedAt);
  return first.ownerAt - plannedAt <= 6 * HOUR ? plannedAt : first.ownerAt;
}

function madeAt(states: readonly (TrueUser | undefined)[], keyId: string): number {
  const keys = states.flatMap((state) => state?.keys ?? []);
  return keys.find(({ id }) => id === keyId)?.createdAt.getTime() ?? Infinity;
}

function answerTo({ chronicle }: Company, keyId: string, by: number): boolean {
  return chronicle.answered.some(
    ({ noticeId, at }) => at < by && noticeId.startsWith(`key/${keyId}/`),
  );
}

function lifeOf(
  { chronicle }: Company,
  accountId: string,
  keyId: string,
  asked: Asked,
): NoticeLife | undefined {
  return chronicle.notices.get(`${accountId} key/${keyId}/question/${asked}`);
}
