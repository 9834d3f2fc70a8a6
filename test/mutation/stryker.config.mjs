import './mocha-12.mjs';

/**
 * Mutation testing of the rules. Run from the repository's root: `npm run test:mutation`, and for one file
 * `npm run test:mutation -- --mutate rules/calendar.ts`.
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
  testRunner: 'mocha',
  testRunnerNodeArgs: ['--import', import.meta.resolve('./mocha-12.mjs')],
  plugins: ['@stryker-mutator/mocha-runner'],
  mochaOptions: {
    config: '.mocharc.json',
    spec: ['rules/**/*.test.ts'],
    // Slow and random: what it finds, an example must show too.
    ignore: ['rules/plan-day.property.test.ts'],
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
  timeoutMS: 5_000,
  incremental: true,
  incrementalFile: 'reports/mutation/incremental.json',
  reporters: ['clear-text', 'progress-append-only', 'html'],
  clearTextReporter: { allowColor: false, reportTests: false },
  htmlReporter: { fileName: 'reports/mutation/index.html' },
  thresholds: { high: 95, low: 90, break: 90 },
  tempDirName: '.stryker-tmp',
  ignorePatterns: [
    '*',
    '!rules/**',
    '!functions/**',
    '!test/snapshots/**',
    '!tsconfig.json',
    '!package.json',
    '!.mocharc.json',
  ],
};
