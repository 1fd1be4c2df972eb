// End to end: Debian's Chromium against the real backend, which serves the real build.
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  globalSetup: './placed.ts',
  outputDir: '../../test-results',
  snapshotPathTemplate: '{testDir}/readings/{arg}{ext}',
  fullyParallel: true,
  workers: 2,
  // A test that passes at the second try hides a fault of ours.
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    viewport: { width: 390, height: 844 },
    actionTimeout: 10_000,
    // A worker's own requests pass tests by; what it does is tested in offline.spec.ts.
    serviceWorkers: 'block',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
