/** What no log and no output may hold, whoever writes it. */
const forms: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['the whole id of an access key', /\bA[KS]IA[A-Z0-9]{12,124}\b/],
  ['a Slack token', /\bxox[a-z]-[A-Za-z0-9-]{6,}/],
  [
    'a secret access key',
    /(?<![\w/+=])(?=[\w/+]*\d)(?=[\w/+]*[a-z])(?=[\w/+]*[A-Z])[A-Za-z0-9/+]{40}(?![\w/+=])/,
  ],
];

/** Longer than any secret, so that none hides between two pieces of output. */
const OVERLAP = 2_000;

/** Looks for secrets in output that comes in pieces. */
export class SecretWatch {
  readonly #found = new Set<string>();
  readonly #tails = new Map<unknown, string>();

  /** What was found, and in what; never the secret itself. */
  get found(): readonly string[] {
    return [...this.#found];
  }

  /**
   * @param source tells one stream of pieces from another
   * @param planted secrets of this source that have no form of their own
   */
  read(chunk: string, source: unknown, name: string, planted: readonly string[] = []): void {
    const text = (this.#tails.get(source) ?? '') + chunk;
    this.#tails.set(source, text.slice(-OVERLAP));
    for (const [what, pattern] of forms) {
      const at = pattern.exec(text)?.index;
      if (at !== undefined) this.#found.add(`${what} in ${name}, after ${around(text, at)}`);
    }
    if (planted.some((secret) => secret.length > 7 && text.includes(secret)))
      this.#found.add(`a planted secret in ${name}`);
  }
}

function around(text: string, at: number): string {
  return JSON.stringify(text.slice(Math.max(0, at - 120), at));
}
