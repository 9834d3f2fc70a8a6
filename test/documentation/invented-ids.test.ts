import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectFiles, root } from '../../scripts/project-files';
import { inventedIds } from '../../stacks/config/invented-ids';
import { markdownPages } from './markdown';

/** Accounts, people, channels and apps of Slack, secrets, organizations, their units, addresses. */
const ids = [
  /(?<!\d)\d{12}(?!\d)/g,
  /\b[ACGUW]0[A-Z0-9]{7,}\b/g,
  /\bslack-token-\w{6}\b/g,
  /\bo-[a-z0-9]{10,32}\b/g,
  /\bou-[a-z0-9]{4,32}-[a-z0-9]{8,32}\b/g,
  /[\w.+-]+@[a-z-]+\.[a-z]{2,}\b/g,
];

function idsIn(text: string): readonly string[] {
  return ids.flatMap((pattern) => text.match(pattern) ?? []);
}

/** What people copy: the examples, the template, the stack files of the repository, and samples of the guides. */
function whatIsCopied(): readonly string[] {
  const files = projectFiles('examples/*', 'template/*', 'Pulumi.*.yaml', 'stacks/engineers.yaml')
    .filter((file) => /\.(ya?ml|ts|js|py)$/.test(file))
    .map((file) => readFileSync(path.join(root, file), 'utf8'));
  const samples = markdownPages()
    .filter(({ file }) => /^(README|docs\/[\w-]+|examples\/.*)\.md$/.test(file))
    .flatMap((page) => page.samples)
    .filter(({ language }) => /^(yaml|sh|ts|python)$/.test(language));
  return [...files, ...samples.map(({ text }) => text)];
}

describe('the ids that are known to be invented', () => {
  it('are those of the examples, the template and the guides, and no others', () => {
    const found = new Set(whatIsCopied().flatMap(idsIn));
    assert.ok(found.size > 10);
    assert.deepEqual([...inventedIds].toSorted(), [...found].toSorted());
  });
});
