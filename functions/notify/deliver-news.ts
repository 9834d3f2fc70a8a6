import type { CopiedNotice } from '../../rules/notices';
import { renderBareNews, renderNewsDigest, type Copy } from '../messages';
import { SlackContentError } from '../slack-errors';
import { deliver, type Outcome } from './deliver';
import { deliverDigest } from './deliver-digest';
import { ORGANIZATION, type NotifyPorts } from './delivery';
import type { NewsPace } from './news-pace';
import { postToTeam, recordCopies } from './tell-copies';

/** What became of one piece of news, or why it must be tried again. */
export type NewsOutcome = Outcome | { readonly error: unknown };

/**
 * Tells the team of what others did, each once. The first of an hour are messages of their own; what exceeds them
 * becomes lines in one thread of that hour. Whatever becomes of one, it holds up no other.
 * @returns what became of each, in their order
 */
export async function deliverNews(
  news: readonly CopiedNotice[],
  ports: NotifyPorts,
  pace: NewsPace,
): Promise<readonly NewsOutcome[]> {
  const outcomes = new Map<CopiedNotice, NewsOutcome>();
  const surplus: Copy[] = [];
  const hasThread = await isThreadOpen(ports).catch(() => false);
  for (const notice of news)
    try {
      const isSurplus = hasThread || pace.isFull(ports.now());
      const outcome = isSurplus ? await open(notice, ports) : await tellAlone(notice, ports);
      if ('notice' in outcome) surplus.push(outcome);
      else outcomes.set(notice, outcome);
      if ('team' in outcome && outcome.team === 'told') pace.note(ports.now());
    } catch (error) {
      outcomes.set(notice, { error });
    }
  const error = await tellTogether(surplus, ports, pace);
  return news.map((each) => outcomes.get(each) ?? (error ? { error } : { copies: 1 }));
}

/** One message. What Slack refuses for what it holds is told in bare words: no name may hide its owner's key. */
async function tellAlone(notice: CopiedNotice, ports: NotifyPorts): Promise<Outcome> {
  try {
    return await deliver(notice, ports);
  } catch (error) {
    if (!(error instanceof SlackContentError)) throw error;
    const copy = asCopy(notice);
    await recordCopies([copy], await postToTeam(renderBareNews([copy]), ports), ports);
    return { owner: 'not-addressed', team: 'told' };
  }
}

/** The notice as it is to be told; what became of it where the team knows it. */
async function open(notice: CopiedNotice, { deliveries }: NotifyPorts): Promise<Copy | Outcome> {
  const state = await deliveries.find(notice.account.id, notice.id);
  if (state.withdrawn !== undefined) return { withdrawn: state.withdrawn };
  if (state.newer === 'record') return { kept: 'its record is of a newer version' };
  if (state.team || state.copy) return { owner: 'not-addressed', team: 'before' };
  if (!state.notice) await deliveries.recordNews(notice.account.id, notice);
  return asCopy(notice);
}

/** @returns why it could not be told; undefined where it was */
async function tellTogether(
  copies: readonly Copy[],
  ports: NotifyPorts,
  { most }: NewsPace,
): Promise<unknown> {
  if (copies.length === 0) return undefined;
  const plannedAt = ports.now().toISOString();
  const head = () => renderNewsDigest(most);
  const digest = { id: threadOf(ports), plannedAt, head, bare: renderBareNews };
  try {
    await deliverDigest(digest, copies, ports);
    return undefined;
  } catch (error) {
    return error;
  }
}

/** Whoever has no answer of the ledger's will have none of what is told, either. */
async function isThreadOpen(ports: NotifyPorts): Promise<boolean> {
  return (await ports.deliveries.find(ORGANIZATION, threadOf(ports))).team !== undefined;
}

/** One thread an hour, by UTC. */
function threadOf({ now }: NotifyPorts): string {
  return `news/${now().toISOString().slice(0, 13)}`;
}

function asCopy(notice: CopiedNotice): Copy {
  return { notice, owner: { is: 'not-addressed' } };
}
