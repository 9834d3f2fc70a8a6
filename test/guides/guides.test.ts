import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Company, OWN } from '../../cli/testing/company';
import { makeUsers } from '../../cli/testing/existing-users';
import { Keyturn } from '../../cli/testing/keyturn';
import { startSlack, type SlackServer } from '../../emulation/slack/start';
import { root } from '../../scripts/project-files';
import { policiesIn, casesOf, wrongAnswers } from './administrator';
import { acme, acmeInIam, acmeInSlack, editValues, fillInSlackIds } from './acme';
import { blocksOfPages } from './blocks';
import { Reader } from './reader';
import { placesOf } from './table';

const { identity, production, monitor, ada } = acme;

/** Each step goes on where the one before ended, so nothing is left to run after one that failed. */
describe('the guides, as far as they go without Pulumi', function () {
  this.bail(true);
  let keyturn: Keyturn;
  let company: Company;
  let slack: SlackServer;
  let reader: Reader;
  let secretArn: string;

  before(async () => {
    keyturn = await Keyturn.build();
    company = await Company.open();
    slack = await startSlack({ ...acmeInSlack, scopes: ['chat:write', 'users:read'] });
    reader = await Reader.atDesk(company.moto, {
      profiles: {
        ...{ default: OWN, 'my-profile': OWN, identity, monitor, production },
        ...{ 'identity-admin': identity, 'monitor-admin': monitor, 'production-admin': production },
      },
      // moto has none of the first; the other two are the organization's StackSet, which test/engine/ deploys.
      onlyNoted: [
        'cloudformation activate-organizations-access',
        'organizations register-delegated-administrator',
        'cloudformation create-stack-instances',
      ],
    });
    useBundle();
  });
  after(async () => {
    await Promise.all([company?.stop(), slack?.stop()]);
    reader?.remove();
    keyturn?.remove();
  });

  /** The clone's command as the bundle, which takes a tenth of the time. The engine's suite runs the clone's own. */
  function useBundle(): void {
    const manifest = path.join(reader.clone, 'package.json');
    const own = JSON.parse(readFileSync(manifest, 'utf8')) as { scripts: Record<string, string> };
    own.scripts['keyturn'] = `node ${keyturn.file}`;
    writeFileSync(manifest, JSON.stringify(own));
  }

  async function administer(begins: string): Promise<void> {
    const { code, output } = await reader.follow('docs/administrator.md', begins);
    assert.equal(code, 0, output);
  }

  /** As roll-out's step 2 leaves it: what it takes to get there is in the engine's suite. */
  function makeProject(): void {
    const folder = path.join(reader.home, 'acme-keyturn');
    cpSync(path.join(root, 'examples', 'three-accounts'), folder, { recursive: true });
    mkdirSync(path.join(folder, 'node_modules', '.bin'), { recursive: true });
    symlinkSync(keyturn.file, path.join(folder, 'node_modules', '.bin', 'keyturn'));
    execFileSync('chmod', ['+x', keyturn.file]);
  }

  it('README: the audit is a page', async () => {
    const { code, output } = await reader.follow('README.md', 'npm run -s keyturn -- audit');
    assert.deepEqual([code, output], [0, '']);
    assert.match(reader.read('keys.html'), /<h2 id="ages">/);
  });

  it('try: an account, again as a page, and the whole organization', async () => {
    const one = await reader.follow('docs/try.md', 'npm run -s keyturn -- audit --profile');
    assert.equal(one.code, 0, one.output);
    assert.match(one.stdout, /dave/);
    const id = await company.organize('workloads');
    const all = await reader.follow('docs/try.md', 'npm run -s keyturn -- audit --organization');
    assert.equal(all.code, 0, all.output);
    assert.ok(reader.read('keys.html').includes(id));
  });

  it('administrator: the state’s bucket and key are made, and the roles', async () => {
    await makeUsers(company.moto, identity, acmeInIam);
    await reader.run('mkdir ../administrator && cd ../administrator');
    await administer('export identity=');
    // As the page asks for: the accounts, and who deploys.
    await reader.run(
      `export identity=${identity} production=${production} monitor=${monitor} deployer=arn:aws:iam::${identity}:user/ada`,
    );
    for (const begins of ['bucket', 'key', 'trust', 'by-hand', 'assume'])
      await administer(`cat > ${begins}.json`);
    const { stdout: block } = await reader.run(
      'aws s3api get-public-access-block --bucket my-state --profile monitor',
    );
    assert.equal(block.match(/true/g)?.length, 4, block);
    const { stdout: versions } = await reader.run(
      'aws s3api get-bucket-versioning --bucket my-state --profile monitor',
    );
    assert.match(versions, /Enabled/);
  });

  it('administrator: the policies let in whom they should, and nobody else', async () => {
    const { stdout } = await reader.run('echo $key');
    assert.match(stdout, new RegExp(`^arn:aws:kms:eu-central-1:${monitor}:key/`));
    const cases = casesOf(policiesIn(reader.calls), stdout.trim());
    assert.ok(cases.length > 80);
    assert.deepEqual(await wrongAnswers(cases), []);
    await reader.run(`unset AWS_PROFILE; cd ${reader.clone}`);
  });

  it('slack: the token is looked at, and kept', async () => {
    makeProject();
    await reader.run('cd ../acme-keyturn');
    // Another Slack than slack.com is what makes it the emulated one.
    reader.configure('monitor', { 'keyturn:slackApiUrl': slack.url });
    const read = await reader.follow('docs/slack.md', 'read -rs KEYTURN_SLACK_TOKEN', {
      typed: `${slack.token}\n`,
    });
    // The channels and people are the example's as yet.
    assert.equal(read.code, 1, read.output);
    assert.match(read.output, /chat:write/);
    const kept = await reader.follow('docs/slack.md', 'printf %s "$KEYTURN_SLACK_TOKEN" | aws');
    assert.equal(kept.code, 0, kept.output);
    const { ARN } = JSON.parse(kept.stdout) as { ARN: string };
    secretArn = ARN;
    await reader.run('unset KEYTURN_SLACK_TOKEN');
  });

  it('roll-out: the values of the example are the company’s, all but the people', async () => {
    editValues(reader, secretArn);
    const { code, stdout } = await reader.run('npm run -s keyturn -- validate');
    assert.equal(code, 1);
    for (const line of stdout.trimEnd().split('\n'))
      assert.match(line, /^engineers\.yaml:.* this one is the example's$/);
  });

  it('roll-out: the users are adopted over the example’s, and the missing Slack id is named', async () => {
    const adopted = await reader.follow('docs/roll-out.md', 'rm engineers.yaml');
    assert.equal(adopted.code, 0, adopted.output);
    assert.match(adopted.output, /1 machine user/);
    assert.doesNotMatch(reader.read('engineers.yaml'), /cleo|break-glass:/);
    const { code, stdout } = await reader.run('npm run -s keyturn -- validate');
    assert.equal(code, 1);
    assert.match(stdout, /^engineers\.yaml:\d+:\d+: .*ada\.slackId: found nothing/m);
  });

  it('roll-out: with the ids filled in nothing is wrong, nor asked', async () => {
    fillInSlackIds(reader);
    const { code, output } = await reader.follow(
      'docs/roll-out.md',
      'npm run -s keyturn -- validate',
    );
    assert.deepEqual([code, output], [0, 'no mistake in 3 stacks\n']);
    const profiles = await reader.run('npm run -s keyturn -- aws-config ada');
    assert.equal(profiles.code, 0, profiles.output);
    assert.match(profiles.stdout, /mfa_serial/);
  });

  it('administrator: the deployers get their policies, and a version of one that has changed', async () => {
    await administer('npm run -s keyturn -- deployer-policy');
    await administer('aws iam create-policy-version');
    for (const [account, least] of [
      ['identity', 2],
      ['production', 2],
      ['monitor', 3],
    ] as const) {
      const { stdout } = await reader.run(
        `aws iam list-attached-role-policies --role-name keyturn-deployer --profile ${account}`,
      );
      const { AttachedPolicies } = JSON.parse(stdout) as {
        AttachedPolicies: { PolicyArn: string }[];
      };
      assert.ok(AttachedPolicies.length >= least, stdout);
      assert.ok(AttachedPolicies.some(({ PolicyArn }) => PolicyArn.endsWith('/SecurityAudit')));
    }
  });

  it('roll-out: what belongs in the repository is in it, and nothing else', async () => {
    for (const name of ['keys.html', 'keys.json', 'import.json'])
      if (!existsSync(path.join(reader.folder, name))) reader.write(name, '{}');
    reader.write('keyturn-0.1.0.tgz', '');
    const { code, output } = await reader.follow('docs/roll-out.md', 'git init');
    assert.equal(code, 0, output);
    const { stdout } = await reader.run('git ls-files');
    assert.deepEqual(stdout.trim().split('\n').toSorted(), [
      '.gitignore',
      'Pulumi.identity.yaml',
      'Pulumi.monitor.yaml',
      'Pulumi.production.yaml',
      'Pulumi.yaml',
      'engineers.yaml',
      'index.js',
      'keyturn-0.1.0.tgz',
      'package.json',
    ]);
  });

  it('slack: all is checked', async () => {
    const { code, output } = await reader.follow(
      'docs/slack.md',
      'npm run -s keyturn -- slack check',
    );
    assert.equal(code, 0, output);
    assert.ok(output.includes(ada));
    assert.doesNotMatch(output, /WRONG/);
  });

  it('organization: AWS has these operations, and they take these options', async () => {
    for (const begins of [
      'aws cloudformation activate',
      'aws organizations register',
      'aws cloudformation create-stack-instances',
    ]) {
      const { code, output } = await reader.follow('docs/organization.md', begins);
      assert.deepEqual([code, output], [0, '']);
    }
    assert.deepEqual(reader.calls.at(-1)?.params, {
      StackSetName: 'keyturn-audit-role',
      Regions: ['us-east-1'],
      DeploymentTargets: {
        OrganizationalUnitIds: ['ou-abcd-11111111'],
        Accounts: ['222222222222'],
        AccountFilterType: 'INTERSECTION',
      },
    });
  });

  it('policies: a console password', async () => {
    await reader.run('export AWS_PROFILE=identity');
    const { code, output } = await reader.follow(
      'docs/policies.md',
      'aws iam create-login-profile',
    );
    assert.equal(code, 0, output);
    assert.match(output, /"PasswordResetRequired": true/);
  });

  it('would not be run with what AWS does not have', async () => {
    for (const [commands, complaint] of [
      ['aws iam create-login-profil --user-name ada', /no operation/],
      ['aws iam create-login-profile --user ada', /Unknown options: --user/],
      ['aws iam create-login-profile --user-name', /takes one value/],
      ['aws iam get-login-profile --user-name ""', /Invalid length/],
      ['aws sqs receive-message --max-number-of-messages 10', /Missing required parameter/],
      ['aws cloudtrail lookup-events --lookup-attributes Key=EventName', /has Key=EventName/],
    ] as const) {
      const { code, output } = await reader.run(commands);
      assert.equal(code, 252, commands);
      assert.match(output, complaint);
    }
  });

  it('are all run that are said to be', () =>
    assert.deepEqual(
      [...reader.followed].toSorted(),
      placesOf('npm test', blocksOfPages()).toSorted(),
    ));
});
