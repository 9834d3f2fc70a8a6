import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseKnownFiles } from '@smithy/core/config';
import { toolNames, type ToolName } from '../../cli/aws-config/tool-names';
import { Keyturn } from '../../cli/testing/keyturn';
import { startMoto, type Moto } from '../../emulation/moto/start';
import { goodStacks, TestProject } from '../../stacks/testing/project';
import { EngineerWithTool } from './engineer';
import { awsVaultVersion, installTools } from './installed';
import { run, toolRuns } from './tool-runs';

const root = path.join(__dirname, '..', '..');
/** Those of erin in stacks/engineers.yaml: sessions of four, eight and one hour; and her own user. */
const profiles = [
  'production-deploy',
  'production-read-only',
  'production-administrator',
  'identity',
];

/** How many codes each asks for in that order, and then all over again. */
const codes: readonly {
  readonly tool: ToolName;
  readonly for: ToolName | 'all';
  readonly first: readonly number[];
  readonly again: readonly number[];
}[] = [
  { tool: 'aws-vault', for: 'all', first: [1, 1, 1, 0], again: [0, 0, 0, 0] },
  { tool: 'aws-vault', for: 'aws-vault', first: [1, 1, 1, 0], again: [0, 0, 0, 0] },
  { tool: 'awsume', for: 'all', first: [1, 1, 1, 0], again: [1, 1, 0, 0] },
  { tool: 'awsume', for: 'awsume', first: [1, 0, 0, 0], again: [0, 0, 0, 0] },
  { tool: 'aws-cli', for: 'all', first: [1, 1, 1, 0], again: [0, 0, 0, 0] },
  { tool: 'aws-cli', for: 'aws-cli', first: [1, 1, 1, 0], again: [0, 0, 0, 0] },
];

describe('the profiles of keyturn aws-config', function () {
  this.timeout(180_000);
  const programs = installTools();
  const runs = toolRuns(programs);
  const hasVault = awsVaultVersion() !== undefined;
  const isHere = (tool: ToolName) => tool !== 'aws-vault' || hasVault;
  const itWith = (tool: ToolName) => (isHere(tool) ? it : it.skip);
  let moto: Moto;
  let keyturn: Keyturn;
  before(async () => {
    moto = await startMoto();
    keyturn = await Keyturn.build();
  });
  afterEach(() => {
    // What the tools remember.
    for (const folder of ['.aws', '.awsume', '.awsvault'])
      rmSync(path.join(keyturn.folder, folder), { recursive: true, force: true });
  });
  after(async () => {
    await moto.stop();
    keyturn.remove();
  });

  const settle = (tool: ToolName, userName: string, project: string, written: ToolName | 'all') =>
    EngineerWithTool.settle(moto, keyturn, runs[tool], {
      userName,
      project,
      args: written === 'all' ? [] : ['--for', written],
    });

  for (const { tool, for: written, first, again } of codes)
    itWith(tool)(
      `written for ${written} name erin to STS by ${tool}, with as many codes as they say`,
      async () => {
        const erin = await settle(tool, 'erin', root, written);
        const used = [await erin.useAll(profiles), await erin.useAll(profiles)];
        for (const round of used)
          assert.deepEqual(
            round.map(({ arn }) => arn),
            [
              'arn:aws:sts::222222222222:assumed-role/deploy/erin',
              'arn:aws:sts::222222222222:assumed-role/read-only/erin',
              'arn:aws:sts::222222222222:assumed-role/administrator/erin',
              'arn:aws:iam::111111111111:user/erin',
            ],
          );
        assert.deepEqual(
          new Set(used.flat().flatMap((each) => each.sessionNames)),
          new Set(['erin']),
        );
        const asked = used.map((round) => round.map((each) => each.codes));
        assert.deepEqual(asked, [first, again]);
      },
    );

  for (const tool of toolNames)
    itWith(tool)(`have the user’s own calls by ${tool} as its comment says`, async () => {
      const erin = await settle(tool, 'erin', root, tool);
      const { codes: asked } = await erin.use('identity');
      const calls = await moto.recordedCalls();
      const last = calls.findLast(({ action }) => action === 'GetCallerIdentity');
      const isByBareKey = last?.accessKeyId === erin.terminal.key.accessKeyId;
      // The AWS CLI heeds mfa_serial only beside a role.
      assert.deepEqual([asked, isByBareKey], tool === 'aws-cli' ? [0, true] : [1, false]);
    });

  itWith('aws-vault')(
    'written for aws-vault give each role the mfa_process of the user’s profile',
    async () => {
      const erin = await settle('aws-vault', 'erin', root, 'aws-vault');
      const { terminal } = erin;
      const ofUser = '[profile identity]\n';
      const program = `mfa_process = echo ${await terminal.code()}\n`;
      terminal.write('config', terminal.read('config').replace(ofUser, ofUser + program));
      const args = ['export', '--format', 'json', 'production-deploy'];
      const said = await run(terminal, 'aws-vault', args, '');
      assert.match(said, /"SessionToken"/);
    },
  );

  it('written for aws-vault have no MFA in the AWS CLI, as their comment says', async () => {
    const erin = await settle('aws-cli', 'erin', root, 'aws-vault');
    const { codes: asked, sessionNames } = await erin.use('production-deploy');
    assert.deepEqual([asked, sessionNames], [0, ['erin']]);
  });

  describe('of users whose names are not plain', () => {
    const strange = '=a,b@c.d+e-f_G';
    let project: TestProject;
    before(() => {
      const engineer = (name: string, slackId: string) =>
        `  '${name}': {slackId: ${slackId}, roles: [production/deploy]}\n`;
      const both = engineer(strange, 'U0ADA000001') + engineer('j', 'U0JIM000001');
      project = new TestProject(goodStacks, `engineers:\n${both}`);
    });
    after(() => project.remove());

    for (const tool of toolNames)
      itWith(tool)(`name ${strange} to STS by ${tool}`, async () => {
        const engineer = await settle(tool, strange, project.folder, tool);
        const { arn, codes: asked } = await engineer.use('production-deploy');
        assert.equal(arn, `arn:aws:sts::222222222222:assumed-role/deploy/${strange}`);
        assert.equal(asked, 1);
      });

    for (const tool of toolNames)
      itWith(tool)(`let j, whom STS takes for no session’s name, use ${tool}`, async () => {
        const j = await settle(tool, 'j', project.folder, tool);
        const { arn } = await j.use('production-deploy');
        assert.match(arn, /^arn:aws:sts::222222222222:assumed-role\/deploy\/..+$/);
      });
  });

  describe('are read', () => {
    const readers = {
      'the AWS CLI’s parser':
        'from botocore.configloader import load_config; found = load_config(sys.argv[1])["profiles"]',
      'awsume’s parser':
        'from awsume.awsumepy.lib.aws_files import read_aws_file; found = {k.replace("profile ", ""): v for k, v in read_aws_file(sys.argv[1]).items()}',
    };
    for (const [reader, python] of Object.entries(readers))
      it(`by ${reader} as by the AWS SDK, whomever they are written for`, async () => {
        for (const written of ['all', ...toolNames] as const) {
          const { terminal } = await settle('aws-cli', 'erin', root, written);
          const file = terminal.file('config');
          const args = ['-c', `import json, sys\n${python}\nprint(json.dumps(found))`, file];
          const found = await run(terminal, path.join(programs, 'python'), args, '');
          const bySdk = await parseKnownFiles({
            configFilepath: file,
            filepath: path.join(keyturn.folder, 'no-credentials'),
            ignoreCache: true,
          });
          assert.deepEqual(JSON.parse(found), JSON.parse(JSON.stringify(bySdk)), written);
          assert.match(readFileSync(file, 'utf8'), /^role_session_name = erin$/m);
        }
      });
  });
});
