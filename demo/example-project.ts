import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseDocument } from 'yaml';

/** The folder of Pulumi.yaml, with the stack files of the example's three accounts. */
export const exampleFolder = path.join(__dirname, '..');

const copied = [
  'Pulumi.yaml',
  'Pulumi.identity.yaml',
  'Pulumi.production.yaml',
  'Pulumi.monitor.yaml',
  'stacks/engineers.yaml',
];

/**
 * Puts the stack files and engineers.yaml of the example into a folder, with its program where it is.
 * @param config over that of the stack files: by stack, by key with namespace
 */
export function writeExampleProject(
  folder: string,
  config: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {},
): void {
  mkdirSync(path.join(folder, 'stacks'));
  for (const file of copied) cpSync(path.join(exampleFolder, file), path.join(folder, file));
  change(path.join(folder, 'Pulumi.yaml'), {
    main: path.join(exampleFolder, 'stacks', 'index.ts'),
  });
  for (const [stack, values] of Object.entries(config))
    change(path.join(folder, `Pulumi.${stack}.yaml`), values, ['config']);
}

function change(file: string, values: Readonly<Record<string, unknown>>, under: string[] = []) {
  const document = parseDocument(readFileSync(file, 'utf8'));
  for (const [key, value] of Object.entries(values)) document.setIn([...under, key], value);
  writeFileSync(file, document.toString());
}
