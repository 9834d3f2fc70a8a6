import { Refusal } from './refusal';

/** Enough for every method that there is here. Keyturn's own app has two of them: docs/slack-app.yaml. */
export const defaultScopes = [
  'chat:write',
  'im:write',
  'im:read',
  'users:read',
  'users:read.email',
  'channels:read',
  'channels:join',
  'groups:read',
] as const;

/** The app that calls: its token, and what this may do. */
export class App {
  private state: 'installed' | 'revoked' | 'account-inactive' = 'installed';
  private scopes: ReadonlySet<string>;

  constructor(
    private token: string,
    scopes: readonly string[],
  ) {
    this.scopes = new Set(scopes);
  }

  /** From now on only this token is good: a rotation, or a new installation. */
  setToken(token: string): void {
    this.token = token;
    this.state = 'installed';
  }

  setScopes(scopes: readonly string[]): void {
    this.scopes = new Set(scopes);
  }

  /** `token_revoked` from now on. */
  revoke(): void {
    this.state = 'revoked';
  }

  /** `account_inactive` from now on: the bot's user, or the workspace, is gone. */
  deactivate(): void {
    this.state = 'account-inactive';
  }

  get grantedScopes(): readonly string[] {
    return [...this.scopes];
  }

  has(scope: string): boolean {
    return this.scopes.has(scope);
  }

  /** @throws Refusal `not_authed`, `invalid_auth`, `token_revoked`, `account_inactive` */
  authenticate(token: string | undefined): void {
    if (!token) throw new Refusal('not_authed');
    if (token !== this.token) throw new Refusal('invalid_auth');
    if (this.state === 'revoked') throw new Refusal('token_revoked');
    if (this.state === 'account-inactive') throw new Refusal('account_inactive');
  }

  /** @throws Refusal `missing_scope` */
  need(scope: string): void {
    if (!this.scopes.has(scope)) throw this.missing(scope);
  }

  /** @throws Refusal `missing_scope` where the app has none of them */
  needAnyOf(scopes: readonly string[]): void {
    if (!scopes.some((each) => this.scopes.has(each))) throw this.missing(scopes.join(','));
  }

  private missing(needed: string): Refusal {
    return new Refusal('missing_scope', { needed, provided: this.grantedScopes.join(',') });
  }
}
