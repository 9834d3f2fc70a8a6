import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Keyturn } from './testing/keyturn';
import { callerOf, RealHosts, sessionOf } from './testing/real-hosts';

const ACCOUNT = '111111111111';
const role = (partition: string) => `arn:${partition}:iam::${ACCOUNT}:role/auditor`;
const keys = `aws_access_key_id = AKIAEXAMPLE000000001
aws_secret_access_key = nothing`;
const startUrl = 'https://example.awsapps.com/start';

/** ~/.aws/config */
const profiles = (tokenFile: string) => `
[profile base]
${keys}
[profile base-in-china]
${keys}
region = cn-northwest-1
[profile china]
role_arn = ${role('aws-cn')}
source_profile = base
[profile china-at-home]
role_arn = ${role('aws-cn')}
source_profile = base
region = cn-north-1
[profile below-base]
role_arn = ${role('aws-cn')}
source_profile = base-in-china
[profile two-below]
role_arn = ${role('aws-cn')}
source_profile = below-base
[profile gov]
role_arn = ${role('aws-us-gov')}
source_profile = base
[profile ireland]
role_arn = ${role('aws')}
source_profile = base
region = eu-west-1
[profile fips]
role_arn = ${role('aws')}
source_profile = base
region = us-east-2
use_fips_endpoint = true
[profile sso]
sso_start_url = ${startUrl}
sso_region = eu-west-1
sso_account_id = ${ACCOUNT}
sso_role_name = auditor
[profile token]
role_arn = ${role('aws-cn')}
web_identity_token_file = ${tokenFile}
`;

const signedIn = {
  roleCredentials: {
    accessKeyId: 'ASIAEXAMPLE000000001',
    secretAccessKey: 'nothing',
    sessionToken: 'session',
    expiration: Date.parse('2126-01-01'),
  },
};

describe('the region of every call', () => {
  let keyturn: Keyturn;
  let hosts: RealHosts;
  before(async () => (keyturn = await Keyturn.build()));
  after(() => keyturn.remove());

  before(async () => {
    const cache = path.join(keyturn.folder, '.aws', 'sso', 'cache');
    mkdirSync(cache, { recursive: true });
    const token = path.join(keyturn.folder, 'token');
    writeFileSync(token, 'a-web-identity');
    writeFileSync(path.join(keyturn.folder, '.aws', 'config'), profiles(token));
    writeFileSync(
      path.join(cache, `${createHash('sha1').update(startUrl).digest('hex')}.json`),
      JSON.stringify({ accessToken: 'token', expiresAt: '2126-01-01T00:00:00Z', startUrl }),
    );
    hosts = await RealHosts.open(keyturn.folder, {
      AssumeRole: sessionOf('AssumeRole'),
      AssumeRoleWithWebIdentity: sessionOf('AssumeRoleWithWebIdentity'),
      GetCallerIdentity: callerOf(role('aws')),
      '/federation/credentials': signedIn,
    });
  });
  after(() => hosts.stop());
  beforeEach(() => void (hosts.asked.length = 0));

  const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    keyturn.start(args, { env: { AWS_EC2_METADATA_DISABLED: 'true', ...hosts.env, ...env } });
  const inChina = 'sts.cn-north-1.amazonaws.com.cn';

  const cases: readonly (readonly [
    where: string,
    args: readonly string[],
    env: Readonly<Record<string, string>>,
    sts: string,
  ])[] = [
    ['the option', ['--profile', 'china', '--region', 'cn-north-1'], {}, inChina],
    [
      'the option, over the profile’s own',
      ['--profile', 'ireland', '--region', 'eu-north-1'],
      {},
      'sts.eu-north-1.amazonaws.com',
    ],
    [
      'the option, over the environment',
      ['--profile', 'china', '--region', 'cn-north-1'],
      { AWS_REGION: 'eu-west-1' },
      inChina,
    ],
    ['AWS_REGION', ['--profile', 'china'], { AWS_REGION: 'cn-north-1' }, inChina],
    [
      'AWS_REGION, over the profile’s and AWS_DEFAULT_REGION',
      ['--profile', 'ireland'],
      { AWS_REGION: 'eu-north-1', AWS_DEFAULT_REGION: 'eu-south-1' },
      'sts.eu-north-1.amazonaws.com',
    ],
    ['AWS_DEFAULT_REGION', ['--profile', 'china'], { AWS_DEFAULT_REGION: 'cn-north-1' }, inChina],
    [
      'AWS_DEFAULT_REGION, where AWS_REGION is empty',
      ['--profile', 'china'],
      { AWS_REGION: '', AWS_DEFAULT_REGION: 'cn-north-1' },
      inChina,
    ],
    ['the profile', ['--profile', 'china-at-home'], {}, inChina],
    ['the profile of AWS_PROFILE', [], { AWS_PROFILE: 'china-at-home' }, inChina],
    [
      'the profile’s source_profile',
      ['--profile', 'below-base'],
      {},
      'sts.cn-northwest-1.amazonaws.com.cn',
    ],
    [
      'a source_profile further down, for both roles',
      ['--profile', 'two-below'],
      {},
      'sts.cn-northwest-1.amazonaws.com.cn',
    ],
    [
      'the option, in the partition of the government',
      ['--profile', 'gov', '--region', 'us-gov-west-1'],
      {},
      'sts.us-gov-west-1.amazonaws.com',
    ],
  ];
  for (const [where, args, env, sts] of cases)
    it(`is that of ${where}: the chain’s own STS is asked there, too`, async () => {
      const { stderr } = await run(['audit', ...args], env);
      assert.deepEqual(hosts.of('AssumeRole'), [sts], stderr);
      assert.deepEqual(hosts.of('GetCallerIdentity'), [sts], stderr);
    });

  it('is us-east-1 where nothing says one, as IAM needs none', async () => {
    await run(['audit', '--profile', 'base']);
    assert.deepEqual(hosts.of('GetCallerIdentity'), ['sts.us-east-1.amazonaws.com']);
    assert.deepEqual(hosts.of('GetAccountAuthorizationDetails'), ['iam.amazonaws.com']);
  });

  it('is that of a token’s role, too', async () => {
    await run(['audit', '--profile', 'token', '--region', 'cn-north-1']);
    assert.deepEqual(hosts.of('AssumeRoleWithWebIdentity'), [inChina]);
  });

  it('is not that of a sign-in, which has one of its own', async () => {
    const { stderr } = await run(['audit', '--profile', 'sso', '--region', 'us-east-2']);
    assert.deepEqual(
      hosts.of('/federation/credentials'),
      ['portal.sso.eu-west-1.amazonaws.com'],
      stderr,
    );
    assert.deepEqual(hosts.of('GetCallerIdentity'), ['sts.us-east-2.amazonaws.com']);
  });

  describe('reaches', () => {
    const china = ['--profile', 'china', '--region', 'cn-north-1'];
    const hostsOf = () => [...new Set(hosts.asked.map(({ host }) => host))].sort();

    it('IAM, and the roles of other accounts', async () => {
      const across = ['--accounts', `${ACCOUNT},222222222222`, '--role-name', 'auditor'];
      await run(['audit', ...china, ...across]);
      assert.deepEqual(hostsOf(), ['iam.cn-north-1.amazonaws.com.cn', inChina]);
    });

    it('the organization', async () => {
      await run(['audit', ...china, '--organization', '--role-name', 'auditor']);
      assert.deepEqual(hosts.of('ListAccounts'), ['organizations.cn-northwest-1.amazonaws.com.cn']);
    });

    it('the ledger of plan', async () => {
      await run(['plan', ...china, '--ledger', 'keyturn-ledger']);
      assert.deepEqual(hosts.of('Query'), ['dynamodb.cn-north-1.amazonaws.com.cn']);
    });

    it('the secret of slack check, whose ARN names it', async () => {
      const arn = `arn:aws-cn:secretsmanager:cn-north-1:${ACCOUNT}:secret:slack-AbCdEf`;
      await run(['slack', 'check', '--profile', 'china', '--token-secret', arn]);
      assert.deepEqual(hosts.of('AssumeRole'), [inChina]);
      assert.deepEqual(hosts.of('GetSecretValue'), ['secretsmanager.cn-north-1.amazonaws.com.cn']);
    });
  });

  it('goes with the endpoints that the profile asks for', async () => {
    await run(['audit', '--profile', 'fips']);
    assert.deepEqual(hosts.of('AssumeRole'), ['sts-fips.us-east-2.amazonaws.com']);
    assert.deepEqual(hosts.of('GetCallerIdentity'), ['sts-fips.us-east-2.amazonaws.com']);
    assert.deepEqual(hosts.of('GetAccountAuthorizationDetails'), ['iam-fips.amazonaws.com']);
  });
});
