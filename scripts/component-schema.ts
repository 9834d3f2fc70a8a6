import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  ComponentProvider,
  getPulumiComponents,
} from '@pulumi/pulumi/provider/experimental/provider';
import * as components from '../components';

const root = path.join(__dirname, '..');

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly description: string;
}

interface Schema {
  readonly resources: Readonly<
    Record<string, { readonly inputProperties: Readonly<Record<string, object>> }>
  >;
}

/** Inputs that every language must keep secret. The analyzer can't tell them from the types. */
const secretInputs: readonly (readonly [component: string, input: string])[] = [
  ['keyturn:index:KeyMonitor', 'slackToken'],
  ['keyturn:index:KeyMonitor', 'slackSigningSecret'],
];

/** Pulumi's schema of the component package, from the types and docstrings of components/. Takes some seconds. */
export async function componentSchema(): Promise<string> {
  const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as Manifest;
  const dirname = packageOf(path.join(root, 'components', 'index.ts'), manifest);
  try {
    const provider = new ComponentProvider({
      name: manifest.name,
      dirname,
      components: getPulumiComponents(components),
    });
    const schema = JSON.parse(await provider.getSchema()) as Schema;
    return JSON.stringify({
      ...markSecrets(schema),
      displayName: 'Keyturn',
      license: 'Apache-2.0',
      keywords: ['category/cloud', 'kind/component', 'aws', 'iam'],
    });
  } finally {
    rmSync(dirname, { recursive: true });
  }
}

function markSecrets(schema: Schema): Schema {
  const marked = structuredClone(schema);
  for (const [component, input] of secretInputs) {
    const property = marked.resources[component]?.inputProperties[input];
    if (!property) throw new Error(`${component} has no input ${input}`);
    Object.assign(property, { secret: true });
  }
  return marked;
}

/** As Pulumi's analyzer wants a package: package.json, tsconfig.json and an entry, without the rest of the house. */
function packageOf(entry: string, { name, version, description }: Manifest): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'keyturn-package-'));
  const main = path.relative(folder, entry.replace(/\.ts$/, '.js'));
  writeFileSync(
    path.join(folder, 'package.json'),
    JSON.stringify({ name, version, description, main }),
  );
  writeFileSync(
    path.join(folder, 'tsconfig.json'),
    JSON.stringify({
      extends: path.join(root, 'tsconfig.json'),
      compilerOptions: { typeRoots: [path.join(root, 'node_modules', '@types')] },
      include: [],
      files: [entry],
    }),
  );
  return folder;
}
