import { createHash, createPublicKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { AwsCredentialIdentity } from '@aws-sdk/types';
import type { Moto } from '../moto/start';
import type { Workplace } from './workplace';

const CLIENT = 'arn:aws:signin:::devtools/same-device';
const REDIRECT_URI = 'http://127.0.0.1:53037/oauth/callback';

/** AWS Sign-In gave no tokens. */
export class SignInError extends Error {
  override readonly name = 'SignInError';

  /** @param code such as `USER_CREDENTIALS_CHANGED`: why */
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** Who signs in, in the browser of the same machine. */
export interface SigningIn {
  readonly accountId: string;
  readonly userName: string;
  readonly password: string;
  readonly mfaCode?: string;
  /** The profile's region. */
  readonly region?: string;
}

interface TokenAnswer {
  readonly accessToken: AwsCredentialIdentity;
  readonly expiresIn: number;
  readonly refreshToken: string;
}

/**
 * A session of `aws login`: credentials that are renewed without anybody's doing. It does what the AWS CLI does, and keeps what
 * that keeps in ~/.aws/login/cache, where the AWS SDKs look for it.
 */
export class AwsLogin {
  private constructor(
    private readonly moto: Moto,
    private readonly workplace: Workplace,
    private readonly key: string,
    /** The user's ARN, as a profile's `login_session` has it. */
    readonly loginSession: string,
    private tokens: TokenAnswer & { readonly expiresAt: Date },
  ) {}

  /**
   * @param workplace where the terminal is; the browser is at the same address
   * @throws MotoError `SignInFailed`, or SignInError
   */
  static async signIn(moto: Moto, workplace: Workplace, who: SigningIn): Promise<AwsLogin> {
    const codeVerifier = randomBytes(32).toString('base64url');
    const { code } = await moto.authorizeSignIn(who.accountId, {
      userName: who.userName,
      password: who.password,
      ...(who.mfaCode !== undefined && { code: who.mfaCode }),
      region: who.region ?? 'us-east-1',
      clientId: CLIENT,
      redirectUri: REDIRECT_URI,
      codeChallenge: createHash('sha256').update(codeVerifier).digest('base64url'),
      sourceAddress: workplace.sourceAddress,
      userAgent: 'Mozilla/5.0 (X11; Linux x86_64)',
    });
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const key = privateKey.export({ type: 'sec1', format: 'pem' }) as string;
    const asked = { grantType: 'authorization_code', code, redirectUri: REDIRECT_URI };
    const tokens = await askForTokens(moto, workplace, key, { ...asked, codeVerifier });
    const loginSession = `arn:aws:iam::${who.accountId}:user/${who.userName}`;
    return new AwsLogin(moto, workplace, key, loginSession, await dated(moto, tokens));
  }

  /** Those that there are, with none new. */
  get credentials(): AwsCredentialIdentity {
    return this.tokens.accessToken;
  }

  /** @throws SignInError where it takes another sign-in */
  async renew(): Promise<AwsCredentialIdentity> {
    const { refreshToken } = this.tokens;
    const asked = { grantType: 'refresh_token', refreshToken };
    const tokens = await askForTokens(this.moto, this.workplace, this.key, asked);
    this.tokens = await dated(this.moto, tokens);
    return this.credentials;
  }

  /** Puts it where the SDKs look for it. @param home the folder that has `.aws` in it */
  keepIn(home: string): void {
    const folder = path.join(home, '.aws', 'login', 'cache');
    const name = createHash('sha256').update(this.loginSession).digest('hex');
    const { accessToken, expiresAt, refreshToken } = this.tokens;
    const kept = {
      accessToken: {
        ...accessToken,
        accountId: this.loginSession.split(':')[4],
        expiresAt: expiresAt.toISOString(),
      },
      tokenType: 'aws_sigv4',
      refreshToken,
      clientId: CLIENT,
      dpopKey: this.key,
    };
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, `${name}.json`), JSON.stringify(kept), { mode: 0o600 });
  }
}

async function askForTokens(
  moto: Moto,
  { sourceAddress, userAgent }: Workplace,
  key: string,
  asked: Readonly<Record<string, string>>,
): Promise<TokenAnswer> {
  const response = await fetch(`${moto.url}/v1/token`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'user-agent': userAgent,
      'x-forwarded-for': sourceAddress,
      dpop: proofOf(key, `${moto.url}/v1/token`, await moto.now()),
    },
    body: JSON.stringify({ clientId: CLIENT, ...asked }),
  });
  const answer = (await response.json()) as TokenAnswer & { error?: string; message?: string };
  if (!response.ok) throw new SignInError(answer.error ?? '', answer.message ?? '');
  return answer;
}

/** That whoever asks has the key (RFC 9449). */
function proofOf(key: string, htu: string, now: Date): string {
  const { kty, crv, x, y } = createPublicKey(key).export({ format: 'jwk' });
  const header = { alg: 'ES256', typ: 'dpop+jwt', jwk: { kty, crv, x, y } };
  const jti = randomBytes(16).toString('hex');
  const claims = { jti, htm: 'POST', htu, iat: Math.floor(now.getTime() / 1000) };
  const text = [header, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  const signature = sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' });
  return `${text}.${signature.toString('base64url')}`;
}

async function dated(moto: Moto, tokens: TokenAnswer) {
  const expiresAt = new Date((await moto.now()).getTime() + tokens.expiresIn * 1000);
  return { ...tokens, expiresAt };
}
