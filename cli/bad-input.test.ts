import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { goodStacks, TestProject } from '../stacks/testing/project';
import { exitCodes } from './exit-codes';
import { Company, OWN } from './testing/company';
import type { Ended } from './testing/ended';
import { Keyturn } from './testing/keyturn';

/** What can go wrong with any subcommand, whatever it is for: the answer is one line, and nothing is written. */
describe('every subcommand', () => {
  let keyturn: Keyturn;
  let company: Company;
  let project: TestProject;
  before(async () => (keyturn = await Keyturn.build()));
  after(() => keyturn.remove());
  before(async () => (company = await Company.open()));
  after(() => company.stop());
  beforeEach(() => (project = new TestProject(goodStacks)));
  afterEach(() => project.remove());
  afterEach(() => company.moto.refuse([]));

  async function refuses(
    args: readonly string[],
    expected: number,
    line: RegExp,
    env = company.env,
  ): Promise<void> {
    assertRefusal(await keyturn.run(args, { env }), expected, line);
  }

  function assertRefusal({ code, stdout, stderr }: Ended, expected: number, line: RegExp): void {
    assert.match(stderr, /^keyturn: [^\n]*\n$/);
    assert.match(stderr, line);
    assert.deepEqual([code, stdout], [expected, '']);
  }

  const readsAws = [['audit'], ['plan'], ['plan', '--ledger', 'keyturn-ledger']];
  for (const args of readsAws)
    describe(args.join(' '), () => {
      it('says how to get credentials, where there are none', () => {
        const env = { AWS_EC2_METADATA_DISABLED: 'true', AWS_ENDPOINT_URL: company.moto.url };
        return refuses(args, exitCodes.noAnswer, /credentials/i, env);
      });

      for (const [option, given, env] of [
        ['--profile', ['--profile', 'idenity'], {}],
        ['AWS_PROFILE', [], { AWS_PROFILE: 'idenity' }],
      ] as const)
        it(`says which profiles there are, where that of ${option} is not`, async () => {
          const file = path.join(project.folder, 'aws-config');
          writeFileSync(
            file,
            ['default', 'profile identity', 'profile prod', 'sso-session acme']
              .map((section) => `[${section}]\nregion = eu-west-1\n`)
              .join(''),
          );
          const before = (await company.moto.recordedCalls()).length;
          await refuses(
            [...args, ...given],
            exitCodes.badUse,
            new RegExp(
              `${option} is idenity, .* \\(did you mean identity\\?\\): they have default, identity, prod$`,
              'm',
            ),
            { ...company.env, ...env, AWS_CONFIG_FILE: file },
          );
          assert.equal((await company.moto.recordedCalls()).length, before);
        });

      it('says which profile is not there that another’s role is assumed with', async () => {
        const file = path.join(project.folder, 'aws-config');
        const role = 'role_arn = arn:aws:iam::111111111111:role/auditor';
        writeFileSync(
          file,
          `[profile identity]\nregion = eu-west-1\n[profile prod]\n${role}\nsource_profile = idenity\n[profile below]\n${role}\nsource_profile = prod\n`,
        );
        await refuses(
          [...args, '--profile', 'below'],
          exitCodes.badUse,
          /source_profile of prod is idenity, .* \(did you mean identity\?\): they have below, identity, prod$/m,
          { ...company.env, AWS_CONFIG_FILE: file },
        );
      });

      it('says what was denied, and to whom', async () => {
        await company.moto.refuse([OWN]);
        await refuses(args, exitCodes.noAnswer, /AccessDenied/);
      });

      it('says where the stack’s file is no YAML', async () => {
        const file = path.join(project.folder, 'Pulumi.monitor.yaml');
        writeFileSync(file, 'config: [\n');
        await refuses(
          [...args, '--config', file],
          exitCodes.badUse,
          /Pulumi\.monitor\.yaml:\d+:\d+/,
        );
      });

      it('says where settings stand beside config, and would count for nothing', async () => {
        const file = path.join(project.folder, 'Pulumi.monitor.yaml');
        writeFileSync(file, 'config: {}\nkeyturn:settings:\n  disableAge: 60\n');
        await refuses(
          [...args, '--config', file],
          exitCodes.badUse,
          /Pulumi\.monitor\.yaml:2:1: keyturn:settings: found a key beside config, expected it under config/,
        );
      });

      it('says that the stack’s file is a folder', async () => {
        const file = path.join(project.folder, 'Pulumi.folder.yaml');
        mkdirSync(file);
        await refuses([...args, '--config', file], exitCodes.badUse, /Pulumi\.folder\.yaml/);
      });
    });

  const writes = [['audit'], ['plan'], ['aws-config', 'ada', '--project', '.']];
  for (const args of writes)
    it(`${args[0]} says why a file can’t be written, before it does anything`, async () => {
      const before = (await company.moto.recordedCalls()).length;
      for (const [out, why] of [
        ['no/such/folder/file', /--out is no\/such\/folder\/file, .* no such folder/],
        ['Pulumi.yaml/file', /--out is Pulumi\.yaml\/file, .* no such folder/],
        ['.', /--out is \., a folder: expected a file/],
        ['/proc/nothing', /--out is \/proc\/nothing, which can't be written/],
      ] as const)
        assertRefusal(
          await keyturn.start([...args, '--out', out], { env: company.env, cwd: project.folder }),
          exitCodes.badUse,
          why,
        );
      assert.equal((await company.moto.recordedCalls()).length, before);
    });

  for (const [args, code] of [
    [['validate'], exitCodes.findings],
    [['aws-config', 'ada'], exitCodes.badUse],
  ] as const)
    describe(args.join(' '), () => {
      const said = async () => {
        const ended = await keyturn.run([...args, '--project', project.folder]);
        assert.equal(ended.code, code, ended.stderr);
        return ended.stdout + ended.stderr;
      };

      it('says where the engineers’ file is no YAML', async () => {
        project.write('stacks/engineers.yaml', 'engineers: [\n');
        assert.match(await said(), /stacks\/engineers\.yaml:\d+:\d+: /);
      });

      it('says that the engineers’ file is a folder', async () => {
        const file = path.join(project.folder, 'stacks', 'engineers.yaml');
        rmSync(file);
        mkdirSync(file);
        assert.match(await said(), /engineers\.yaml/);
      });

      it('says that a stack’s file is no YAML', async () => {
        project.write('Pulumi.identity.yaml', 'config: {a: [}\n');
        assert.match(await said(), /Pulumi\.identity\.yaml:\d+:\d+: /);
      });
    });
});
