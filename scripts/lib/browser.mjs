import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { findOnPath } from './on-path.mjs'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** The Debian packages that the page's tests lack: none where Playwright has its own browser or the system has one. */
export function missingBrowser(root, searchPath) {
  return existsSync(ownBrowser(root)) || systemBrowser(searchPath) !== undefined ? [] : ['chromium']
}

/**
 * A browser for the page's tests, as variables for Playwright: none when it has its own, BT_TEST_BROWSER with a
 * system's Chromium, else BT_TEST_NO_BROWSER with what is missing.
 */
export function browserVariables(root, searchPath) {
  if (existsSync(ownBrowser(root))) return {}
  const found = systemBrowser(searchPath)
  if (found !== undefined) return { BT_TEST_BROWSER: found }
  const hint = 'install Chromium with "npx playwright install chromium" or your system\'s package manager'
  return { BT_TEST_NO_BROWSER: `no browser here: ${hint}` }
}

/** The first Chromium on a PATH, or undefined. */
export function systemBrowser(searchPath) {
  return findOnPath(names, searchPath)
}

function ownBrowser(root) {
  return createRequire(path.join(root, 'package.json'))('playwright').chromium.executablePath()
}
