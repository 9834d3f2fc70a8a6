import js from '@eslint/js';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  {
    ignores: [
      'dist/',
      'node_modules/',
      '.venv/',
      '.venv-bench/',
      '.venv-second-aws/',
      '.venv-scanners/',
      '.venv-second-opinion/',
      '.venv-tools/',
      '.bolt/',
      '.stryker-tmp/',
      'test/package/programs/',
      'examples/',
      'template/',
    ],
  },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      // What is inferred from a schema gets a name, and its page in the reference.
      '@typescript-eslint/no-empty-object-type': [
        'error',
        { allowInterfaces: 'with-single-extends' },
      ],
      '@typescript-eslint/no-explicit-any': 'error',
      'no-console': 'error',
      'no-restricted-syntax': [
        'error',
        ...[
          "MemberExpression[computed=true] > MemberExpression.property[object.name='tagKeys']",
          "BinaryExpression[operator='in'] > MemberExpression[object.name='tagKeys']",
        ].map((selector) => ({
          selector,
          message: "The keys of users' tags have no case: read them with findTag of rules/tags.ts.",
        })),
      ],
    },
  },
  {
    files: ['scripts/**', 'demo/**', 'emulation/**', 'bench/**', 'test/**/main.ts'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly' } },
    rules: { 'no-console': 'off' },
  },
  {
    files: ['**/*.cjs'],
    languageOptions: {
      sourceType: 'commonjs',
      globals: Object.fromEntries(
        ['require', 'module', 'exports', '__dirname', 'process'].map((name) => [name, 'readonly']),
      ),
    },
  },
  {
    files: ['test/guides/bin/*.mjs'],
    languageOptions: { globals: { process: 'readonly', URL: 'readonly' } },
  },
  // mocha's describe/it return nothing to wait for; pulumi outputs make "unbound" false alarms in tests.
  { files: ['**/*.test.ts'], rules: { '@typescript-eslint/require-await': 'off' } },
);
