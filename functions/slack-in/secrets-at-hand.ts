import type { SecretVersion, SigningSecretPort } from '../ports/signing-secret';

const MINUTE = 60_000;
/** Nobody rotates it more often. */
const KEPT = 5 * MINUTE;
/** Where neither fits, it may have been rotated; or it is forged, and the next thousand are. */
const BETWEEN_LOOKS = MINUTE;
/** Where it could not be read. */
const AFTER_FAILURE = 2000;

interface Read {
  readonly at: number;
  readonly secret?: string;
  readonly failure?: unknown;
}

/**
 * The signing secrets as they are at hand: whoever sends requests, many as they are, has each of the two read at most
 * once a minute, and every two seconds where they can't be read.
 */
export class SecretsAtHand {
  readonly #read = new Map<SecretVersion, Read>();

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
    const known = this.#read.get(version);
    const isFailure = known !== undefined && 'failure' in known;
    // A clock that was set back has nothing kept for longer.
    const age = known ? Math.abs(now - known.at) : Infinity;
    if (known && age < (isFailure ? AFTER_FAILURE : oldest)) {
      if (isFailure) throw known.failure;
      return known.secret;
    }
    try {
      const secret = await this.secrets.read(version, signal);
      this.#read.set(version, { at: now, secret });
      return secret;
    } catch (failure) {
      this.#read.set(version, { at: now, failure });
      throw failure;
    }
  }
}
