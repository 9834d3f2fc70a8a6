import { setTimeout as pause } from 'node:timers/promises';
import type { ClientOptions } from './aws';

/** A group or a user of Identity Center, by its id. */
export type Principal = { readonly groupId: string } | { readonly userId: string };

export interface Application {
  readonly identitySource: { readonly identityCenter: { readonly instanceArn: string } };
  readonly status: string;
  readonly tenantId: string;
  readonly tags?: Readonly<Record<string, string>>;
}

export interface PrincipalRole {
  readonly principal: { readonly identityCenter: Principal };
  readonly roleArn: string;
  /** The role's; only in answers. */
  readonly account?: string;
}

/** One of the API's errors, by the name that its model has for it. */
export class AccountAccessError extends Error {
  constructor(
    override readonly name: string,
    message: string,
  ) {
    super(message);
  }
}

/** How often a call that is throttled is made again, and after how many milliseconds. */
const RETRIES = 20;
const PAUSE_MS = 250;

/**
 * Account access manager's API, as the emulated AWS has it: npm has no client of AWS's for it yet. Nobody checks signatures there,
 * so a call says whose it is and is not signed.
 */
export class AccountAccessClient {
  constructor(private readonly options: Omit<ClientOptions, 'forcePathStyle'>) {}

  async createApplication(
    instanceArn: string,
    tags: Readonly<Record<string, string>> = {},
  ): Promise<string> {
    const identitySource = { identityCenter: { instanceArn } };
    const made = await this.call<{ applicationArn: string }>('POST', '/applications', {
      ...{ identitySource, tags },
    });
    return made.applicationArn;
  }

  getApplication(arn: string): Promise<Application> {
    return this.call('GET', `/applications/${encodeURIComponent(arn)}`);
  }

  async listApplications(): Promise<readonly { readonly applicationArn: string }[]> {
    type Answer = { applications: { applicationArn: string }[] };
    return (await this.call<Answer>('POST', '/applications-list', {})).applications;
  }

  deleteApplication(arn: string): Promise<unknown> {
    return this.call('DELETE', `/applications/${encodeURIComponent(arn)}`);
  }

  /** Answers its id. */
  async createEntitlement(applicationArn: string, principalRole: PrincipalRole): Promise<string> {
    const body = { applicationArn, entitlement: { principalRole } };
    return (await this.call<{ entitlementId: string }>('POST', '/entitlements', body))
      .entitlementId;
  }

  async getEntitlement(applicationArn: string, id: string): Promise<PrincipalRole> {
    type Answer = { entitlement: { principalRole: PrincipalRole } };
    return (await this.call<Answer>('GET', entitlementPath(applicationArn, id))).entitlement
      .principalRole;
  }

  deleteEntitlement(applicationArn: string, id: string): Promise<unknown> {
    return this.call('DELETE', entitlementPath(applicationArn, id));
  }

  tagResource(arn: string, tags: Readonly<Record<string, string>>): Promise<unknown> {
    return this.call('POST', `/tags/${encodeURIComponent(arn)}`, { tags });
  }

  untagResource(arn: string, keys: readonly string[]): Promise<unknown> {
    const query = keys.map((key) => `tagKeys=${encodeURIComponent(key)}`).join('&');
    return this.call('DELETE', `/tags/${encodeURIComponent(arn)}?${query}`);
  }

  private async call<Answer>(
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    body?: Readonly<Record<string, unknown>>,
  ): Promise<Answer> {
    const { endpoint, region, credentials } = this.options;
    const date = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
    const scope = [credentials.accessKeyId, date.slice(0, 8), region, 'account-access'].join('/');
    for (let i = 0; ; i++) {
      const response = await fetch(`${endpoint}${path}`, {
        method,
        headers: {
          authorization: `AWS4-HMAC-SHA256 Credential=${scope}/aws4_request, Signature=none`,
          'x-amz-date': date,
          ...(body && { 'content-type': 'application/json' }),
        },
        ...(body && { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      if (response.ok) return (text === '' ? {} : JSON.parse(text)) as Answer;
      if (response.status !== 429 || i >= RETRIES) throw errorOf(response, text);
      await pause(PAUSE_MS);
    }
  }
}

function entitlementPath(applicationArn: string, id: string): string {
  return `/entitlements/${id}?applicationArn=${encodeURIComponent(applicationArn)}`;
}

function errorOf(response: Response, text: string): AccountAccessError {
  const { message = text } = parsed(text);
  const name = response.headers.get('x-amzn-errortype') ?? `HTTP ${response.status}`;
  return new AccountAccessError(name, message);
}

function parsed(text: string): { readonly message?: string } {
  try {
    return JSON.parse(text) as { message?: string };
  } catch {
    return {};
  }
}
