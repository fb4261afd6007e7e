import { test as base, expect } from 'playwright/test'
import { type Server, type ServerOptions, startServer } from './server'

interface TestFixtures {
  /** Starts a server of the test's own, stopped after it. */
  ownServer: (options?: ServerOptions) => Promise<Server>
  /** Skips the page's tests where there is no browser. */
  browserOrSkip: undefined
}

interface WorkerFixtures {
  /** The server that the tests of one worker share: a home swarm at five times its speed. Clean up what you add. */
  server: Server
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  browserOrSkip: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a fixture needs from this pattern.
    async ({}, use, testInfo) => {
      const missing = process.env.BT_TEST_NO_BROWSER
      if (missing && testInfo.project.name === 'ui') testInfo.skip(true, missing)
      await use(undefined)
    },
    { auto: true },
  ],
  server: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a fixture needs from this pattern.
    async ({}, use) => {
      const server = await startServer({
        env: { BT_SIM_PROFILE: 'home', BT_SIM_SPEED: '5', BT_MAX_CONCURRENT_DOWNLOADS: '20' },
      })
      await use(server)
      await server.dispose()
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ server }, use) => {
    await use(server.url)
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a fixture needs from this pattern.
  ownServer: async ({}, use) => {
    const started: Server[] = []
    await use(async (options) => {
      const server = await startServer(options)
      started.push(server)
      return server
    })
    for (const server of started) await server.dispose()
  },
})

export { expect }
