import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { exampleMessages, kindOf } from '../functions/messages/examples';
import { messagesPage, pictures } from './message-pages';

const root = path.join(__dirname, '..');
const images = path.join(root, 'docs', 'images', 'messages');
const snapshots = path.join(root, 'functions', 'messages', 'snapshots');
const text = readFileSync(path.join(root, 'docs', 'messages.md'), 'utf8');
/** That of the AWS CLI, which takes a command for each step, is the largest. */
const LARGEST_BYTES = 105_000;

describe('docs/messages.md', () => {
  it('is as npm run docs:messages writes it', () => assert.equal(text, messagesPage()));

  for (const { name } of exampleMessages())
    it(`has ${name} with the text of its reviewed snapshot`, () => {
      const snapshot = readFileSync(path.join(snapshots, `${name}.md`), 'utf8');
      const [, reviewed = 'nothing'] = /\n````text\n(.*?)\n````\n/s.exec(snapshot) ?? [];
      const section = text.split(`\n### ${name}\n`)[1]?.split('\n### ')[0] ?? '';
      assert.ok(section.includes(`\`\`\`text\n${reviewed}\n\`\`\``), section);
    });

  it('has a picture of each kind', () => {
    const kinds = new Set(exampleMessages().map(({ name }) => kindOf(name)));
    assert.deepEqual(new Set(pictures().map(({ name }) => kindOf(name))), kinds);
    for (const kind of kinds) assert.match(text, new RegExp(`images/messages/${kind}\\.`));
  });

  it('has pictures of the messages as they are now, small ones, and no others', () => {
    const all = pictures();
    const madeFrom = JSON.parse(
      readFileSync(path.join(images, 'made-from.json'), 'utf8'),
    ) as unknown;
    assert.deepEqual(
      madeFrom,
      Object.fromEntries(all.map(({ name, sha256 }) => [name, sha256])),
      'npm run docs:messages takes them anew',
    );
    const files = [...all.map(({ name }) => `${name}.png`), 'made-from.json'];
    assert.deepEqual(readdirSync(images).toSorted(), files.toSorted());
    for (const { name } of all) {
      const png = readFileSync(path.join(images, `${name}.png`));
      assert.equal(png.subarray(1, 4).toString('latin1'), 'PNG');
      assert.ok(png.length <= LARGEST_BYTES, `${name}: ${png.length} bytes`);
    }
  });
});
