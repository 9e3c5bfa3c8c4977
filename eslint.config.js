// The page's modules; that every name is known is for the type checker.
import js from '@eslint/js';

export default [
  { ignores: ['site/', '.*/'] },
  js.configs.recommended,
  {
    files: ['assets/page/*.js', 'tests/page/*.js', 'eslint.config.js'],
    rules: {
      'no-undef': 'off',
      'no-var': 'error',
      'prefer-const': 'error',
      eqeqeq: 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-eval': 'error',
      'no-shadow': 'error',
      'max-lines': ['error', 350],
      // What scenarios say becomes text, and never markup.
      'no-restricted-properties': [
        'error', { property: 'innerHTML' }, { property: 'outerHTML' }, { property: 'insertAdjacentHTML' },
        { object: 'document', property: 'write' },
      ],
    },
  },
];
