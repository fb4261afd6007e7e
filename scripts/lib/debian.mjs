import { existsSync, readFileSync } from 'node:fs'
import { run } from './command.mjs'

/** Installs packages where this machine is Debian's and this user may; says so when it could not. */
export async function installFromDebian(packages) {
  if (!isDebian()) return
  const rights = process.getuid?.() === 0 ? [] : ['sudo', '-n']
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (...args) => {
    const [program, ...rest] = [...rights, 'apt-get', ...args]
    return run(program, rest, { env, timeoutMs: 180_000 })
  }
  console.log(`Installing for the tests: apt-get install ${packages.join(' ')} ...`)
  await apt('update', '-qq')
  const { code, output } = await apt('install', '-y', '-qq', '--no-install-recommends', ...packages)
  if (code !== 0) console.log(`apt-get could not install them: ${output.trim().split('\n').at(-1)}`)
}

// Ubuntu's Chromium only asks for a snap.
function isDebian() {
  if (!existsSync('/etc/os-release')) return false
  return /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'))
}
