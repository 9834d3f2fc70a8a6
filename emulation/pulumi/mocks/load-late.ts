/**
 * Most of what a program's process would load of its libraries no program here asks for: it waits until something of
 * it is asked for, and is then loaded as it is. To be imported before the libraries.
 */
import path from 'node:path';
import { devDependencies } from '../../package.json';
import { workspace } from '../../workspace';

const late = [
  // Runs the engine from a program, and packs the modules of functions that are written within one.
  ['@pulumi/pulumi', 'automation/index.js'],
  ['@npmcli/arborist', 'lib/index.js'],
  // Has TypeScript read those functions.
  ['@pulumi/pulumi', 'typescript-shim.js'],
  // Errors in fifty languages.
  ['zod', 'v4/locales/index.cjs'],
] as const;

for (const [library, file] of late)
  loadLate(require.resolve(path.join(workspace.modules, library, file)));

// Each type of resource has its service's client, and a program has few types.
for (const name of Object.keys(devDependencies))
  if (name.startsWith('@aws-sdk/client-')) loadLate(require.resolve(name));

function loadLate(file: string): void {
  const load = (): Record<PropertyKey, unknown> => {
    if (require.cache[file] === standIn) delete require.cache[file];
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- that is when it is loaded
    return require(file) as Record<PropertyKey, unknown>;
  };
  const exports = new Proxy(
    { __esModule: true },
    { get: (mark, name) => (name in mark ? true : load()[name]) },
  );
  const standIn = { ...module, id: file, filename: file, exports, loaded: true, children: [] };
  require.cache[file] = standIn;
}
