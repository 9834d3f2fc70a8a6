type Manifest = Readonly<Record<string, unknown>>;

/** What the libraries need wherever they are. The functions and the command bring theirs in their bundles. */
const dependencies = ['fastest-levenshtein', 'luxon', 'yaml', 'zod'] as const;

/**
 * What whoever uses the components, the stacks or the policy pack has anyway, and whoever only uses the command can
 * do without: some hundred megabytes. A program must have one @pulumi/pulumi, so it is never ours.
 */
const peers = ['@pulumi/aws', '@pulumi/awsx', '@pulumi/policy', '@pulumi/pulumi'] as const;

/** As @pulumi/pulumi. The repository itself can be set up by an older one, and brings its own. */
const engines = { node: '>=22' };

/** package.json as npm publishes it, from the repository's own. */
export function manifestOf(own: Manifest): Manifest {
  const versions = own['dependencies'] as Readonly<Record<string, string>>;
  const ranges = (names: readonly string[]) =>
    Object.fromEntries(names.map((name) => [name, `^${versionOf(versions, name)}`]));
  const { name, version, description, license, type, bin, keywords, homepage } = own;
  const { repository, bugs } = own;
  return {
    name,
    version,
    description,
    keywords,
    license,
    homepage,
    repository,
    bugs,
    type,
    engines,
    bin,
    main: './components/index.js',
    types: './components/index.d.ts',
    exports: {
      '.': entry('components'),
      './rules': entry('rules'),
      './stacks': entry('stacks'),
      './engineers.schema.json': './engineers.schema.json',
      './stack-config.schema.json': './stack-config.schema.json',
      './package.json': './package.json',
    },
    dependencies: ranges(dependencies),
    peerDependencies: ranges(peers),
    peerDependenciesMeta: Object.fromEntries(peers.map((peer) => [peer, { optional: true }])),
    publishConfig: { access: 'public', provenance: true },
  };
}

/** The policy pack's own, whose code is compiled by then: it needs no compiler, and finds its packages above it. */
export function packManifestOf(own: Manifest): Manifest {
  const { name, version, description, license } = own;
  return { name, version, description, license, private: true, main: 'index.js', engines };
}

function entry(folder: string): Manifest {
  return { types: `./${folder}/index.d.ts`, default: `./${folder}/index.js` };
}

function versionOf(versions: Readonly<Record<string, string>>, name: string): string {
  const version = versions[name];
  if (version === undefined) throw new Error(`package.json does not depend on ${name}`);
  return version;
}
