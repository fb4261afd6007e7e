import { existsSync } from 'node:fs'
import { chromium, defineConfig } from 'playwright/test'
import { systemBrowser } from './scripts/lib/browser.mjs'

const executablePath = process.env.BT_TEST_BROWSER || browserOfTheSystem()

export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/support/global-setup.ts',
  outputDir: 'test-results',
  workers: 2,
  retries: 0,
  forbidOnly: process.env.CI !== undefined,
  timeout: 60_000,
  // `npm test` ends within eight minutes, also when every test waits for its limit.
  globalTimeout: 360_000,
  use: {
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      args: [
        // Chromium refuses its sandbox to root.
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'api', testDir: 'e2e/api' },
    { name: 'ui', testDir: 'e2e/ui' },
    { name: 'start', testDir: 'e2e/start' },
    { name: 'docs', testDir: 'e2e/docs' },
    { name: 'formats', testDir: 'e2e/formats' },
  ],
})

// `npm test` names the browser; alone, Playwright's own goes first.
function browserOfTheSystem(): string | undefined {
  if (existsSync(chromium.executablePath())) return undefined
  const found = systemBrowser(process.env.PATH)
  if (found === undefined) process.env.BT_TEST_NO_BROWSER ||= 'no browser here: npm test tells how to get one'
  return found
}
