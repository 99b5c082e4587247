import tseslint from 'typescript-eslint';

const bannedSyntax = [
  { selector: "CallExpression[callee.name='forwardRef']", message: 'A cycle. Calls go down, news goes up.' },
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Take the moment as an argument, or ask Clock.',
  },
  {
    selector: "MemberExpression[object.name='Date'][property.name='now']",
    message: 'Take the moment as an argument, or ask Clock.',
  },
  {
    selector: "MemberExpression[object.name='process'][property.name='env']",
    message: 'Only platform/config reads the environment.',
  },
  {
    selector: 'TSEnumDeclaration',
    message: 'Write a const array and its union type; the array also feeds the DTO and the CHECK.',
  },
  {
    selector: "CallExpression[callee.property.name='random'][callee.object.name='Math']",
    message: 'Chance is an argument; secrets come from platform/auth/secrets.',
  },
];
const narrowedTests = {
  selector: 'MemberExpression[property.name=/^(only|todo)$/][object.name=/^(it|test|describe)$/]',
  message: 'A test runs or goes.',
};

export default tseslint.config(
  {
    ignores: [
      'dist',
      'node_modules',
      'data',
      'coverage',
      'test/arch/offences',
      '**/*.js',
      '**/*.cjs',
      '**/*.mjs',
    ],
  },
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 4],
      complexity: ['error', 10],
      'no-restricted-syntax': ['error', ...bannedSyntax],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off', // rows and DTOs are shapes, not instances
      '@typescript-eslint/no-misused-spread': 'off', // the same: their prototypes carry nothing
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  {
    files: [
      'src/**/*.service.ts',
      'src/**/*.controller.ts',
      'src/platform/background.ts',
      'test/support/*.ts',
    ],
    rules: { 'max-params': ['error', 7] },
  }, // a constructor with more wants splitting
  {
    files: ['src/platform/system-clock.ts', 'src/platform/config/**/*.ts'],
    rules: { 'no-restricted-syntax': 'off' }, // where the clock and the environment are read
  },
  {
    files: ['test/**/*.ts', '**/*.spec.ts', 'bench/**/*.ts', 'scripts/**/*.ts', 'migrations/*.ts'],
    rules: {
      'max-lines': 'off',
      'max-lines-per-function': 'off',
      complexity: ['error', 20],
      'no-restricted-syntax': ['error', narrowedTests],
      '@typescript-eslint/no-unsafe-assignment': 'off', // answers over HTTP are asserted, not typed
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-base-to-string': 'off', // made-up values are sent as whatever they print as
    },
  },
);
