import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { version } from '../package.json';
import { withHelp } from '../scripts/cli-help';
import { exitCodes } from './exit-codes';
import { Keyturn } from './testing/keyturn';

describe('the command keyturn', () => {
  let keyturn: Keyturn;
  before(async () => (keyturn = await Keyturn.build()));
  after(() => keyturn.remove());

  it('tells its version', async () =>
    assert.deepEqual(await keyturn.start(['--version']), {
      code: exitCodes.fine,
      stdout: `${version}\n`,
      stderr: '',
    }));

  it('shows its help, with every exit code, where it was asked for', async () => {
    const { code, stdout, stderr } = await keyturn.start(['--help']);
    assert.equal(code, exitCodes.fine);
    assert.equal(stderr, '');
    for (const each of Object.values(exitCodes))
      assert.match(stdout, new RegExp(`^ +${each}  `, 'm'));
  });

  it('shows its help as an error where no command was given', async () => {
    const { code, stdout, stderr } = await keyturn.start([]);
    assert.equal(code, exitCodes.badUse);
    assert.equal(stdout, '');
    assert.match(stderr, /Usage: keyturn/);
  });

  const mistakes: [readonly string[], RegExp][] = [
    [['audot'], /unknown command 'audot' \(Did you mean audit\?\); keyturn --help/],
    [['--nothing'], /unknown option '--nothing'/],
    [['audit', '--nothing'], /unknown option '--nothing'/],
    [['plan', 'too', 'much'], /too many arguments/],
  ];
  for (const [args, expected] of mistakes)
    it(`says in one line what is wrong with: ${args.join(' ')}`, async () => {
      const { code, stdout, stderr } = await keyturn.start(args);
      assert.equal(code, exitCodes.badUse);
      assert.equal(stdout, '');
      assert.match(stderr, /^keyturn: .*\n$/);
      assert.match(stderr, expected);
    });

  it('shows where an error came from where it was asked to', async () => {
    const { stderr } = await keyturn.start(['audit', '--nothing', '--debug']);
    assert.match(stderr, /\n +at /);
  });

  it('has the help of every command in docs/cli.md', () => {
    const text = readFileSync(path.join(__dirname, '..', 'docs', 'cli.md'), 'utf8');
    assert.equal(text, withHelp(text), 'npm run cli-help writes it');
  });

  it('has every exit code in docs/cli.md', () => {
    const text = readFileSync(path.join(__dirname, '..', 'docs', 'cli.md'), 'utf8');
    for (const each of Object.values(exitCodes))
      assert.match(text, new RegExp(`^\\| ${each} `, 'm'));
  });
});
