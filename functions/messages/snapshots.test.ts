import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { noticeSchema } from '../../rules/notices';
import { asText } from './as-text';
import type { SlackMessage } from '../slack-message';
import { exampleMessages, examples } from './examples';

/**
 * Every message as people read it, kept in files for review. After a wanted change:
 * KEYTURN_UPDATE_SNAPSHOTS=1 npx mocha functions/messages/snapshots.test.ts, then read the diff.
 */
const folder = join(__dirname, 'snapshots');
const messages = exampleMessages();
const isUpdate = process.env['KEYTURN_UPDATE_SNAPSHOTS'] === '1';

describe('the messages as people read them', () => {
  before(() => {
    if (!isUpdate) return;
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
  });

  for (const { name, message } of messages) it(name, () => check(name, message));

  it('has no snapshot of a message that is no more', () => {
    const known = messages.map(({ name }) => `${name}.md`).sort();
    assert.deepEqual(readdirSync(folder).sort(), known);
  });

  it('shows every kind of notice, each a valid one', () => {
    for (const { name, notice } of examples)
      assert.ok(noticeSchema.safeParse(notice).success, `${name} is not a notice`);
    const kinds = new Set(examples.map(({ notice }) => notice.kind));
    assert.equal(kinds.size, noticeSchema.options.length);
  });
});

function check(name: string, message: SlackMessage): void {
  const file = join(folder, `${name}.md`);
  const found = page(name, message);
  if (isUpdate) writeFileSync(file, found);
  assert.ok(existsSync(file), `there is no reviewed snapshot ${name}.md`);
  assert.equal(found, readFileSync(file, 'utf8'));
}

function page(name: string, message: SlackMessage): string {
  return [
    `# ${name}`,
    ...(message.text === '' ? [] : ['On the lock screen:', `> ${message.text}`]),
    'In Slack:',
    `\`\`\`\`text\n${asText(message)}\n\`\`\`\``,
    'Block Kit:',
    // Four backticks: the commands in it have three.
    `\`\`\`\`json\n${JSON.stringify(message.blocks, null, 2)}\n\`\`\`\``,
    '',
  ].join('\n\n');
}
