import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import {
  CloudTrailClient,
  LookupEventsCommand,
  type LookupAttributeKey,
} from '@aws-sdk/client-cloudtrail';
import {
  CreateAccessKeyCommand,
  CreateLoginProfileCommand,
  CreateUserCommand,
  DeleteLoginProfileCommand,
  DeleteUserCommand,
  GetUserCommand,
  UpdateLoginProfileCommand,
} from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { AwsLogin, SignInError, type SigningIn } from '../people/aws-login';
import type { Authenticator } from '../people/authenticator';
import { workspace } from '../workspace';
import { startMoto, type Moto } from './start';
import { clientsOf, createDevice, enableDevice } from './test-clients';

const identity = '111111111111';
const alice = { UserName: 'alice' };
const Password = 'Correct-horse-1';
const workplace = { sourceAddress: '203.0.113.20', userAgent: 'aws-cli/2.32.0 md/command#login' };
const minute = 60_000;

describe('sessions of aws login', () => {
  let moto: Moto;
  let root: ReturnType<typeof clientsOf>;
  let phone: Authenticator;
  before(async () => (moto = await startMoto()));
  beforeEach(async () => {
    await moto.reset();
    await moto.setClock(new Date('2026-01-05T08:00:00Z'));
    root = clientsOf(moto, await moto.credentialsFor(identity));
    await root.iam.send(new CreateUserCommand(alice));
    await root.iam.send(new CreateLoginProfileCommand({ ...alice, Password }));
    phone = await createDevice(root.iam);
    await enableDevice(moto, root.iam, phone);
  });
  after(() => moto.stop());

  const later = async (ms: number) => moto.setClock(new Date((await moto.now()).getTime() + ms));
  const signIn = async (more: Partial<SigningIn> & { mfaCode?: string | undefined } = {}) => {
    const { mfaCode = 'mfaCode' in more ? undefined : await phone.nextCode(moto), ...who } = more;
    return AwsLogin.signIn(moto, workplace, {
      ...{ accountId: identity, userName: 'alice', password: Password, ...who },
      ...(mfaCode !== undefined && { mfaCode }),
    });
  };
  const callerOf = async (login: AwsLogin) =>
    (await clientsOf(moto, login.credentials).sts.send(new GetCallerIdentityCommand())).Arn;
  const refusal = (renewing: Promise<unknown>) =>
    renewing.then(
      () => 'renewed',
      (error: unknown) => (error instanceof SignInError ? error.code : assert.fail(String(error))),
    );
  const events = async (
    AttributeKey: LookupAttributeKey = 'EventName',
    AttributeValue = 'CreateOAuth2Token',
    region = 'us-east-1',
  ) => {
    const trail = new CloudTrailClient({ ...root.config, region });
    const { Events = [] } = await trail.send(
      new LookupEventsCommand({ LookupAttributes: [{ AttributeKey, AttributeValue }] }),
    );
    return Events.map(
      ({ CloudTrailEvent = '' }) => JSON.parse(CloudTrailEvent) as Record<string, unknown>,
    );
  };

  it('are their user’s, in IAM and STS, for a quarter of an hour', async () => {
    const login = await signIn();
    assert.equal(await callerOf(login), `arn:aws:iam::${identity}:user/alice`);
    assert.equal(login.loginSession, await callerOf(login));
    const { iam } = clientsOf(moto, login.credentials);
    assert.equal((await iam.send(new GetUserCommand({}))).User?.UserName, 'alice');
    await later(14 * minute);
    await callerOf(login);
    await later(minute);
    await assert.rejects(callerOf(login), { name: 'ExpiredToken' });
  });

  it('take password and code, and a code of the browser that is good once', async () => {
    const failed = { code: 'SignInFailed' };
    await assert.rejects(signIn({ password: 'wrong' }), failed);
    await assert.rejects(signIn({ mfaCode: '000000' }), failed);
    await assert.rejects(signIn({ mfaCode: undefined }), failed);
    assert.deepEqual(await events('EventName', 'AuthorizeOAuth2Access'), []);
  });

  it('are renewed for twelve hours after signing in', async () => {
    const login = await signIn();
    const first = login.credentials.accessKeyId;
    for (let i = 0; i < 12 * 4 - 1; i++) {
      await later(15 * minute - 1000);
      await login.renew();
    }
    assert.notEqual(login.credentials.accessKeyId, first);
    assert.equal(await callerOf(login), login.loginSession);
    // What is left of the twelve hours is less than a quarter of one more.
    await later(15 * minute);
    assert.equal(await refusal(login.renew()), 'renewed');
    await later(minute);
    await assert.rejects(callerOf(login), { name: 'ExpiredToken' });
    assert.equal(await refusal(login.renew()), 'TOKEN_EXPIRED');
  });

  it('end with a change of the password, and with the user', async () => {
    const changed = await signIn();
    await later(minute);
    await root.iam.send(new UpdateLoginProfileCommand({ ...alice, Password: 'Battery-staple-2' }));
    assert.equal(await refusal(changed.renew()), 'USER_CREDENTIALS_CHANGED');
    const taken = await signIn({ password: 'Battery-staple-2' });
    await root.iam.send(new DeleteLoginProfileCommand(alice));
    assert.equal(await refusal(taken.renew()), 'USER_CREDENTIALS_CHANGED');

    const bob = { UserName: 'bob' };
    await root.iam.send(new CreateUserCommand(bob));
    await root.iam.send(new CreateLoginProfileCommand({ ...bob, Password }));
    const gone = await signIn({ userName: 'bob', mfaCode: undefined });
    await root.iam.send(new DeleteLoginProfileCommand(bob));
    await root.iam.send(new DeleteUserCommand(bob));
    assert.equal(await refusal(gone.renew()), 'USER_CREDENTIALS_CHANGED');
  });

  it('are told by CloudTrail: who, from where, with what, with MFA, and in the region of the sign-in', async () => {
    await signIn({ region: 'eu-central-1' });
    assert.deepEqual(await events(), []);
    const [authorized = {}] = await events('EventName', 'AuthorizeOAuth2Access', 'eu-central-1');
    const found = await events('Username', 'alice', 'eu-central-1');
    assert.deepEqual(
      found.map((each) => each['eventName']),
      ['CreateOAuth2Token', 'AuthorizeOAuth2Access'],
    );
    const [created = {}] = found;
    assert.deepEqual(authorized['requestParameters'], {
      scope: 'openid',
      redirect_uri: 'http://127.0.0.1:53037/oauth/callback',
      code_challenge_method: 'SHA-256',
      client_id: 'arn:aws:signin:::devtools/same-device',
    });
    const { userIdentity, sourceIPAddress, userAgent, requestParameters, additionalEventData } =
      created;
    assert.deepEqual(
      [sourceIPAddress, userAgent, requestParameters, additionalEventData],
      [
        workplace.sourceAddress,
        workplace.userAgent,
        { client_id: 'arn:aws:signin:::devtools/same-device' },
        { success: 'true', 'x-amzn-vpce-id': '' },
      ],
    );
    const { User } = await root.iam.send(new GetUserCommand(alice));
    const { sessionContext, ...who } = userIdentity as Record<string, unknown>;
    assert.deepEqual(who, {
      type: 'IAMUser',
      principalId: User?.UserId,
      arn: User?.Arn,
      accountId: identity,
      userName: 'alice',
    });
    const { attributes } = sessionContext as { attributes: Record<string, string> };
    assert.equal(attributes['mfaAuthenticated'], 'true');
    // EventBridge's rule is of credentials.
    assert.deepEqual(
      (await moto.iamEvents()).filter(({ detail }) => detail.eventName.includes('OAuth2')),
      [],
    );
  });

  it('are refused to who may not, which CloudTrail tells from the others', async () => {
    const login = await signIn();
    await moto.refuse(['signin:CreateOAuth2Token/alice']);
    assert.equal(await refusal(login.renew()), 'INSUFFICIENT_PERMISSIONS');
    assert.equal(await refusal(signIn()), 'INSUFFICIENT_PERMISSIONS');
    await moto.refuse([]);
    await login.renew();
    assert.deepEqual(
      (await events()).map((each) => each['errorCode']),
      [undefined, 'AccessDenied', 'AccessDenied', undefined],
    );
    await moto.refuse(['signin:AuthorizeOAuth2Access']);
    await assert.rejects(signIn(), { code: 'AccessDeniedException' });
  });

  it('make keys where the user may, as any session with MFA', async () => {
    const { iam } = clientsOf(moto, (await signIn()).credentials);
    await iam.send(new CreateAccessKeyCommand({}));
    const [event = assert.fail()] = (await moto.keyEvents()).slice(-1);
    const { userIdentity } = event.detail;
    assert.equal(userIdentity.userName, 'alice');
    assert.equal(userIdentity.sessionContext?.attributes.mfaAuthenticated, 'true');
  });

  it('are found and renewed by AWS’s own SDK, by the profile alone', async function () {
    this.timeout(20_000);
    // Without a device, whose codes would turn the clock. The SDK's is this machine's.
    const bob = { UserName: 'bob' };
    await root.iam.send(new CreateUserCommand(bob));
    await root.iam.send(new CreateLoginProfileCommand({ ...bob, Password }));
    const bobAt = async (at: number) => {
      await moto.setClock(new Date(at));
      return signIn({ userName: 'bob', mfaCode: undefined });
    };
    const now = Date.now();
    const old = await bobAt(now - 11 * minute);
    const login = await bobAt(now);
    const home = mkdtempSync(path.join(tmpdir(), 'login-'));
    try {
      login.keepIn(home);
      const config = path.join(home, '.aws', 'config');
      const profile = [`login_session = ${login.loginSession}`, 'region = us-east-1'];
      writeFileSync(config, `[profile ada]\n${profile.join('\n')}\n`);
      const program =
        "const { STSClient, GetCallerIdentityCommand } = require('@aws-sdk/client-sts');" +
        'const client = new STSClient({});' +
        '(async () => console.log((await client.send(new GetCallerIdentityCommand())).Arn,' +
        ' (await client.config.credentials()).accessKeyId))()';
      const run = async () => {
        const { stdout } = await promisify(execFile)(process.execPath, ['-e', program], {
          cwd: path.dirname(workspace.modules),
          env: {
            AWS_ENDPOINT_URL: moto.url,
            AWS_CONFIG_FILE: config,
            AWS_LOGIN_CACHE_DIRECTORY: path.join(home, '.aws', 'login', 'cache'),
            AWS_PROFILE: 'ada',
          },
        });
        return stdout.trim().split(' ');
      };
      const { accessKeyId } = login.credentials;
      assert.deepEqual(await run(), [login.loginSession, accessKeyId]);
      // Five minutes before the end it renews them.
      old.keepIn(home);
      const [caller, renewed] = await run();
      assert.equal(caller, login.loginSession);
      assert.notEqual(renewed, old.credentials.accessKeyId);
      assert.match((await events())[0]?.['userAgent'] as string, /^aws-sdk-js\//);
    } finally {
      rmSync(home, { recursive: true });
    }
  });
});
