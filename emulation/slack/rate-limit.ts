/** Slack takes about one message a second in a channel, and short bursts. */
const BURST = 3;
const MS_A_MESSAGE = 1000;

/** One channel's room for messages: a bucket that fills by one a second. */
export class RateLimit {
  private readonly buckets = new Map<string, { room: number; at: number }>();

  /**
   * Takes room for a message.
   * @param now milliseconds on any clock that does not go back.
   * @returns 0, or the seconds until there is room.
   */
  take(channel: string, now: number): number {
    const bucket = this.buckets.get(channel) ?? { room: BURST, at: now };
    const room = Math.min(BURST, bucket.room + (now - bucket.at) / MS_A_MESSAGE);
    if (room < 1) return Math.ceil(1 - room);
    this.buckets.set(channel, { room: room - 1, at: now });
    return 0;
  }
}
