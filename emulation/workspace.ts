import path from 'node:path';

const repository = path.join(__dirname, '..');

/** What the package takes of the repository whose workspace it is. */
export const workspace = {
  modules: path.join(repository, 'node_modules'),
  /** Where Node keeps the code that it has compiled, as `npm test` has it. */
  compileCache: path.join(repository, 'node_modules', '.cache', 'keyturn'),
  /** Lets a process of Node load TypeScript: `node -r`. */
  typeScriptLoader: path.join(repository, 'scripts', 'typescript', 'load.cjs'),
  /** Leaves out what Pulumi notes of where its promises are made, of which nobody reads under mocks. */
  unreadStacks: path.join(repository, 'scripts', 'typescript', 'unread-stacks.cjs'),
  /** With moto: `node scripts/set-up.mjs` makes it of requirements.txt. */
  python: path.join(repository, '.venv', 'bin', 'python'),
} as const;
