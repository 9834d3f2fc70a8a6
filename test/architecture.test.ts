import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { projectFiles, root } from '../scripts/project-files';

/**
 * What each room of the house may import, besides itself: rooms, or folders and files in them. What is not named
 * may not be imported.
 */
const allowed: Record<string, { rooms: readonly string[]; packages?: RegExp }> = {
  // Pure: no AWS, no Slack, no Pulumi, and no Node either.
  rules: { rooms: [], packages: /^(zod|luxon)$/ },
  components: { rooms: ['rules'], packages: /^(@pulumi\/.*|node:.*)$/ },
  functions: {
    rooms: ['rules', 'reports', 'package.json'],
    packages: /^(?!@pulumi\/)/,
  },
  stacks: {
    rooms: ['components', 'rules'],
    packages: /^(@pulumi\/.*|zod|yaml|fastest-levenshtein|node:.*)$/,
  },
  'reports/csv': { rooms: ['rules'], packages: /^csv-stringify\// },
  'reports/html': { rooms: ['rules'], packages: /^(d3-array|d3-scale|luxon|node:crypto)$/ },
  // The command starts fast: nothing of Pulumi's runtime, and nothing that acts on what it reads.
  cli: {
    rooms: [
      'rules',
      'functions/account-error',
      'functions/ledger-error',
      'functions/adapters',
      'functions/messages',
      'functions/ports',
      'functions/without-key-ids',
      'reports',
      'stacks/config',
      'package.json',
    ],
    packages: /^(?!@pulumi\/)/,
  },
  'policy-pack': { rooms: ['rules'], packages: /^(@pulumi\/.*|node:.*)$/ },
  plugin: { rooms: ['components'], packages: /^(@pulumi\/.*|node:.*)$/ },
  // A package of its own, which knows nothing of Keyturn.
  emulation: { rooms: [] },
  demo: { rooms: ['emulation', 'functions', 'policy-pack', 'rules'] },
  scripts: {
    rooms: [
      'reports',
      'rules',
      'functions',
      'stacks',
      'components',
      'emulation',
      'cli',
      'package.json',
    ],
  },
  bench: { rooms: ['policy-pack', 'emulation', 'functions', 'scripts', 'stacks'] },
};

const files = projectFiles('*.ts').filter(
  (file) => !file.endsWith('.test.ts') && !file.includes('/testing/'),
);

function importsOf(file: string): string[] {
  const text = readFileSync(path.join(root, file), 'utf8');
  return ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
}

/** The file, from the root, or the package, that an import leads to. */
function targetOf(file: string, specifier: string): { path?: string; package?: string } {
  if (!specifier.startsWith('.')) return { package: specifier };
  return { path: path.posix.join(path.posix.dirname(file), specifier) };
}

function isIn(room: string, target: string | undefined): boolean {
  return target === room || !!target?.startsWith(`${room}/`);
}

describe('the house', () => {
  for (const [room, { rooms, packages }] of Object.entries(allowed))
    it(`${room} imports only what it may`, () => {
      const wrong = files
        .filter((file) => file.startsWith(`${room}/`))
        .flatMap((file) =>
          importsOf(file)
            .map((specifier) => ({ specifier, ...targetOf(file, specifier) }))
            .filter((target) =>
              target.package !== undefined
                ? packages && !packages.test(target.package)
                : ![room, ...rooms].some((each) => isIn(each, target.path)),
            )
            .map(({ specifier }) => `${file} imports ${specifier}`),
        );
      assert.deepEqual(wrong, []);
    });

  it('keeps the ports free of adapters, adapters free of what acts, and that free of handlers', () => {
    const above = {
      'functions/ports/': /adapters|^[^.]/,
      'functions/adapters/': /\/(acting|monitor|notify|key-events)\//,
      'functions/acting/': /\/(monitor|notify|key-events)\//,
    };
    const wrong = Object.entries(above).flatMap(([room, up]) =>
      files
        .filter((file) => file.startsWith(room))
        .flatMap((file) => importsOf(file).map((specifier) => ({ file, specifier })))
        .filter(({ specifier }) => up.test(specifier)),
    );
    assert.deepEqual(wrong, []);
  });

  it('gives the command nothing that disables a key', () => {
    const wrong = files
      .filter((file) => file.startsWith('cli/'))
      .filter((file) => importsOf(file).some((specifier) => specifier.endsWith('iam/switch')));
    assert.deepEqual(wrong, []);
  });

  it('has no clock and no environment in its rules', () => {
    const wrong = files
      .filter((file) => file.startsWith('rules/'))
      .filter((file) =>
        /\bprocess\.|Date\.now\(|new Date\(\)|DateTime\.(now|local|utc)\(\)|Math\.random/.test(
          readFileSync(path.join(root, file), 'utf8'),
        ),
      );
    assert.deepEqual(wrong, []);
  });
});
