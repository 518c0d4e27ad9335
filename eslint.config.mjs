import js from '@eslint/js';
import tseslint from 'typescript-eslint';

// Which package may be imported where is checked by dependency-cruiser (.dependency-cruiser.cjs), not here.

const nodeGlobals = Object.fromEntries(
  [
    ...['process', 'console', 'Buffer', 'URL', 'AbortController', 'AbortSignal', 'TextEncoder', 'TextDecoder', 'fetch'],
    ...['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate', 'performance', 'structuredClone'],
  ].map((name) => [name, 'readonly']),
);
const commonJsGlobals = { module: 'writable', require: 'readonly', __dirname: 'readonly', __filename: 'readonly' };

const typed = {
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/no-misused-promises': 'error',
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
  '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'with-single-extends' }],
  // A port may be asynchronous where its adapter is not.
  '@typescript-eslint/require-await': 'off',
  // Nest reads constructor types at run time; `import type` would erase them.
  '@typescript-eslint/consistent-type-imports': 'off',
  'no-restricted-exports': [
    'error',
    { restrictDefaultExports: { direct: true, named: true, defaultFrom: true, namedFrom: true, namespaceFrom: true } },
  ],
};

export default tseslint.config(
  {
    ignores: [
      '**/node_modules/',
      '**/dist/',
      'coverage/',
      '.data/',
      '.mesh/',
      'apps/dashboard/',
      '**/generated/',
      '**/*.d.mts',
    ],
  },
  { linterOptions: { noInlineConfig: true } },
  js.configs.recommended,
  { rules: { 'no-console': 'error', eqeqeq: 'error', 'no-var': 'error', 'prefer-const': 'error' } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: typed,
  },
  {
    files: ['**/*spec.ts', '**/test/**/*.ts', 'libs/testing/**/*.ts'],
    rules: {
      '@typescript-eslint/unbound-method': 'off',
      // expect.any() and its kin are typed `any`.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      'no-restricted-properties': [
        'error',
        { object: 'jest', property: 'mock', message: 'Give the port a scripted adapter instead.' },
        { object: 'jest', property: 'doMock', message: 'Give the port a scripted adapter instead.' },
        ...['it', 'test', 'describe'].flatMap((object) =>
          ['only', 'skip'].map((property) => ({ object, property, message: 'Every test runs.' })),
        ),
      ],
    },
  },
  {
    files: ['scripts/**', 'tools/**', 'evals/**', 'benchmarks/**', 'examples/**', 'apps/standalone/**'],
    rules: { 'no-console': 'off' },
  },
  { files: ['**/*.mjs', '**/*.js'], languageOptions: { globals: nodeGlobals } },
  {
    files: ['**/*.cjs'],
    languageOptions: { sourceType: 'commonjs', globals: { ...nodeGlobals, ...commonJsGlobals } },
  },
);
