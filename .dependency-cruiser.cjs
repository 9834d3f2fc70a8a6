// What may import what, for `test/architecture.test.ts`, which runs dependency-cruiser. Types count as well as values.
// By hand: npx depcruise --output-type err-long rules functions

/** Tests, and what only tests use, may reach for whatever they need. */
const ofTests = ['[.]test[.]ts$', '/testing/', '^functions/(contracts|in-memory)/'];
const handlers = '^functions/(monitor|notify|key-events|slack-in|act)/';

/**
 * What each room of the house may import, besides itself: other rooms, or folders and files in them, and packages.
 * What is not named may not be imported.
 */
const rooms = {
  rules: { why: 'pure: no AWS, no Slack, no Pulumi, and no Node either', packages: 'zod|luxon' },
  components: { may: ['rules'], packages: '@pulumi', node: true },
  functions: {
    may: ['reports', 'rules', 'package.json'],
    packages: '(?!@pulumi)[^/]+',
    node: true,
  },
  stacks: {
    may: ['components', 'rules'],
    packages: '@pulumi|zod|yaml|fastest-levenshtein',
    node: true,
  },
  'reports/csv': { may: ['rules'], packages: 'csv-stringify' },
  'reports/html': { may: ['rules'], packages: 'd3-array|d3-scale|luxon', modules: 'crypto' },
  cli: {
    why: 'it starts fast: nothing of Pulumi’s runtime, and nothing that acts on the keys of others',
    may: [
      'rules',
      'functions/account-error',
      'functions/accounts-setting',
      'functions/cloudtrail-record',
      'functions/ledger-error',
      'functions/adapters',
      'functions/messages',
      'functions/ports',
      'functions/slack-errors',
      'functions/without-key-ids',
      'reports',
      'stacks/config',
      'package.json',
    ],
    packages: '(?!@pulumi)[^/]+',
    node: true,
  },
  'policy-pack': {
    why: 'it is installed alone, with copies of what it needs of rules/',
    packages: '@pulumi',
    node: true,
  },
  plugin: { may: ['components'], packages: '@pulumi', node: true },
  emulation: {
    why: 'a package of its own, which knows nothing of Keyturn, nor do its tests',
    withTests: true,
    packages: '[^/]+',
    node: true,
  },
  demo: {
    may: ['emulation', 'functions', 'policy-pack', 'rules'],
    packages: '[^/]+',
    node: true,
  },
  scripts: {
    may: [
      ...['cli', 'components', 'emulation', 'functions', 'reports', 'rules', 'stacks'],
      'package.json',
    ],
    packages: '[^/]+',
    node: true,
  },
  bench: {
    may: ['cli/testing', 'emulation', 'functions', 'policy-pack', 'rules', 'scripts', 'stacks'],
    packages: '[^/]+',
    node: true,
  },
};

const only = Object.entries(rooms).map(
  ([room, { why = 'arrows point one way', may = [], packages, modules, node, withTests }]) => ({
    name: `${room} imports only what it may`,
    comment: why,
    severity: 'error',
    from: { path: `^${room}/`, ...(!withTests && { pathNot: ofTests }) },
    to: {
      pathNot: [
        ...[room, ...may].map((each) => `^${each}(/|[.]ts$|$)`),
        `^node_modules/(@types/)?(${packages})/`,
        ...(modules ? [`^(node:)?(${modules})$`] : []),
      ],
      ...(node && { dependencyTypesNot: ['core'] }),
    },
  }),
);

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no circle',
      comment:
        'what each file means could not be read without the other; types that both need go into a third',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    ...only,
    {
      name: 'ports know the rules alone',
      comment:
        'handlers → acting → adapters → ports → rules; what a message is, is a type of Slack’s',
      severity: 'error',
      from: { path: '^functions/ports/', pathNot: ofTests },
      to: { pathNot: ['^functions/ports/', '^functions/slack-message[.]ts$', '^rules/'] },
    },
    {
      name: 'adapters know nothing of what acts',
      comment: 'handlers → acting → adapters → ports → rules',
      severity: 'error',
      from: { path: '^functions/adapters/', pathNot: ofTests },
      to: { path: '^functions/acting/' },
    },
    ...[
      [
        ['credentials', 'notices'],
        ['plan', 'disabling', 'report', 'summary'],
      ],
      [['plan'], ['disabling', 'report', 'summary']],
    ].map(([lower, upper]) => ({
      name: `${lower.join(' and ')} ${lower.length > 1 ? 'know' : 'knows'} nothing of ${upper.join(', ')}`,
      comment: 'credentials, notices → plan → disabling, report, summary',
      severity: 'error',
      from: { path: `^rules/(${lower.join('|')})/`, pathNot: ofTests },
      to: { path: `^rules/(${upper.join('|')})/` },
    })),
    {
      name: 'what stands beside the rooms of rules is below them',
      comment: 'but for the plan of a day, which composes, and what others import of the whole',
      severity: 'error',
      from: { path: '^rules/[^/]+[.]ts$', pathNot: [...ofTests, '^rules/(index|plan-day)[.]ts$'] },
      to: { path: '^rules/(plan|disabling|report|summary)/' },
    },
    {
      name: 'handlers meet adapters where they are put together',
      comment:
        'handlers → acting → adapters → ports → rules; what an adapter throws is beside the ports',
      severity: 'error',
      from: { path: handlers, pathNot: [...ofTests, '/(handler|wire)[.]ts$'] },
      to: { path: '^functions/adapters/' },
    },
    {
      name: 'the command disables nothing',
      comment: 'it reads, and says what would be done; one’s own key it rotates, and deletes',
      severity: 'error',
      from: { path: '^cli/', pathNot: ofTests },
      to: { path: '^functions/adapters/iam/switch' },
    },
    {
      name: 'handlers are imported by nobody',
      comment:
        'handlers → acting → adapters → ports → rules; what two of them share is beside them',
      severity: 'error',
      from: { path: '^functions/', pathNot: [...ofTests, handlers] },
      to: { path: handlers },
    },
    {
      name: 'handlers are imported by no other handler',
      comment:
        'each is a bundle with permissions of its own; what two of them share is beside them',
      severity: 'error',
      from: { path: handlers, pathNot: ofTests },
      to: { path: handlers, pathNot: '^functions/$1/' },
    },
    {
      name: 'what only tests use is used by tests',
      comment: 'it may pretend to be AWS or Slack',
      severity: 'error',
      from: {
        path: '^(cli|components|functions|plugin|policy-pack|reports|rules|stacks)/',
        pathNot: ofTests,
      },
      to: { path: ofTests },
    },
    {
      name: 'what is for development stays here',
      comment: 'whoever installs Keyturn does not have it',
      severity: 'error',
      from: {
        path: '^(cli|components|functions|plugin|policy-pack|reports|rules|stacks)/',
        pathNot: ofTests,
      },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'the simulation is asked about one thing',
      comment: 'by what refuses patterns, of which it would say Allowed where anything in them is',
      severity: 'error',
      from: { pathNot: '^rules/policies/testing/simulation[.]ts$' },
      to: {
        path: '^node_modules/@cloud-copilot/iam-simulate/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'packages are those that package.json names',
      comment: 'what another package brings is gone when that one changes its mind',
      severity: 'error',
      // Those that are started by themselves have a package.json that names nothing; the pack's is not for its tests.
      from: {
        pathNot: [
          '^(bench/empty-pack|emulation/pulumi/provider|emulation/pulumi/provider-awsx|plugin)/',
          '^policy-pack/testing/',
          '^policy-pack/.*[.]test[.]ts$',
        ],
      },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'everything can be found',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    // Also what is imported for its type alone.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
