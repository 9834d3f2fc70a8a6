import { instantOfDelivery, latest, runDaysAfter } from '../calendar';
import type { StoppableCredential } from '../credentials/credential';
import type { Decision, Reason, Subject } from '../decisions';
import { isSlackUserId } from '../formats';
import type { AccountLedger, NoticeRecord } from '../ledger';
import { noticeId, type Maker, type NoticeOf } from '../notices';
import { answerOf } from '../presses/answer-of';
import { because, keyFacts, personOf, type Day } from './context';
import type { PlanFacts } from './facts';
import { sendOnce } from './send-once';
import { countingDelivery } from './warnings';

/** So many days a key is one whose owner is asked; whoever switches the asking on asks nobody about older ones. */
export const NEW_DAYS = 3;
const DAY_MS = 24 * 60 * 60 * 1000;

/** A key that somebody has made, and whose it is by the tags. */
export interface KeyToAskOf {
  readonly day: Pick<Day, 'account' | 'ledger' | 'now'>;
  readonly owner: Parameters<typeof personOf>[0];
  readonly credential: StoppableCredential;
  readonly subject: Subject;
  /** Who made it, where that is known already. */
  readonly maker?: Maker;
}

/** What a run asks the owner of a new key: whether it was them, and once more where they have not answered. */
export function ask(facts: PlanFacts): readonly Decision[] {
  const { ledger, settings } = facts.day;
  if (!settings.questions) return [];
  const about = { ...facts, maker: makerIn(ledger, facts.credential.ref.id) };
  const decisions = [
    askFirst(about, facts.day.now),
    askAgain(about, settings.questions.againAfterDays, settings.timeZone),
  ];
  return decisions.filter((each) => each.do !== 'nothing');
}

/**
 * The first question, which a run and the event of the key may both come to: it is one notice.
 * @param seenAt when the key was found
 */
export function askFirst(about: KeyToAskOf, seenAt: Date): Decision {
  const first = questionOf(about, 1);
  const why = whyNobodyIsAsked(about) ?? whyNotFirst(about, first, seenAt);
  return why ? { do: 'nothing', subject: about.subject, why } : send(about, 1, firstTime);
}

/** That the first one has been there so long that it is asked once more, or named: when that was. */
export function askedLongAgo(
  first: NoticeRecord | undefined,
  now: Date,
  days: number,
  timeZone: string,
): Date | undefined {
  // What a newer version has asked it alone knows.
  const delivery = first && !first.newer ? countingDelivery(first) : undefined;
  if (!first || !delivery || days === 0) return undefined;
  const asked = instantOfDelivery(first.plannedAt, delivery.at);
  // In a time zone's days: the run of the next day comes an hour sooner where its clocks go forward.
  return runDaysAfter(asked, days, timeZone) <= now ? asked : undefined;
}

function askAgain(about: KeyToAskOf, afterDays: number, timeZone: string): Decision {
  const { now } = about.day;
  const second = questionOf(about, 2);
  const asked = askedLongAgo(questionOf(about, 1), now, afterDays, timeZone);
  const isNews = asked && now <= runDaysAfter(asked, afterDays + NEW_DAYS, timeZone);
  const why =
    whyNobodyIsAsked(about) ??
    (asked ? undefined : because('waiting-for-its-day', 'it was not asked so long ago')) ??
    (isOpenOrAsked(second) || isNews ? undefined : noNews);
  return why ? { do: 'nothing', subject: about.subject, why } : send(about, 2, onceMore);
}

const firstTime = because('owner-unasked', 'made of late, and its owner was not asked');
const onceMore = because('unanswered', 'its owner was asked, and has not answered');
const noNews = because('not-new', `made more than ${NEW_DAYS} days ago`);

/** Whatever question it would be. */
function whyNobodyIsAsked(about: KeyToAskOf): Reason | undefined {
  const { day, owner, credential } = about;
  const { tags } = owner;
  if (credential.status !== 'Active') return because('inactive', 'not enabled');
  if (tags.type === undefined) return because('invalid-tags', 'its owner has no valid type');
  if (tags.type === 'machine') return because('machine', 'its owner is a machine');
  // A channel's members are not its owner.
  if (tags.slackId === undefined || !isSlackUserId(tags.slackId))
    return because('invalid-tags', 'no tag says whom to ask');
  if (credential.createdAt > day.now)
    return because('made-later', 'made after the time that the run is for');
  if (answerOf(day.ledger, credential.ref.id)) return because('answered', 'its owner has said so');
  if (([1, 2] as const).some((asked) => questionOf(about, asked)?.newer))
    return because('newer-record', 'a newer version of Keyturn has asked');
  return undefined;
}

function whyNotFirst(
  { day, credential }: KeyToAskOf,
  first: NoticeRecord | undefined,
  seenAt: Date,
): Reason | undefined {
  if (isOpenOrAsked(first)) return undefined;
  return daysFrom(credential.createdAt, latest(day.now, seenAt)) <= NEW_DAYS ? undefined : noNews;
}

/** What was withdrawn before anybody was told is as good as never planned. */
function isOpenOrAsked(record: NoticeRecord | undefined): boolean {
  return record !== undefined && (!record.withdrawn || countingDelivery(record) !== undefined);
}

function send(
  { day, owner, credential, subject, maker }: KeyToAskOf,
  asked: NoticeOf<'key-question'>['asked'],
  why: Reason,
): Decision {
  const question: NoticeOf<'key-question'> = {
    kind: 'key-question',
    id: noticeId.keyQuestion(credential.ref.id, asked),
    account: day.account,
    plannedAt: day.now.toISOString(),
    owner: personOf(owner),
    key: keyFacts(credential, day.now),
    ...(maker && { maker }),
    asked,
  };
  return sendOnce(day, subject, question, why);
}

function questionOf(
  { day: { ledger }, credential }: Pick<KeyToAskOf, 'day' | 'credential'>,
  asked: NoticeOf<'key-question'>['asked'],
): NoticeRecord | undefined {
  return ledger.notices.get(noticeId.keyQuestion(credential.ref.id, asked));
}

/** As an event has told of it. */
function makerIn({ notices }: AccountLedger, keyId: string): Maker | undefined {
  const told = [noticeId.keyQuestion(keyId, 1), noticeId.keyCreated(keyId)];
  return told
    .map((id) => notices.get(id)?.notice)
    .map((notice) => (notice && 'maker' in notice ? notice.maker : undefined))
    .find((maker) => maker !== undefined);
}

function daysFrom(from: Date, to: Date): number {
  return (to.getTime() - from.getTime()) / DAY_MS;
}
