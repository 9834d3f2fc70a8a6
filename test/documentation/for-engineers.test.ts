import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { formatConfig } from '../../cli/aws-config/config';
import { configOf } from '../../cli/aws-config/profiles';
import { tools } from '../../cli/aws-config/tools';
import { asText } from '../../functions/messages/as-text';
import { exampleMessages } from '../../functions/messages/examples';
import { defaultSettings } from '../../rules/settings';
import { root } from '../../scripts/project-files';
import { wrongCommands } from './commands';
import { planStack } from '../../stacks/config/plan';
import { readProjectFolder } from '../../stacks/config/project-folder';

const page = readFileSync(path.join(root, 'docs', 'for-engineers.md'), 'utf8');
/** How the messages begin of which the page says what to do. */
const beginnings = [
  ...(/\| the message begins[^]*?\n\n/.exec(page)?.[0] ?? '').matchAll(/^\| ([A-Z].*?) +\|/gm),
].map(([, begins = '']) => begins);
/** The first of them that is that title's: who looks for it reads from above. `…` stands for anything. */
function beginningOf(title: string): string | undefined {
  return beginnings.find((begins) =>
    new RegExp(`^\\P{L}*${begins.split('…').join('.*')}`, 'u').test(title),
  );
}

describe('the page for engineers', () => {
  const toOwners = exampleMessages().filter(({ name }) => /\.(owner|machine)/.test(name));

  it('says what to do on each message that a person gets, and knows no other', () => {
    const titles = toOwners.map(({ name, message }) => {
      const [title = ''] = asText(message).split('\n');
      return { name, title };
    });
    assert.ok(titles.length > 16);
    for (const { name, title } of titles) assert.ok(beginningOf(title), `${name}: ${title}`);
    const found = titles.map(({ title }) => beginningOf(title));
    for (const begins of beginnings) assert.ok(found.includes(begins), begins);
  });

  it('is about commands that there are, as are the messages', () => {
    const lines = toOwners.flatMap(({ message }) =>
      asText(message)
        .split('\n')
        .flatMap((line) => /^ {4}(keyturn .*)/.exec(line)?.[1] ?? []),
    );
    assert.ok(lines.length > 8);
    assert.deepEqual([...new Set(lines)].flatMap(wrongCommands), []);
  });

  it('has the numbers of the default settings', () => {
    const { clocks, secondKeyGraceDays, maximumExemptionDays } = defaultSettings;
    const { remindAt, stopAt } = clocks['access-key'];
    const [first, second, third] = remindAt;
    assert.ok(page.includes(`when the key is ${first}, ${second} and ${third} days old`));
    assert.ok(page.includes(`before it is ${stopAt} days old`));
    assert.equal(secondKeyGraceDays, 2);
    assert.ok(page.includes('within two days'));
    assert.ok(page.includes(`${maximumExemptionDays} days ahead`));
  });

  it('says of each tool what the profiles’ comment says', () => {
    for (const [name, { called, codes }] of Object.entries(tools)) {
      const row = page.split('\n').find((line) => line.startsWith(`| ${called} `));
      assert.ok(row, called);
      // What the comment says of --for is a column of its own.
      assert.ok(row.includes(`| ${codes.replace(', see --for', '')} `), name);
    }
  });

  it('names profiles that the command writes for the example', () => {
    const project = readProjectFolder(path.join(root, 'examples', 'three-accounts'));
    const { value } = planStack(project, 'identity');
    assert.ok(value);
    const { account: identity, accounts, users } = value;
    const written = users.engineers
      .map((each) => formatConfig(configOf(each, { identity, accounts, prefix: '' })))
      .join('');
    const named = [...page.matchAll(/(?:aws-vault (?:add|exec|rotate)|keyturn rotate) ([\w-]+)/g)];
    assert.ok(named.length > 4);
    for (const [command, profile] of named)
      assert.ok(written.includes(`[profile ${profile}]\n`), command);
  });
});
