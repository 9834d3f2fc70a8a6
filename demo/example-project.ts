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

/** Puts the stack files and engineers.yaml of the example into a folder, with its program where it is. */
export function writeExampleProject(folder: string): void {
  mkdirSync(path.join(folder, 'stacks'));
  for (const file of copied) cpSync(path.join(exampleFolder, file), path.join(folder, file));
  const project = parseDocument(readFileSync(path.join(folder, 'Pulumi.yaml'), 'utf8'));
  project.set('main', path.join(exampleFolder, 'stacks', 'index.ts'));
  writeFileSync(path.join(folder, 'Pulumi.yaml'), project.toString());
}
