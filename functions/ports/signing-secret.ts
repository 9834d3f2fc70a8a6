/** Of the secret that Slack signs its requests with: the one of now, and the one before it was rotated. */
export type SecretVersion = 'current' | 'previous';

/** Where the signing secret is kept. */
export interface SigningSecretPort {
  /**
   * The secret, asked anew each time; undefined where there is no such version.
   * @param signal when to give it up
   */
  read(version: SecretVersion, signal?: AbortSignal): Promise<string | undefined>;
}
