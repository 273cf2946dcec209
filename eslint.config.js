// Lint: the compiler's strictness, the Svelte rules, and the import directions of docs/architecture.md.
import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import { boundaries } from './tests/lint/boundaries.ts';

export default ts.config(
  { ignores: ['**/build/', '**/.svelte-kit/', '**/generated/', '**/paraglide/', '.data/', 'test-results/', 'playwright-report/'] },
  js.configs.recommended,
  ts.configs.recommended,
  svelte.configs.recommended,
  { languageOptions: { globals: globals.node } },
  {
    files: ['apps/web/**'],
    languageOptions: { globals: globals.browser },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser } },
    rules: {
      // The app lives at the root of its own host; there is no base path to resolve.
      'svelte/no-navigation-without-resolve': 'off',
      // Most dates here are values, not state; state is declared with runes.
      'svelte/prefer-svelte-reactivity': 'off',
    },
  },
  {
    rules: {
      'no-console': 'error',
      'no-undef': 'off',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    // Commands speak on the terminal.
    files: ['apps/launcher/**', 'apps/simulator/**', 'tests/load/**', 'prisma/**', 'packages/scoring/src/command/**'],
    rules: { 'no-console': 'off' },
  },
  ...boundaries,
);
