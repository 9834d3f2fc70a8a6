import type { SecretVersion, SigningSecretPort } from '../ports/signing-secret';

const MINUTE = 60_000;
/** Nobody rotates it more often. */
const KEPT = 5 * MINUTE;
/** Where neither fits, it may have been rotated; or it is forged, and the next thousand are. */
const BETWEEN_LOOKS = MINUTE;
/** Where it could not be read. */
const AFTER_FAILURE = 2000;

interface Known {
  /** As it was last read. */
  readonly secret?: string;
  readonly readAt: number;
  /** The last try, where that failed; what was read before it is still known. */
  readonly failure?: { readonly at: number; readonly error: unknown };
}

/**
 * The signing secrets as they are at hand: whoever sends requests, many as they are, has each of the two read at most
 * once a minute, and every two seconds where they can't be read.
 */
export class SecretsAtHand {
  readonly #known = new Map<SecretVersion, Known>();

  constructor(private readonly secrets: SigningSecretPort) {}

  /**
   * Whether one of them fits, the one of now or the one before.
   * @throws what the port throws, where the one that may fit can't be read
   */
  async some(fits: (secret: string) => boolean, now: Date, signal?: AbortSignal): Promise<boolean> {
    const isAmong = async (oldest: number) => {
      for (const version of ['current', 'previous'] as const) {
        const secret = await this.#secret(version, now.getTime(), oldest, signal);
        if (secret !== undefined && fits(secret)) return true;
      }
      return false;
    };
    return (await isAmong(KEPT)) || isAmong(BETWEEN_LOOKS);
  }

  async #secret(version: SecretVersion, now: number, oldest: number, signal?: AbortSignal) {
    const known: Known = this.#known.get(version) ?? { readAt: -Infinity };
    // By a clock that was set back, too, nothing is kept for longer.
    if (Math.abs(now - known.readAt) < oldest) return known.secret;
    if (known.failure && Math.abs(now - known.failure.at) < AFTER_FAILURE)
      throw known.failure.error;
    try {
      const secret = await this.secrets.read(version, signal);
      // When it was rotated, the one before is another one, too.
      if (version === 'current' && secret !== known.secret) this.#known.delete('previous');
      this.#known.set(version, { secret, readAt: now });
      return secret;
    } catch (error) {
      this.#known.set(version, { ...known, failure: { at: now, error } });
      throw error;
    }
  }
}
