/**
 * Mutation testing of the rules. Run from the repository's root: `npm run test:mutation`, and for one file
 * `npm run test:mutation -- --mutate rules/calendar.ts`.
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
  testRunner: 'reloading-mocha',
  plugins: ['./test/mutation/runner.mjs'],
  mochaOptions: {
    // Not .mocharc.json: the runner stands for its ts-node.
    'no-config': true,
    extension: ['ts'],
    // The specification's days last: they are asked where no other test has noticed.
    spec: ['rules/**/*.test.ts', 'test/specification/fixed-days.test.ts'],
    // Slow and random: what it finds, an example must show too.
    ignore: [
      'rules/plan-day.property.test.ts',
      'rules/plan/guards.property.test.ts',
      'rules/report/forecast.property.test.ts',
    ],
  },
  mutate: [
    'rules/**/*.ts',
    '!rules/**/*.test.ts',
    '!rules/**/testing/**',
    // Types only.
    '!rules/{decisions,ledger,model}.ts',
  ],
  // A mutant is tried by the tests that reach it.
  coverageAnalysis: 'perTest',
  concurrency: 2,
  // Generous: a bug that is tried on a busy machine must not count as noticed for that.
  timeoutMS: 60_000,
  dryRunTimeoutMinutes: 60,
  incremental: true,
  incrementalFile: 'dist/mutation/incremental.json',
  reporters: ['clear-text', 'progress-append-only', 'html'],
  clearTextReporter: { allowColor: false, reportTests: false },
  htmlReporter: { fileName: 'dist/mutation/index.html' },
  thresholds: { high: 99, low: 99, break: 99 },
  tempDirName: '.stryker-tmp',
  ignorePatterns: [
    '*',
    '!rules/**',
    '!functions/**',
    // A test of the rules looks up the pages that a check names.
    '!docs/**',
    '!test/snapshots/**',
    '!test/specification/**',
    '!test/whole-number.ts',
    '!tsconfig.json',
    '!package.json',
  ],
};
