import type { Delivery } from '../../rules/ledger';
import { SlackContentError } from '../slack-errors';
import { renderDigestPages, type Copy } from '../messages';
import type { SlackMessage } from '../slack-message';
import { ORGANIZATION, TeamChannelError, type NotifyPorts } from './delivery';
import { eachOnItsOwn, postToTeam, recordCopies } from './tell-copies';

/** A message of the channel, and what is told in its thread. */
export interface Digest {
  /** The ledger knows by it where the thread is. */
  readonly id: string;
  readonly plannedAt: string;
  /** The message itself. */
  head(untold: readonly Copy[]): SlackMessage;
  /** A page that Slack refuses for what it holds, in other words; absent: it is an error. */
  bare?(copies: readonly Copy[]): SlackMessage;
}

/**
 * One message in the channel; the notices are in its thread, which a later try goes on with. People may delete that
 * message at any time: then what is left gets another one.
 * @param copies those that the team has not been told
 */
export async function deliverDigest(
  digest: Digest,
  copies: readonly Copy[],
  ports: NotifyPorts,
): Promise<void> {
  const { team } = await ports.deliveries.find(ORGANIZATION, digest.id);
  const thread = new Thread(digest, ports, team?.ts);
  const untold = new Set(copies);
  // Only what Slack refuses for what it holds is a page's own.
  const isOfAll = (error: unknown) => !(error instanceof SlackContentError);
  await eachOnItsOwn(renderDigestPages(copies), isOfAll, async (page) => {
    const delivery = await thread.tell(page.message, [...untold]).catch((error: unknown) => {
      if (!digest.bare || isOfAll(error)) throw error;
      return thread.tell(digest.bare(page.copies), [...untold]);
    });
    await recordCopies(page.copies, delivery, ports);
    page.copies.forEach((copy) => untold.delete(copy));
  });
}

/** A digest's thread. The ledger knows its first message. */
class Thread {
  #isRefused = false;

  /** @param ts of the first message; undefined where there is none yet */
  constructor(
    private readonly digest: Digest,
    private readonly ports: NotifyPorts,
    private ts: string | undefined,
  ) {}

  /**
   * @param untold what a first message is to announce, if one must be posted
   * @throws TeamChannelError
   */
  async tell(message: SlackMessage, untold: readonly Copy[]): Promise<Delivery> {
    if (this.#isRefused) return { ...(await postToTeam(message, this.ports)), inDigest: true };
    const isNew = this.ts === undefined;
    const { slack, teamChannel, now } = this.ports;
    const ts = this.ts ?? (await this.#goOnUnder(await this.#announce(untold)));
    const answer = await slack.reply(teamChannel, ts, message);
    if ('failed' in answer) throw new TeamChannelError(answer.failed, teamChannel);
    if ('noThread' in answer) {
      // Of a message that was just posted it is not that somebody deleted it: the channel takes no threads.
      if (isNew) this.#isRefused = true;
      else this.ts = undefined;
      return this.tell(message, untold);
    }
    const { isOutsideThread, ...posted } = answer;
    const delivery = { ...posted, at: now(), inDigest: true };
    if (!isOutsideThread) return { ...delivery, threadTs: ts };
    // It is told; what is left goes under it.
    await this.#goOnUnder(delivery);
    return delivery;
  }

  #announce(untold: readonly Copy[]): Promise<Delivery> {
    return postToTeam(this.digest.head(untold), this.ports);
  }

  async #goOnUnder(first: Delivery): Promise<string> {
    const { id, plannedAt } = this.digest;
    await this.ports.deliveries.recordTeam(ORGANIZATION, id, new Date(plannedAt), first);
    return (this.ts = first.ts);
  }
}
