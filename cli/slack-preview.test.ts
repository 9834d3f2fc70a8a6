import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { checkBlocks } from '../emulation/slack/block-kit';
import { exitCodes } from './exit-codes';
import { Keyturn } from './testing/keyturn';

const snapshots = path.join(__dirname, '..', 'functions', 'messages', 'snapshots');
const names = readdirSync(snapshots).map((file) => file.replace(/\.md$/, ''));

describe('keyturn slack preview', () => {
  let keyturn: Keyturn;
  before(async () => (keyturn = await Keyturn.build()));
  after(() => keyturn.remove());

  const preview = (...args: readonly string[]) => keyturn.run(['slack', 'preview', ...args]);

  it('lists every message there is, with what a lock screen shows of it', async () => {
    const { code, stdout, stderr } = await preview();
    assert.deepEqual([code, stderr], [exitCodes.fine, '']);
    const listed = stdout.trimEnd().split('\n').slice(1);
    assert.deepEqual(listed.map((line) => line.split(/ {2,}/)[0]).toSorted(), names.toSorted());
    assert.match(stdout, /^key-reminder\.owner +Rotate your AWS key …WXYZ in Production/m);
  });

  it('shows a message as its reviewed snapshot has it', async () => {
    const { code, stdout } = await preview('key-reminder.owner');
    const snapshot = readFileSync(path.join(snapshots, 'key-reminder.owner.md'), 'utf8');
    const text = /In Slack:\n\n````text\n(.*?)\n````/s.exec(snapshot)?.[1] ?? 'no text';
    assert.equal(code, exitCodes.fine);
    assert.ok(stdout.includes(text));
    assert.ok(!stdout.includes('\u001b'));
  });

  it('shows every message of a kind', async () => {
    const { stdout } = await preview('password-reminder');
    const of = names.filter((name) => name.startsWith('password-reminder.'));
    assert.ok(of.length > 1);
    for (const name of of) assert.match(stdout, new RegExp(`^${name.replace('.', '\\.')}$`, 'm'));
  });

  it('gives the Block Kit that is sent, which Slack takes', async () => {
    const { code, stdout } = await preview('daily-summary.team', '--format', 'json');
    assert.equal(code, exitCodes.fine);
    const { text, blocks } = JSON.parse(stdout) as { text: string; blocks: unknown[] };
    assert.match(text, /^Keyturn on Monday/);
    assert.deepEqual(checkBlocks(blocks), blocks);
  });

  it('gives a link to the Block Kit Builder, with the same blocks', async () => {
    const { stdout: json } = await preview('second-key.owner', '--format', 'json');
    const { stdout } = await preview('second-key.owner', '--format', 'link');
    const url = new URL(stdout.trim());
    assert.equal(url.origin + url.pathname, 'https://app.slack.com/block-kit-builder/');
    const { blocks } = JSON.parse(json) as { blocks: unknown };
    assert.deepEqual(JSON.parse(decodeURIComponent(url.hash.slice(1))), { blocks });
  });

  const mistakes: [string, readonly string[], RegExp][] = [
    [
      'a message that there is not',
      ['key-remainder.owner'],
      /no message "key-remainder\.owner" \(did you mean key-reminder\.owner\?\): expected one of key-reminder\.owner, .*digest\.team-thread-1/,
    ],
    [
      'a kind, of which only one is to be shown',
      ['second-key', '--format', 'json'],
      /second-key is a kind .* expected one of second-key\.owner, /,
    ],
    ['an unknown format', ['second-key', '--format', 'html'], /Allowed choices are text, json/],
    ['a path that can’t be written', ['digest', '--out', '/nowhere/a'], /no such folder/],
  ];
  for (const [what, args, line] of mistakes)
    it(`says in one line what is wrong with ${what}`, async () => {
      const { code, stdout, stderr } = await preview(...args);
      assert.deepEqual([code, stdout], [exitCodes.badUse, '']);
      assert.match(stderr, /^keyturn: [^\n]*\n$/);
      assert.match(stderr, line);
    });
});
