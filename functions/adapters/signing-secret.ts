import { slackSigningSecretPattern } from '../../rules/formats';
import type { SecretVersion, SigningSecretPort } from '../ports/signing-secret';
import { AwsCallError, JsonService, type JsonServiceOptions } from './aws/json-service';

/** The secret is there, and is none that Slack signs with. What it holds instead is nobody's business in a log. */
export class SigningSecretError extends Error {
  override readonly name = 'SigningSecretError';
}

const stages = { current: 'AWSCURRENT', previous: 'AWSPREVIOUS' } as const;

/**
 * The signing secret in Secrets Manager: the secret's whole string, or JSON with it as `signingSecret`. The version
 * before is what Secrets Manager keeps under AWSPREVIOUS when a new one is put.
 */
export class ManagedSigningSecret implements SigningSecretPort {
  readonly #secrets: JsonService;

  constructor(
    private readonly secretArn: string,
    where: Pick<JsonServiceOptions, 'endpoint' | 'region' | 'keys'>,
  ) {
    const service = {
      service: 'secretsmanager',
      target: 'secretsmanager',
      version: '1.1',
    } as const;
    this.#secrets = new JsonService({ ...where, ...service });
  }

  /**
   * Undefined where there was none before, or something else, such as what stood in for it until there was one: nobody
   * can have signed with it.
   * @throws AwsCallError, SigningSecretError
   */
  async read(version: SecretVersion, signal?: AbortSignal): Promise<string | undefined> {
    const answer = await this.#ask(version, signal);
    if (answer === undefined) return undefined;
    const text = 'SecretString' in answer ? String(answer.SecretString) : '';
    // People paste secrets with a line break at the end.
    const secret = fieldIn(text.trim());
    // An empty one would let anybody sign.
    if (slackSigningSecretPattern.test(secret)) return secret;
    if (version === 'previous') return undefined;
    throw new SigningSecretError(
      `${this.secretArn} is not a signing secret: expected its text, or JSON with signingSecret`,
    );
  }

  /** Undefined where a secret has only one version. That there is no current one is an error. */
  async #ask(version: SecretVersion, signal?: AbortSignal): Promise<object | undefined> {
    const input = { SecretId: this.secretArn, VersionStage: stages[version] };
    try {
      return await this.#secrets.call('GetSecretValue', input, signal);
    } catch (error) {
      const isAbsent = error instanceof AwsCallError && error.code === 'ResourceNotFoundException';
      if (isAbsent && version === 'previous') return undefined;
      throw error;
    }
  }
}

function fieldIn(text: string): string {
  if (!text.startsWith('{')) return text;
  try {
    const { signingSecret } = JSON.parse(text) as { signingSecret?: unknown };
    return typeof signingSecret === 'string' ? signingSecret : '';
  } catch {
    return '';
  }
}
