import { createHash, randomUUID } from 'node:crypto';
import {
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

const root = path.join(__dirname, '..');
/** Of what bundles are made, and what makes them: these folders import none of the others (.dependency-cruiser.cjs). */
const sources = [
  ...['cli', 'components', 'functions', 'plugin', 'policy-pack', 'reports', 'rules', 'scripts'],
  ...['stacks', 'package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.package.json'],
  ...['README.md', 'CHANGELOG.md', 'LICENSE'],
];
const ofTests = /\.test\b|(^|\/)(testing|snapshots)\//;

/** Bundles that `npm run build` makes, and that tests want, too. */
export interface Bundles<Answer = unknown> {
  /** Where `npm run build` leaves them: a folder of their own. */
  readonly folder: string;
  readonly make: (folder: string) => Promise<Answer>;
}

/** Makes the bundles where they belong, and notes beside their folder what they were made of. */
export async function makeAtHand<Answer>(
  { folder, make }: Bundles<Answer>,
  repository = root,
): Promise<Answer> {
  const note = noteOf(folder);
  rmSync(note, { force: true });
  const before = hashOfSources(repository);
  const answer = await make(folder);
  // Of sources that somebody edits meanwhile nobody knows what is in the bundles.
  if (hashOfSources(repository) === before) writeFileSync(note, before);
  return answer;
}

/**
 * Puts the bundles into the folder as they would be made now: copies, where `npm run build` made them of the same
 * sources, which takes a twentieth of the time; else made for it.
 */
export async function takeBundles(
  { folder, make }: Bundles,
  into: string,
  repository = root,
): Promise<void> {
  if (areCurrent(folder, repository)) cpSync(folder, into, { recursive: true });
  else await make(into);
}

/**
 * Has the bundles at hand, as they would be made now: made, where they are not, for all who come later. Several may do
 * so at a time, of which one's stay.
 */
export async function haveAtHand({ folder, make }: Bundles, repository = root): Promise<void> {
  if (areCurrent(folder, repository)) return;
  const mine = `${folder}.${randomUUID()}`;
  try {
    await makeAtHand({ folder: mine, make }, repository);
    if (areCurrent(folder, repository)) return;
    for (const name of [noteOf(folder), folder]) rmSync(name, { recursive: true, force: true });
    renameSync(mine, folder);
    // There is none where a source changed meanwhile.
    if (existsSync(noteOf(mine))) renameSync(noteOf(mine), noteOf(folder));
  } finally {
    for (const name of [mine, noteOf(mine)]) rmSync(name, { recursive: true, force: true });
  }
}

function areCurrent(folder: string, repository: string): boolean {
  const note = noteOf(folder);
  return existsSync(note) && readFileSync(note, 'utf8') === hashOfSources(repository);
}

function noteOf(folder: string): string {
  return `${folder}.sources`;
}

/** Of the names and texts of all sources but tests'. Of packages it has what package-lock.json says. */
function hashOfSources(repository: string): string {
  const hash = createHash('sha256');
  const files = sources.flatMap((name) => filesOf(repository, name));
  for (const file of files.filter((each) => !ofTests.test(each)).sort())
    hash.update(JSON.stringify([file, readFileSync(path.join(repository, file), 'utf8')]));
  return hash.digest('hex');
}

/** The file itself, or all that are in the folder, from the repository. */
function filesOf(repository: string, name: string): readonly string[] {
  if (statSync(path.join(repository, name)).isFile()) return [name];
  return readdirSync(path.join(repository, name), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name: file }) => path.relative(repository, path.join(parentPath, file)));
}
