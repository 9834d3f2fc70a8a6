import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from '../../scripts/project-files';

/** What cfn-lint says, as far as it is read here. */
interface Finding {
  readonly Filename: string;
  readonly Message: string;
  readonly Rule: { readonly Id: string };
  readonly Location: { readonly Path: readonly (string | number)[] };
}

/** A template by a name for messages. */
export type Templates = Readonly<Record<string, unknown>>;

/** Its quota of resources is of a stack of CloudFormation's, and none of ours. */
const ofTemplates = ['E3010'];

/**
 * What cfn-lint says of templates: it knows AWS's policy documents, state machines, and which resources go together,
 * beside the schemas.
 * @returns a line a finding; an empty list for what it finds right
 * @throws Error where it can't be run
 */
export function lint(templates: Templates, regions: readonly string[]): readonly string[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'keyturn-templates-'));
  try {
    const files = new Map(
      Object.entries(templates).map(([name, template], index) => {
        const file = path.join(folder, `${index}.json`);
        writeFileSync(
          file,
          typeof template === 'string' ? template : JSON.stringify(template, undefined, 1),
        );
        return [file, name];
      }),
    );
    return findingsIn([...files.keys()], regions).map(
      ({ Filename, Rule, Message, Location }) =>
        `cfn-lint ${Rule.Id}, ${files.get(Filename)}: ${Location.Path.join('/')}: ${Message}`,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function findingsIn(files: readonly string[], regions: readonly string[]): readonly Finding[] {
  const program = path.join(root, '.venv', 'bin', 'cfn-lint');
  const options = ['--format', 'json', '--ignore-checks', ...ofTemplates];
  const { status, stdout, stderr, error } = spawnSync(
    program,
    [...options, '--regions', ...regions, '--template', ...files],
    { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  if (error) throw new Error(`cfn-lint could not be started: ${error.message}`);
  // Its exit code has a bit for each severity that it found, up to 14.
  if (status === null || status > 14 || status % 2 === 1)
    throw new Error(`cfn-lint ended with ${status}: ${stderr}`);
  return JSON.parse(stdout) as readonly Finding[];
}
