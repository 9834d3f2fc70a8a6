import type { SecretVersion, SigningSecretPort } from '../ports/signing-secret';

/** The signing secret in this process's memory. */
export class InMemorySigningSecret implements SigningSecretPort {
  #current: string;
  #previous: string | undefined;
  /** What it says instead of the secret. */
  failure: Error | undefined;
  /** How often it was asked. */
  asked = 0;

  constructor(secret: string) {
    this.#current = secret;
  }

  async read(version: SecretVersion): Promise<string | undefined> {
    this.asked++;
    if (this.failure) throw this.failure;
    return Promise.resolve(version === 'current' ? this.#current : this.#previous);
  }

  /** Puts a new one; the one of now is the previous one. */
  rotate(secret: string): void {
    this.#previous = this.#current;
    this.#current = secret;
  }
}
