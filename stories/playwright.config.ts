import { defineConfig } from '@playwright/test';
import { join } from 'node:path';
import { BROWSER } from './host/browser';
import { RESULTS } from './host/run';

/** Stories share one set of hosts and two cores: one at a time, told once, with a deadline on every wait. */
export default defineConfig({
  testDir: 'told',
  testMatch: '**/*.story.ts',
  outputDir: join(RESULTS, 'artefacts'),
  globalSetup: './host/global-set-up.ts',
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 180_000,
  globalTimeout: 60 * 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: join(RESULTS, 'report.json') }]],
  use: {
    launchOptions: BROWSER,
    actionTimeout: 10_000,
    navigationTimeout: 15_000,
    screenshot: 'only-on-failure',
  },
});
