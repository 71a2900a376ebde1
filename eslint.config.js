import eslint from '@eslint/js';
import { defineConfig } from 'eslint/config';
import { configs } from 'typescript-eslint';
import { noStatusLiteral } from './scripts/statusRule.ts';

// Under jest, the default import of a CommonJS package is undefined.
const namedImports = { selector: 'ImportDefaultSpecifier', message: 'Use named imports.' };

export default defineConfig(
  {
    ignores: [
      ...['client/generated/', 'dist/', '.serverless/', '.latchkey/', 'node_modules/'],
      'local/apiPage/rapidoc/',
    ],
  },
  eslint.configs.recommended,
  // Files cannot change rules. A rule that does not fit is changed here for all files, with the reason.
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts'],
    extends: [configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // Input is parsed with a schema. A type assertion would hide that it was not parsed.
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      // `const { unwanted: _, ...rest }` may name a property in order to omit it.
      '@typescript-eslint/no-unused-vars': [
        'error',
        {
          ignoreRestSiblings: true,
          argsIgnorePattern: '^_',
          destructuredArrayIgnorePattern: '^_',
          varsIgnorePattern: '^_',
        },
      ],
      // Ports are objects of functions, and no function here uses `this`.
      '@typescript-eslint/unbound-method': 'off',
      // The string form of a number is unambiguous.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      'no-restricted-syntax': ['error', namedImports],
      'max-lines': ['error', 300],
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'] }],
    },
  },
  {
    // A declaration file has to declare what a package exports, even if that is a default export.
    files: ['**/*.d.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['lib/**/*.ts', 'handlers/**/*.ts'],
    ignores: ['lib/record/{transitions,firstVersion}.ts', '**/*.d.ts'],
    rules: { 'no-restricted-syntax': ['error', namedImports, noStatusLiteral] },
  },
  {
    // The published command line and the client also run on Node.js 20, which has none of these.
    files: ['{authoring,cli,client}/**/*.ts', 'lib/{blueprints,preview}/**/*.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        ...[
          ['Map', 'groupBy'],
          ['Object', 'groupBy'],
          ['Array', 'fromAsync'],
          ['Promise', 'withResolvers'],
          ['Promise', 'try'],
          ['RegExp', 'escape'],
          ['fs', 'globSync'],
        ].map(([object, property]) => ({ object, property, message: 'Node.js 20 does not have it.' })),
      ],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      // jest's asymmetric matchers, such as expect.any(String), are typed `any`.
      '@typescript-eslint/no-unsafe-assignment': 'off',
    },
  },
  {
    // It runs in a browser.
    files: ['local/apiPage/page.js'],
    languageOptions: { globals: { document: 'readonly', matchMedia: 'readonly' } },
  },
  {
    // The console of the sandbox runs in a browser as well.
    files: ['local/console/*.js'],
    languageOptions: {
      globals: Object.fromEntries(
        'AbortController addEventListener clearTimeout document fetch location scrollTo setTimeout URLSearchParams'
          .split(' ')
          .map((name) => [name, 'readonly']),
      ),
    },
  },
  {
    // It runs in a browser.
    files: ['test/support/browser/storedTexts.js'],
    languageOptions: {
      globals: Object.fromEntries(
        ['window', 'document', 'location', 'history', 'navigation', 'localStorage', 'sessionStorage']
          .concat(['indexedDB', 'caches', 'Blob', 'TextDecoder'])
          .map((name) => [name, 'readonly']),
      ),
    },
  },
  {
    files: ['**/*.cjs'],
    languageOptions: {
      sourceType: 'commonjs',
      globals: { module: 'writable', require: 'readonly', process: 'readonly' },
    },
  },
);
