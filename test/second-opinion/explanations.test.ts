import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { devDependencies } from '../../package.json';
import { explanations, explanationsOfMistakes, lookedAt } from './explanations';
import { unjudged } from './unjudged';
import { unnoticed } from './unnoticed';

describe('the explanations of what two judges answer', () => {
  it('are of the versions that are installed: look at them again', () => {
    const simulation = '@cloud-copilot/iam-simulate';
    assert.equal(devDependencies[simulation], lookedAt[simulation]);
    const requirements = readFileSync(path.join(__dirname, 'requirements.txt'), 'utf8');
    assert.match(requirements, new RegExp(`^principalmapper==${lookedAt.principalmapper} `, 'm'));
  });

  it('have a name of their own, and name a file and what is in it', () => {
    const all = [...explanations, ...explanationsOfMistakes, ...unjudged];
    assert.equal(new Set(all.map(({ id }) => id)).size, all.length);
    for (const { id, because } of all) assert.match(because, /\w\.(js|py), \w+/, id);
    assert.equal(new Set(unnoticed.map(({ name }) => name)).size, unnoticed.length);
    for (const { name, because } of unnoticed) assert.match(because, /\w\.(ts|py), \w+/, name);
  });
});

describe('what Principal Mapper is installed from', () => {
  it('is of exact versions, with hashes', () => {
    const lines = readFileSync(path.join(__dirname, 'requirements.txt'), 'utf8').trimEnd();
    for (const line of lines.split('\n'))
      assert.match(line, /^#|^[A-Za-z0-9-]+==[\w.]+ --hash=sha256:[0-9a-f]{64}$/);
  });
});
