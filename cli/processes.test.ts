import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { createLedgerTable, emulatedDocuments } from '../functions/testing/emulated-ledger';
import { goodStacks, TestProject } from '../stacks/testing/project';
import { exitCodes } from './exit-codes';
import { Company, OWN, ROLE, SANDBOX } from './testing/company';
import type { Ended, Surroundings } from './testing/ended';
import { Keyturn } from './testing/keyturn';
import { LEDGER, projectOf } from './testing/moving-company';

const root = path.join(__dirname, '..');
const ofOwnAccount = goodStacks.identity.replace('111111111111', OWN);

const onTheWay = 'engineers:\n  alice: { slackId: U0ALICEX001, access: [key, sign-in] }\n';
const byKey =
  '[profile identity]\naws_access_key_id = AKIAEMULATEDROOT0001\naws_secret_access_key = emulated\n';
const bySignIn = `[profile identity-sign-in]\nlogin_session = arn:aws:iam::${OWN}:user/alice\n`;

/** What lets the other tests run it within their own process. */
describe('the command as a process of its own', () => {
  let keyturn: Keyturn;
  let company: Company;
  let project: TestProject;
  let moving: TestProject;
  before(async () => (keyturn = await Keyturn.build()));
  after(() => keyturn.remove());
  before(async () => (company = await Company.open()));
  after(() => company.stop());
  // The first reading finds no credential report, and has AWS make one: the others find that.
  before(() => keyturn.run(['audit'], { env: company.env }));
  before(() => (project = new TestProject({ ...goodStacks, identity: ofOwnAccount })));
  after(() => project.remove());
  before(() => createLedgerTable(emulatedDocuments(company.moto), LEDGER));
  before(() => (moving = projectOf(onTheWay)));
  after(() => moving.remove());

  type Case = readonly [code: number, args: readonly string[], more?: Surroundings];
  const at = (folder: string, ...args: readonly string[]) => [...args, '--project', folder];
  const unread = ['--accounts', `${OWN},${SANDBOX}`, '--role-name', ROLE];
  const nobody = { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' };
  const profiles = (text: string) => {
    const file = path.join(keyturn.folder, 'config');
    writeFileSync(file, text);
    return { AWS_CONFIG_FILE: file };
  };
  const adopt = () => at(project.folder, 'adopt', '--force');
  const cases: Readonly<Record<string, () => Case>> = {
    'audit, done': () => [exitCodes.fine, ['audit', '--format', 'json']],
    'audit, with findings': () => [exitCodes.findings, ['audit', '--fail-on', 'any']],
    'audit, badly used': () => [exitCodes.badUse, ['audit', '--format', 'xml']],
    'audit, without an answer': () => [exitCodes.noAnswer, ['audit'], { env: nobody }],
    'audit, incomplete': () => [exitCodes.incomplete, ['audit', ...unread]],
    'plan, done': () => [exitCodes.fine, ['plan']],
    'plan, incomplete': () => [exitCodes.incomplete, ['plan', ...unread]],
    'plan, badly used': () => [exitCodes.badUse, ['plan', '--on', 'noon']],
    'adopt, done': () => [exitCodes.fine, adopt()],
    'adopt, badly used': () => [exitCodes.badUse, at(project.folder, 'adopt')],
    'validate, done': () => [exitCodes.fine, at(root, 'validate')],
    'validate, with findings': () => [exitCodes.findings, at(root, 'validate', '--strict')],
    'aws-config, done': () => [exitCodes.fine, at(root, 'aws-config', 'erin')],
    'aws-config, badly used': () => [exitCodes.badUse, at(root, 'aws-config', 'nobody')],
    'deployer-policy, done': () => [exitCodes.fine, at(root, 'deployer-policy')],
    'rotate, badly used': () => [exitCodes.badUse, ['rotate', 'nobody']],
    'move, done': () => [exitCodes.fine, at(root, 'move', 'erin', '--dry-run')],
    'move, not yet': () => [exitCodes.findings, at(moving.folder, 'move', 'alice')],
    'move, badly used': () => [exitCodes.badUse, at(root, 'move', 'nobody')],
    'offboard, incomplete': () => [
      exitCodes.incomplete,
      at(moving.folder, 'offboard', 'alice', '--dry-run'),
    ],
    'offboard, badly used': () => [exitCodes.badUse, at(root, 'offboard', 'nobody')],
    'move, without an answer': () => [
      exitCodes.noAnswer,
      at(moving.folder, 'move', 'alice'),
      { env: nobody },
    ],
    'move status, done': () => [exitCodes.fine, at(root, 'move', 'status')],
    'move status, incomplete': () => [exitCodes.incomplete, at(root, 'move', 'status', ...unread)],
    'ways, done': () => [exitCodes.fine, ['ways'], { env: profiles(byKey) }],
    'ways, without an answer': () => [exitCodes.noAnswer, ['ways'], { env: profiles(bySignIn) }],
    'ways, badly used': () => [exitCodes.badUse, ['ways', 'nobody']],
    'status, badly used': () => [exitCodes.badUse, ['status', 'nobody']],
    'status, for a prompt': () => [exitCodes.fine, ['status', '--prompt', 'zsh']],
    'doctor, badly used': () => [exitCodes.badUse, at(root, 'doctor')],
    'doctor, without an answer': () => [exitCodes.noAnswer, at(root, 'doctor'), { env: nobody }],
    'slack preview, done': () => [exitCodes.fine, ['slack', 'preview']],
    'slack check, without an answer': () => [exitCodes.noAnswer, at(root, 'slack', 'check')],
  };
  for (const [what, given] of Object.entries(cases))
    it(`ends as it does here: ${what}`, async () => {
      const [code, args, { env = {}, ...more } = {}] = given();
      const surroundings = { ...more, env: { ...company.env, ...env } };
      const started = await keyturn.start(args, surroundings);
      assert.equal(started.code, code, started.stderr);
      assert.ok(started.stdout + started.stderr);
      assert.deepEqual(withoutTimes(await keyturn.run(args, surroundings)), withoutTimes(started));
    });
});

/** Two runs are not at the same second. */
function withoutTimes({ code, stdout, stderr }: Ended): Ended {
  const without = (text: string) => text.replaceAll(/\d\d:\d\d(:\d\d(\.\d+)?)?/g, '00:00');
  return { code, stdout: without(stdout), stderr: without(stderr) };
}
