import { availableParallelism } from 'node:os';

/** NestJS 12 is published as ES modules only: jest runs with --experimental-vm-modules (see package.json). */
const base = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.ts$': ['ts-jest', { useESM: true, tsconfig: 'tsconfig.json' }] },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/test/arch/offences/'],
};
const againstPostgres = {
  ...base,
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
};
export default {
  maxWorkers: Math.min(4, Math.max(2, availableParallelism() - 1)), // PostgreSQL works too
  testSequencer: '<rootDir>/test/support/longest-first.mjs',
  workerIdleMemoryLimit: '1GB', // modules of the vm are never freed inside a worker
  testTimeout: 60_000,
  projects: [
    { ...base, displayName: 'unit', testMatch: ['<rootDir>/src/**/*.spec.ts'] },
    { ...base, displayName: 'arch', testMatch: ['<rootDir>/test/arch/*.spec.ts'] },
    { ...againstPostgres, displayName: 'db', testMatch: ['<rootDir>/test/db/**/*.spec.ts'] },
    { ...againstPostgres, displayName: 'api', testMatch: ['<rootDir>/test/api/**/*.spec.ts'] },
    { ...againstPostgres, displayName: 'journeys', testMatch: ['<rootDir>/test/journeys.spec.ts'] },
    { ...againstPostgres, displayName: 'browser', testMatch: ['<rootDir>/test/browser.spec.ts'] },
    { ...againstPostgres, displayName: 'assurance', testMatch: ['<rootDir>/test/assurance/**/*.spec.ts'] },
    { ...base, displayName: 'launch', testMatch: ['<rootDir>/test/launch/**/*.spec.ts'] },
  ],
};
