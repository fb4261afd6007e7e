import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { run } from './command.mjs'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/**
 * A browser for the page's tests, as variables for Playwright: none when it has its own, BT_TEST_BROWSER with a
 * system's Chromium, which is installed where this user may do that, else BT_TEST_NO_BROWSER with what is missing.
 */
export async function provideBrowser(root) {
  if (existsSync(ownBrowser(root))) return {}
  const found = findOnPath(process.env.PATH) ?? (await installFromDebian())
  if (found !== undefined) return { BT_TEST_BROWSER: found }
  const hint = 'install Chromium with "npx playwright install chromium" or your system\'s package manager'
  return { BT_TEST_NO_BROWSER: `no browser here: ${hint}` }
}

/** The first Chromium on a PATH, or undefined. */
export function findOnPath(searchPath = '') {
  const folders = searchPath.split(path.delimiter).filter((folder) => folder !== '')
  return names.flatMap((name) => folders.map((folder) => path.join(folder, name))).find((file) => existsSync(file))
}

function ownBrowser(root) {
  return createRequire(path.join(root, 'package.json'))('playwright').chromium.executablePath()
}

async function installFromDebian() {
  if (!isDebian()) return undefined
  const rights = process.getuid?.() === 0 ? [] : ['sudo', '-n']
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (...args) => {
    const [program, ...rest] = [...rights, 'apt-get', ...args]
    return run(program, rest, { env, timeoutMs: 180_000 })
  }
  console.log('Installing a browser for the tests (apt-get install chromium) ...')
  await apt('update', '-qq')
  const { code, output } = await apt('install', '-y', '-qq', '--no-install-recommends', 'chromium')
  if (code !== 0) console.log(`apt-get could not install it: ${output.trim().split('\n').at(-1)}`)
  return findOnPath(process.env.PATH)
}

// Ubuntu's package of that name only asks for a snap.
function isDebian() {
  if (!existsSync('/etc/os-release')) return false
  return /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'))
}
