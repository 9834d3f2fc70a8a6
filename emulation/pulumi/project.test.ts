import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readProject } from './project';

describe('readProject', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'keyturn-project-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function write(file: string, ...lines: string[]): void {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), lines.join('\n'));
  }

  it('gives a stack its config over the defaults, with namespaces', () => {
    write(
      'Pulumi.yaml',
      'name: fixture',
      'main: stacks/index.ts',
      'config:',
      '  bare: 1',
      '  other:bare: two',
      '  declared: { type: array, default: [a] }',
      '  fixed: { value: { deep: true } }',
      '  without: { type: string }',
      '  list: [1, 2]',
    );
    write(
      'Pulumi.dev.yaml',
      'config:',
      '  aws:region: eu-central-1',
      '  fixture:bare: 3',
      '  own: ~',
    );
    const project = readProject(folder);
    assert.equal(project.name, 'fixture');
    assert.equal(project.program, path.join(folder, 'stacks', 'index.ts'));
    assert.deepEqual(project.configOf('dev'), {
      'aws:region': 'eu-central-1',
      'fixture:bare': 3,
      'other:bare': 'two',
      'fixture:declared': ['a'],
      'fixture:fixed': { deep: true },
      'fixture:list': [1, 2],
    });
  });

  it('finds stack files where the project says, and takes empty ones', () => {
    write('Pulumi.yaml', 'name: fixture', 'stackConfigDir: config');
    write('config/Pulumi.dev.yaml', '');
    assert.deepEqual(readProject(folder).configOf('dev'), {});
    assert.throws(() => readProject(folder).configOf('prod'), /ENOENT.*Pulumi\.prod\.yaml/);
  });
});
