import { defineConfig } from '@playwright/test';
import { BROWSER } from './host/browser';

/** Stories share one set of hosts and two cores: one at a time, told once, with a deadline on every wait. */
// Not yet proven on this version; each runs when it is named on the command line with UNPROVEN=1.
const unproven = ['01', '02', '03', '05', '06', '10', '11', '12'].map((number) => `**/${number}-*.story.ts`);

export default defineConfig({
  testIgnore: process.env['UNPROVEN'] === '1' ? [] : unproven,
  testDir: 'told',
  testMatch: '**/*.story.ts',
  outputDir: 'test-results/artefacts',
  globalSetup: './host/global-set-up.ts',
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 90_000,
  globalTimeout: 15 * 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/report.json' }]],
  use: {
    launchOptions: BROWSER,
    actionTimeout: 10_000,
    navigationTimeout: 15_000,
    screenshot: 'only-on-failure',
  },
});
