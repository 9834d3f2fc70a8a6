import { readFileSync } from 'node:fs';
import path from 'node:path';
import { goodStacks, TestProject } from '../../../stacks/testing/project';
import { askCommand, type Answer } from '../answer';
import type { Door, Run } from './door';

export const root = path.join(__dirname, '..', '..', '..');

/** The stacks around the file that is wrong: roles to be given, and a way in that others administer. */
export const stacks: Readonly<Record<string, string>> = {
  ...goodStacks,
  identity: `${goodStacks.identity}  keyturn:identityCenterElsewhere: true\n`,
  production: `${goodStacks.production}    - {name: read-only, policyArns: [arn:aws:iam::aws:policy/ReadOnlyAccess]}\n`,
  // Beside which a stack may give the audit role to the organization.
  monitor: `${goodStacks.monitor}  keyturn:accounts: {organization: {id: o-abcdefghij}}\n`,
};

/** A schema of the repository, as it is published. */
export function publishedSchema(name: string): object {
  return JSON.parse(readFileSync(path.join(root, name), 'utf8')) as object;
}

/** What `keyturn validate` says of a project in which one file is another. */
export async function askValidate(
  file: string,
  text: string | Uint8Array,
  stack: string,
  run: Run = askCommand,
): Promise<Answer> {
  const project = new TestProject(stacks);
  try {
    project.write(file, text);
    const { lines, ...ended } = await run([
      ...['validate', '--project', project.folder, '--stack', stack],
    ]);
    // What only its owner knows is asked, and fails nothing; the last line counts.
    const isAside = (line: string) =>
      /^to be settled: |^(no mistake|one mistake|\d+ mistakes) in one stack$/.test(line);
    return { ...ended, lines: lines.filter((line) => !isAside(line)) };
  } finally {
    project.remove();
  }
}

/** `file:line:column: field: found …, expected …` */
const problemLine =
  /^(?<file>[\w./-]+?|stack [\w-]+)(:\d+:\d+)?: ((?<field>.*?): )?found (?<found>.+), expected .+$/s;

export const problemForm: Pick<Door, 'fieldIn' | 'namesFile'> = {
  fieldIn: (line) => {
    const { groups } =
      problemLine.exec(line.replace(/^keyturn: |^--config: | \(and \d+ more\)$/g, '')) ?? {};
    return groups && (groups['field'] ?? '');
  },
  namesFile: (line) => /\.ya?ml\b|\bstack [\w-]+/.test(line),
};
