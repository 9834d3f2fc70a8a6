import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fromProcess } from '@aws-sdk/credential-providers';
import { loadSsoSessionData, parseKnownFiles } from '@smithy/core/config';
import { goodStacks, TestProject } from '../stacks/testing/project';
import { exitCodes } from './exit-codes';
import { Keyturn } from './testing/keyturn';
import { Profiles } from './rotate/profiles';
import { waysOfProfiles } from './ways/ways-of-profiles';

const engineers = `engineers:
  ada: {slackId: U0ADA000001, access: [identity-center], identityCenterName: ada@example.com, roles: [production/deploy]}
  ben: {slackId: U0BEN000001, access: [key, identity-center], roles: [production/deploy]}
  cleo: {slackId: U0CLEO00001, access: [sign-in]}
`;
const portal = ['--start-url', 'https://d-1234567890.awsapps.com/start'];
const accountAccess = [...portal, '--tenant-id', 'aa-gyxmap389', '--sso-region', 'us-west-2'];

describe('keyturn aws-config for those who come through Identity Center', () => {
  let keyturn: Keyturn;
  let project: TestProject;
  before(async () => {
    project = projectWith('  keyturn:identityCenterElsewhere: true\n', {});
    keyturn = await Keyturn.build();
  });
  after(() => {
    project.remove();
    keyturn.remove();
  });
  const projectWith = (identity: string, more: Readonly<Record<string, string>>) =>
    new TestProject(
      { ...goodStacks, identity: `${goodStacks.identity}${identity}`, ...more },
      engineers,
    );
  const run = (...args: readonly string[]) =>
    keyturn.run(['aws-config', ...args, '--project', project.folder]);

  async function written(...args: readonly string[]) {
    const out = path.join(keyturn.folder, `config-${args.join('').replaceAll(/\W/g, '')}`);
    const { code, stderr } = await run(...args, '--out', out);
    assert.deepEqual([code, stderr], [exitCodes.fine, '']);
    const files = { configFilepath: out, filepath: `${out}-none`, ignoreCache: true };
    return {
      out,
      // The SDK has the sessions among them.
      profiles: Object.fromEntries(
        Object.entries(await parseKnownFiles(files)).filter(([name]) => !name.includes('.')),
      ),
      sessions: await loadSsoSessionData(files),
      text: readFileSync(out, 'utf8'),
    };
  }

  it('writes the sign-in, and a profile for each role by its permission set', async () => {
    const { profiles, sessions } = await written('ada', ...portal);
    assert.deepEqual(sessions, {
      'identity-center': {
        sso_start_url: 'https://d-1234567890.awsapps.com/start',
        sso_region: 'eu-central-1',
        sso_registration_scopes: 'sso:account:access',
      },
    });
    assert.deepEqual(profiles, {
      'production-deploy': {
        sso_session: 'identity-center',
        sso_account_id: '222222222222',
        sso_role_name: 'deploy',
        region: 'eu-central-1',
      },
    });
  });

  it('names roles so that they do not meet those of a key', async () => {
    const { profiles } = await written('ben', ...portal);
    assert.deepEqual(Object.keys(profiles), [
      'identity',
      'production-deploy',
      'production-deploy-identity-center',
    ]);
  });

  it('has the AWS CLI fetch credentials of account access, as a program of the SDK', async () => {
    const { out, profiles, sessions, text } = await written('ada', ...accountAccess);
    assert.deepEqual(sessions['identity-center'], {
      sso_start_url: 'https://d-1234567890.awsapps.com/start',
      sso_region: 'us-west-2',
      sso_registration_scopes: 'account_access:read_only,account_access:assume',
    });
    assert.deepEqual(profiles['identity-center'], {
      sso_session: 'identity-center',
      region: 'us-west-2',
    });
    assert.ok(text.split('\n').every((line) => line.startsWith('cred') || line.length <= 120));
    const programs = path.join(keyturn.folder, 'programs');
    mkdirSync(programs, { recursive: true });
    const aws = path.join(programs, 'aws');
    const told = path.join(keyturn.folder, 'told');
    const answer = {
      Version: 1,
      AccessKeyId: 'ASIAOFATEST',
      SecretAccessKey: 'of-a-test',
      SessionToken: 'of-a-test',
      Expiration: new Date(Date.now() + 3_600_000).toISOString(),
    };
    writeFileSync(
      aws,
      `#!/bin/sh\nfor each in "$@"; do echo "$each"; done > '${told}'\necho '${JSON.stringify(answer)}'\n`,
    );
    chmodSync(aws, 0o755);
    const outer = process.env['PATH'];
    process.env['PATH'] = `${programs}${path.delimiter}${outer}`;
    try {
      const found = await fromProcess({
        profile: 'production-deploy',
        configFilepath: out,
        filepath: `${out}-none`,
        ignoreCache: true,
      })();
      assert.equal(found.accessKeyId, 'ASIAOFATEST');
    } finally {
      process.env['PATH'] = outer;
    }
    const [service, call, ...options] = readFileSync(told, 'utf8').trimEnd().split('\n');
    assert.deepEqual([service, call], ['account-access-runtime', 'get-role-credentials']);
    const query = options.at(-1) ?? '';
    assert.deepEqual(options.slice(0, -1), [
      '--tenant-id',
      'aa-gyxmap389',
      '--role-arn',
      'arn:aws:iam::222222222222:role/deploy',
      '--access-type',
      'PROGRAMMATIC_ACCESS',
      '--session-name',
      'ada@example.com',
      '--profile',
      'identity-center',
      '--region',
      'us-west-2',
      '--output',
      'json',
      '--query',
    ]);
    // By AWS's own model of the answer, and its own language for queries.
    assert.deepEqual(
      queried(query, {
        credentialsDetails: {
          programmaticAccess: {
            accessKeyId: 'a',
            secretAccessKey: 'b',
            sessionToken: 'c',
            expiresAt: 'd',
          },
        },
      }),
      { Version: 1, AccessKeyId: 'a', SecretAccessKey: 'b', SessionToken: 'c', Expiration: 'd' },
    );
  });

  it('writes ways that keyturn ways knows', async () => {
    for (const [options, source] of [
      [portal, 'production-deploy'],
      [accountAccess, 'identity-center'],
    ] as const) {
      const { text } = await written('ada', ...options);
      assert.deepEqual(waysOfProfiles(new Profiles({ config: text, credentials: '' })), [
        { profile: 'production-deploy', way: 'identity-center', source },
      ]);
    }
  });

  const bad: readonly [args: readonly string[], message: RegExp][] = [
    [['ada'], /ada comes through IAM Identity Center: say with --start-url/],
    [['ada', '--start-url', 'acme.awsapps.com'], /--start-url is "acme\.awsapps\.com": expected/],
    [['ada', ...portal, '--tenant-id', 'gyxmap389'], /--tenant-id is "gyxmap389": expected/],
    [['ada', ...portal, '--sso-region', 'Frankfurt'], /--sso-region is "Frankfurt": expected/],
  ];
  for (const [args, message] of bad)
    it(`refuses ${args.join(' ')}`, async () => {
      const { code, stdout, stderr } = await run(...args);
      assert.deepEqual([code, stdout], [exitCodes.badUse, '']);
      assert.match(stderr, message);
    });

  describe('where a stack file says how they come', () => {
    const center = (lines: string) => `
  aws:region: eu-west-1
  keyturn:accountKinds: [identity-center]
  keyturn:accountId: '444444444444'
  keyturn:identityCenter: {${lines}}
`;
    const application = 'arn:aws:account-access:eu-west-1:444444444444:application/0123abc';
    const trusting = `${goodStacks.production}  keyturn:accountAccessApplicationArn: ${application}\n`;
    const startUrl = 'startUrl: https://d-0987654321.awsapps.com/start';
    let outer: TestProject;
    before(() => (outer = project));
    afterEach(() => {
      project.remove();
      project = outer;
    });

    it('reads from it portal, region and the names of permission sets, and options come first', async () => {
      const sets = 'mode: permission-sets, permissionSetNames: {production/deploy: ships}';
      project = projectWith('', { center: center(`${startUrl}, ${sets}`) });
      const { profiles, sessions } = await written('ada');
      assert.equal(
        sessions['identity-center']?.['sso_start_url'],
        'https://d-0987654321.awsapps.com/start',
      );
      assert.equal(sessions['identity-center']['sso_region'], 'eu-west-1');
      assert.equal(profiles['production-deploy']?.['sso_role_name'], 'ships');
      const { sessions: given } = await written('ada', ...portal, '--sso-region', 'us-west-2');
      assert.deepEqual(
        [given['identity-center']?.['sso_start_url'], given['identity-center']?.['sso_region']],
        ['https://d-1234567890.awsapps.com/start', 'us-west-2'],
      );
      const { profiles: ofTenant } = await written('ada', '--tenant-id', 'aa-other');
      assert.match(ofTenant['production-deploy']?.['credential_process'] ?? '', /aa-other/);
    });

    it('reads the tenant of account access manager, without which nobody gets credentials', async () => {
      project = projectWith('', {
        center: center(`${startUrl}, tenantId: aa-gyxmap389`),
        production: trusting,
      });
      const { profiles } = await written('ada');
      assert.match(
        profiles['production-deploy']?.['credential_process'] ?? '',
        /--tenant-id aa-gyxmap389 .* --region eu-west-1 /,
      );
      project.remove();
      project = projectWith('', { center: center(startUrl), production: trusting });
      const { code, stderr } = await run('ada');
      assert.equal(code, exitCodes.badUse);
      assert.match(
        stderr,
        /with --tenant-id .*; or tenantId under keyturn:identityCenter in Pulumi\.center\.yaml\n$/,
      );
    });
  });

  it('asks nobody else for it', async () => assert.equal((await run('cleo')).code, exitCodes.fine));
});

function queried(query: string, answer: object): unknown {
  const program =
    'import jmespath,json,sys; print(json.dumps(jmespath.search(sys.argv[1], json.loads(sys.argv[2]))))';
  const python = path.join(__dirname, '..', '.venv', 'bin', 'python');
  return JSON.parse(
    execFileSync(python, ['-c', program, query, JSON.stringify(answer)], { encoding: 'utf8' }),
  ) as unknown;
}
