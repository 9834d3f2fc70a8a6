import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { clientsOf } from '../../emulation/moto/test-clients';
import type { Moto } from '../../emulation/moto/start';

const TOKEN = 'of-a-test';
const HOUR_MS = 60 * 60 * 1000;

/** What somebody was let into, and by which of the two. */
export interface LetIn {
  readonly by: 'permission-set' | 'account-access';
  readonly roleArn: string;
  readonly tenantId?: string;
}

/**
 * What the emulated AWS has not: the AWS access portal's GetRoleCredentials, and account access manager's. Both take the
 * token of a sign-in to IAM Identity Center; the paths and names are those of AWS's own models in botocore.
 */
export class Portal {
  readonly letIn: LetIn[] = [];

  private constructor(
    private readonly moto: Moto,
    private readonly server: Server,
  ) {}

  static async open(moto: Moto): Promise<Portal> {
    const server = createServer();
    const portal = new Portal(moto, server);
    server.on('request', (request, response) => {
      const url = new URL(request.url ?? '/', 'http://localhost');
      const { authorization, 'x-amz-sso_bearer_token': token } = request.headers;
      const isSignedIn = token === TOKEN || authorization === `Bearer ${TOKEN}`;
      void (isSignedIn ? portal.answer(url) : Promise.resolve(undefined)).then(
        (answer) => {
          response.writeHead(answer ? 200 : 401, { 'content-type': 'application/json' });
          response.end(JSON.stringify(answer ?? { message: 'Session token not found or invalid' }));
        },
        (error: unknown) => response.writeHead(500).end(String(error)),
      );
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return portal;
  }

  /** Where tools find both. */
  get env(): Readonly<Record<string, string>> {
    const url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    return { AWS_ENDPOINT_URL_SSO: url, AWS_ENDPOINT_URL_ACCOUNT_ACCESS_RUNTIME: url };
  }

  /** What `aws sso login --sso-session` leaves. */
  keepSignIn(home: string, session: string): void {
    const folder = path.join(home, '.aws', 'sso', 'cache');
    const name = createHash('sha1').update(session).digest('hex');
    mkdirSync(folder, { recursive: true });
    const token = {
      startUrl: 'https://d-1234567890.awsapps.com/start',
      region: 'eu-central-1',
      accessToken: TOKEN,
      expiresAt: new Date(Date.now() + HOUR_MS).toISOString(),
    };
    writeFileSync(path.join(folder, `${name}.json`), JSON.stringify(token), { mode: 0o600 });
  }

  async stop(): Promise<void> {
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer({ pathname, searchParams }: URL): Promise<object | undefined> {
    const said = (name: string) => searchParams.get(name) ?? '';
    if (pathname === '/federation/credentials') {
      const roleArn = `arn:aws:iam::${said('account_id')}:role/${said('role_name')}`;
      this.letIn.push({ by: 'permission-set', roleArn });
      const { expiresAt, ...keys } = await this.sessionIn(roleArn, 'erin');
      return { roleCredentials: { ...keys, expiration: expiresAt.getTime() } };
    }
    if (pathname !== '/access/credentials' || said('accessType') !== 'PROGRAMMATIC_ACCESS')
      return undefined;
    const [roleArn, tenantId] = [said('roleArn'), said('tenantId')];
    this.letIn.push({ by: 'account-access', roleArn, tenantId });
    const { expiresAt, ...keys } = await this.sessionIn(roleArn, said('sessionName'));
    const programmaticAccess = { ...keys, expiresAt: expiresAt.toISOString() };
    return { credentialsDetails: { programmaticAccess } };
  }

  private async sessionIn(RoleArn: string, RoleSessionName: string) {
    const root = await this.moto.credentialsFor(RoleArn.split(':')[4] ?? '');
    const { sts } = clientsOf(this.moto, root);
    const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName }));
    return {
      accessKeyId: Credentials?.AccessKeyId,
      secretAccessKey: Credentials?.SecretAccessKey,
      sessionToken: Credentials?.SessionToken,
      expiresAt: new Date(Date.now() + HOUR_MS),
    };
  }
}
