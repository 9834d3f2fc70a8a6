import path from 'node:path';

type Works = (...of: readonly string[]) => unknown;

/** Keeps what a function of a library's works out of the same strings: it may depend on nothing else. */
export function keepAnswers(functions: Record<string, Works | undefined>, name: string): void {
  const works = functions[name];
  if (!works) throw new Error(`there is no ${name}: the library is another one`);
  const known = new Map<string, unknown>();
  functions[name] = (...of) => {
    const key = of.join('\n');
    if (!known.has(key)) known.set(key, works(...of));
    return known.get(key);
  };
}

function functionsOf(library: string, file: string): Record<string, Works | undefined> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- no file of theirs but the first has a name to import
  return require(path.join(path.dirname(require.resolve(library)), file)) as Record<string, Works>;
}

// With each question anew the simulation works out which types of resource its action and resource are, and with each
// condition whether its operator ends in `IfExists`, with a collation: nearly a third of its time.
keepAnswers(
  functionsOf('@cloud-copilot/iam-simulate', 'simulation_engine/resourceTypes.js'),
  'getResourceTypesForAction',
);
keepAnswers(functionsOf('@cloud-copilot/iam-policy', 'utils.js'), 'caseInsensitiveEndsWith');

export { runSimulation } from '@cloud-copilot/iam-simulate';
