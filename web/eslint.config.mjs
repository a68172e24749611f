import next from 'eslint-config-next/core-web-vitals';
import typescript from 'eslint-config-next/typescript';
import texts from './scripts/texts-rule.mjs';

const config = [
  { ignores: ['.next/**', 'out/**', 'next-env.d.ts', 'lib/api/schema.d.ts', 'scripts/docs/**'] },
  ...next,
  ...typescript,
  {
    files: ['app/**', 'components/**', 'lib/**', 'texts/**'],
    rules: {
      'max-lines': ['error', { max: 200 }],
      'max-lines-per-function': ['error', { max: 80, skipBlankLines: true }],
      'no-console': 'error',
      'react/no-danger': 'error',
      eqeqeq: 'error',
      // It warns of what the React Compiler skips; this app is not compiled by it.
      'react-hooks/incompatible-library': 'off',
    },
  },
  {
    files: ['app/**', 'components/**'],
    rules: {
      'no-restricted-globals': ['error', { name: 'fetch', message: 'Fetch in lib/api only.' }],
    },
  },
  {
    files: ['app/**', 'components/**', 'lib/**'],
    ignores: ['**/*.test.ts'],
    plugins: { texts },
    rules: { 'texts/in-texts': 'error' },
  },
  { files: ['**/*.test.ts'], rules: { 'max-lines-per-function': 'off' } },
];

export default config;
